"""JSON Schemas as an option of a rule: from files or the configuration itself, checked before a page is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from wikilint.errors import UsageError
from wikilint.globs import Globs
from wikilint.value import frozen

if TYPE_CHECKING:
    from jsonschema_rs import Validator

Formats = Mapping[str, Callable[[object], bool]]
"""What a schema may ask for as `format` beside the formats of JSON Schema."""


@frozen
class Schema:
    """One schema, known to compile.

    content: the schema as JSON would say it.
    address: the URI that relative references in it are resolved against; empty for one without a file.
    others: the address and the content of each schema that it refers to.
    """

    content: Any
    address: str = ""
    others: tuple[tuple[str, Any], ...] = ()

    def validator(self, formats: Formats) -> Validator:
        """What holds data to the schema. It opens no file and no connection."""
        from wikilint.settings.schemas.compiling import compiled

        return compiled(self.content, self.address, self.others, formats)


@frozen
class SchemaInUse:
    """A schema that holds for the files of a glob, ready to use.

    files: the glob.
    content: the schema itself, as plain data.
    validator: what checks data against it, see `jsonschema_rs`.
    """

    files: Globs
    content: Any
    validator: Validator


class Schemas:
    """The schema for each glob: a kind of option that loads itself, see `wikilint.rule.Option`.

    A user writes for each glob the path of a file, or the schema itself as a table.
    """

    type_name = "a table of globs, each with the path of a JSON Schema or the schema itself"

    def __init__(self, by_glob: Mapping[str, Schema] = {}) -> None:
        self.by_glob = dict(by_glob)
        self._in_use: tuple[SchemaInUse, ...] | None = None

    def __repr__(self) -> str:
        return f"Schemas({self.by_glob!r})"

    @classmethod
    def load(cls, value: object, root: str) -> Schemas:
        """The schemas that a configuration in the folder `root` names.

        Raises UsageError, with file, line and remedy, for what cannot be read or is not a JSON Schema.
        """
        if not isinstance(value, dict):
            raise UsageError(f"`schemas` takes {cls.type_name}, not {value!r}")
        if not value:
            return cls()
        from wikilint.settings.schemas.loading import Loader

        loader = Loader(root)
        return cls({glob: loader.schema(each, f"the schema for {glob!r}") for glob, each in value.items()})

    def __bool__(self) -> bool:
        return bool(self.by_glob)

    def __reduce__(self) -> tuple[Any, ...]:
        """Validators do not travel to other processes; they are made anew there."""
        return Schemas, (self.by_glob,)

    def for_path(self, path: str, formats: Formats) -> Iterator[SchemaInUse]:
        """The schemas whose glob matches a path. They are compiled once, with the formats of the first call."""
        if self._in_use is None:
            self._in_use = tuple(
                SchemaInUse(Globs([glob]), schema.content, schema.validator(formats))
                for glob, schema in self.by_glob.items()
            )
        return (each for each in self._in_use if each.files.covers(path))
