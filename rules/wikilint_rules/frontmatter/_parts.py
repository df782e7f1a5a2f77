"""The parts of a schema that speak of one place, to know which keys may be there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

_IN_PLACE = ("allOf", "anyOf", "oneOf")
_ALONE = ("then", "else")
_MOST = 1000
"""Parts that are looked at before it is given up: schemas may refer to themselves."""


class _NotHereError(Exception):
    """A reference leads out of the schema: what it says is not known."""


def known(schema: Any, path: Sequence[str | int]) -> dict[str, Any] | None:
    """The keys that a schema names for the mapping at a path, each with its own schema.

    None where that cannot be told: parts of the schema lie elsewhere.
    """
    try:
        parts = list(_expanded(schema, [schema]))
        for step in path:
            parts = list(_expanded(schema, [below for part in parts for below in _below(part, step)]))
    except _NotHereError:
        return None
    found: dict[str, Any] = {}
    for part in parts:
        for name, below in part.get("properties", {}).items():
            found.setdefault(name, below)
    return found


def _expanded(root: Any, parts: list[Any]) -> Iterator[dict[str, Any]]:
    """Parts, and those that they are composed of. Raises _NotHereError."""
    seen: set[int] = set()
    todo = list(parts)
    while todo:
        part = todo.pop()
        if not isinstance(part, dict) or id(part) in seen:
            continue
        if len(seen) >= _MOST:
            raise _NotHereError
        seen.add(id(part))
        yield part
        for key in _IN_PLACE:
            todo += part.get(key, [])
        todo += [part[key] for key in _ALONE if key in part]
        todo += part.get("dependentSchemas", {}).values()
        if "$ref" in part:
            todo.append(_resolved(root, part["$ref"]))


def _resolved(root: Any, reference: str) -> Any:
    if not reference.startswith("#"):
        raise _NotHereError
    target = root
    for step in reference[1:].split("/")[1:]:
        name = unquote(step).replace("~1", "/").replace("~0", "~")
        try:
            target = target[int(name)] if isinstance(target, list) else target[name]
        except (KeyError, IndexError, ValueError, TypeError):
            raise _NotHereError from None
    return target


def _below(part: dict[str, Any], step: str | int) -> Iterator[Any]:
    if isinstance(step, str):
        if step in part.get("properties", {}):
            yield part["properties"][step]
        else:
            yield part.get("additionalProperties")
        yield from part.get("patternProperties", {}).values()
    else:
        first = part.get("prefixItems", [])
        yield first[step] if step < len(first) else part.get("items")
