"""JSON Schemas, compiled once, and those that hold for a path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wikilint.rule import Globs
from wikilint_rules.frontmatter._dates import date_or_range

if TYPE_CHECKING:
    from jsonschema_rs import Validator


@dataclass(frozen=True, slots=True)
class Compiled:
    """A schema, and which files it is for."""

    glob: str
    files: Globs
    schema: Any
    validator: Validator


_compiled: dict[int, tuple[dict[str, Any], tuple[Compiled, ...]]] = {}
"""By the identity of the option's value, which is kept here too so that no other can take its place."""

_REMEMBERED = 16


def holding(schemas: dict[str, Any], path: str) -> Iterator[Compiled]:
    """The schemas whose glob matches a path. Raises ValueError for one that is none."""
    remembered = _compiled.get(id(schemas))
    if remembered is None:
        if len(_compiled) >= _REMEMBERED:
            _compiled.clear()
        remembered = _compiled[id(schemas)] = schemas, tuple(_compile(*item) for item in schemas.items())
    return (each for each in remembered[1] if each.files.covers(path))


def _compile(glob: str, schema: Any) -> Compiled:
    import jsonschema_rs

    validator = jsonschema_rs.validator_for(
        schema, formats={"date-or-range": date_or_range}, validate_formats=True, offline=True
    )
    return Compiled(glob, Globs([glob]), schema, validator)
