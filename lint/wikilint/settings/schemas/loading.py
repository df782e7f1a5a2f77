"""From what a configuration says to schemas that are known to compile; errors name file, line and remedy."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

from wikilint.errors import UsageError
from wikilint.pattern import pattern
from wikilint.settings.schemas import Schema
from wikilint.settings.schemas.compiling import DRAFTS, LATEST, compiled, draft_of, meta_validator, registry
from wikilint.settings.schemas.parsing import line_of_reference, line_of_value
from wikilint.settings.schemas.project import Project, Source, path_of
from wikilint.settings.schemas.weight import MAX_WEIGHT, weight
from wikilint.value import field, frozen
from wikilint.words import closest

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

_MISSING = pattern(r"Resource '([^'#]+)[^']*' is not present")
"""How jsonschema_rs says that a reference leads nowhere."""

_TYPES = ("string", "integer", "number", "boolean", "null", "array", "object")


class Loader:
    """Makes the schemas of one configuration."""

    def __init__(self, root: str) -> None:
        self._project = Project(root)
        self._made: dict[str, Schema] = {}

    def schema(self, value: object, named: str) -> Schema:
        """The schema in the file that is named, or the one that stands in the configuration itself.

        named: what a message calls it. Raises UsageError.
        """
        if not isinstance(value, str):
            return _inline(value, named)
        source = self._project.read(
            os.path.expanduser(value), f"{named}; [schema] names files relative to the configuration"
        )
        if source.address not in self._made:
            self._made[source.address] = _Collection(self._project, source).schema()
        return self._made[source.address]


def _inline(content: Any, named: str) -> Schema:
    draft = _held_to_its_draft(content, Source(named, "", "", content))
    try:
        compiled(content, "", ())
    except Exception as error:
        raise _unusable(error, Source(named, "", "", content)) from None
    _check_weight(named, content, [("", content)], draft)
    return Schema(content)


@frozen
class _Collection:
    """A schema and the files that it refers to, directly or not.

    found: those by their address. refused: why other addresses lead to none.
    """

    project: Project
    first: Source
    found: dict[str, Source] = field(default_factory=dict)
    refused: dict[str, UsageError] = field(default_factory=dict)

    def schema(self) -> Schema:
        first = self.first
        draft = _held_to_its_draft(first.content, first)
        try:
            registry([(first.address, first.content)], draft, self._retrieve)
        except Exception as error:
            # What is wrong is said below, when it is known which references matter.
            if self.refused:
                raise self._reason(str(error)) from None
        self._compile()
        others = self._others()
        _check_weight(first.path, first.content, [(first.address, first.content), *others], draft)
        return Schema(first.content, first.address, others)

    def _others(self) -> tuple[tuple[str, Any], ...]:
        return tuple((address, source.content) for address, source in self.found.items())

    def _compile(self) -> None:
        """Raise UsageError for a schema that nothing can be held to."""
        while True:
            try:
                compiled(self.first.content, self.first.address, self._others())
            except Exception as error:
                missing = _MISSING.search(str(error))
                if missing is None or missing[1] in self.found:
                    raise _unusable(error, self.first) from None
                self._retrieve(missing[1])  # what only a `$dynamicRef` names
                if self.refused.keys() & {missing[1]}:
                    raise self._reason(missing[1]) from None
            else:
                return

    def _reason(self, message: str) -> UsageError:
        named = [error for address, error in self.refused.items() if address in message]
        return named[0] if named else next(iter(self.refused.values()))

    def _retrieve(self, address: str) -> Any:
        """The schema at an address, for a reference that leads out of those that are known.

        One that is refused stands for anything, so that every other reference is still looked at; whether it
        matters shows when the schema is compiled.
        """
        address = urldefrag(address).url
        try:
            source = self._source(address)
        except UsageError as error:
            self.refused[address] = error
            return {}
        self.found[address] = source
        return source.content

    def _source(self, address: str) -> Source:
        place = self._place(address)
        path = path_of(address)
        if path is None:
            path = self._beside(address)
            if not os.path.lexists(path):
                copy = os.path.relpath(path, os.path.dirname(self.first.path))
                raise UsageError(
                    f"{place}: refers to {address!r}: nothing is read from the network; "
                    f"save a copy as {copy!r} beside {os.path.basename(self.first.path)}"
                )
        source = self.project.read(path, f"named in {place}")
        _held_to_its_draft(source.content, source)
        return source

    def _beside(self, address: str) -> str:
        """The file that is read for a URL: in the place that it has seen from the schema's own `$id`, else of its name
        in the folder of the schema."""
        folder = os.path.dirname(self.first.path)
        own = self.first.content.get("$id") if isinstance(self.first.content, dict) else None
        base = own.rpartition("/")[0] + "/" if isinstance(own, str) and "://" in own else None
        inner = address[len(base) :] if base is not None and address.startswith(base) else ""
        steps = inner or address.rstrip("/").rpartition("/")[2].replace(":", "-")
        return os.path.join(folder, *steps.split("/"))

    def _place(self, address: str) -> str:
        """The file and line that refer to an address."""
        for source in (self.first, *self.found.values()):
            if (line := line_of_reference(source.text, address)) is not None:
                return f"{source.path}:{line}"
        return self.first.path


def _held_to_its_draft(content: Any, source: Source) -> str:
    """The draft of a schema. Raises UsageError for what is no valid schema of it, or of a draft that is unknown."""
    if isinstance(content, bool) and source.address:
        return LATEST
    if not isinstance(content, dict):
        raise UsageError(
            f"{source.path}: a schema is a mapping (`type: object`, `properties: …`), and this is not"
        )
    draft = draft_of(content)
    if draft is None:
        raise UsageError(
            f"{source.path}: `$schema` names {content['$schema']!r}, which is none of {', '.join(DRAFTS)}: "
            "nothing is read from the network, so name the draft that the schema extends"
        )
    try:
        errors = list(meta_validator(draft).iter_errors(content))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{source.path}: is not a JSON Schema: {error}") from None
    if errors:
        raise _unusable(min(errors, key=_importance), source)
    return draft


def _importance(error: ValidationError) -> tuple[bool, int]:
    """The first error of the deepest place says most."""
    return error.kind.name not in ("type", "enum", "anyOf"), -len(error.instance_path)


def _check_weight(path: str, content: Any, resources: list[tuple[str, Any]], draft: str) -> None:
    if weight(content, resources, draft) > MAX_WEIGHT:
        raise UsageError(
            f"{path}: one value of a page could be held to more than {MAX_WEIGHT:,} parts of the schema: "
            "its references multiply; write shared parts only once into `allOf`"
        )


def _unusable(error: Exception, source: Source) -> UsageError:
    import jsonschema_rs

    if not isinstance(error, jsonschema_rs.ValidationError):
        return UsageError(f"{source.path}: is not a JSON Schema: {error}")
    path = error.instance_path
    place = ".".join(map(str, path))
    where = source.path
    if source.text:
        line = line_of_value(source.text, path) if path else line_of_reference(source.text, error.message)
        where = f"{where}:{line or 1}"
    return UsageError(f"{where}: is not a JSON Schema: {f'{place}: ' if place else ''}{_said(error)}")


def _said(error: ValidationError) -> str:
    if error.instance_path[-1:] != ["type"] or not isinstance(error.instance, str):
        return error.message
    meant = closest(error.instance, _TYPES)
    remedy = f"did you mean {meant!r}?" if meant else f"there are {', '.join(_TYPES)}"
    return f"there is no type {error.instance!r}: {remedy}"
