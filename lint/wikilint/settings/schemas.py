"""JSON Schemas from disk: YAML or JSON, checked before a page is read, errors with file, line and remedy."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import yaml

from wikilint import words
from wikilint.errors import UsageError

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

_TYPES = ("string", "integer", "number", "boolean", "null", "array", "object")


class _Core(yaml.SafeLoader):
    """YAML as JSON Schema means it: by the core schema of 1.2, so `no` and `2017-01-14` are texts."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - as PyYAML declares it


for _kind, _pattern, _first in (
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)\Z", "tTfF"),
    ("int", r"(?:0|[-+]?[1-9][0-9]*)\Z", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?\Z", "-+.0123456789"),
    ("null", r"(?:~|null|Null|NULL|)\Z", ["~", "n", "N", ""]),
    ("merge", r"<<\Z", "<"),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(_pattern), list(_first))


def load(files: Mapping[str, str], root: str) -> dict[str, Any]:
    """The schema for each glob, from the file that is named for it.

    Schemas in other files that one refers to (`$ref: common.yaml#/$defs/day`) are brought along in its `$defs`.

    root: the folder that the paths are relative to.
    Raises UsageError for what cannot be read, or is no JSON Schema.
    """
    loaded: dict[str, Any] = {}
    found = {}
    for glob, name in files.items():
        path = os.path.normpath(os.path.join(root, os.path.expanduser(name)))
        if path not in loaded:
            loaded[path] = _whole(path, glob)
        found[glob] = loaded[path]
    return found


def check(schemas: object, where: str) -> None:
    """Raise UsageError unless `schemas` is a table of JSON Schemas by glob, as a configuration writes them itself."""
    if not isinstance(schemas, dict):
        raise UsageError(f"{where}: takes a table of schemas by glob, not {schemas!r}")
    for glob, schema in schemas.items():
        _valid(schema, f"{where}: the schema for {glob!r}", None)


def _whole(path: str, glob: str) -> Any:
    """The schema in a file, with those that it refers to."""
    text = _read(path, f"the schema for {glob!r}: [schema] names files relative to the configuration")
    schema = _parse(path, text)
    _valid(schema, path, text)
    others = dict(_others(schema, path, text))
    if others:
        schema = {"$id": Path(path).resolve().as_uri(), **schema}
        schema["$defs"] = {**schema.get("$defs", {}), **others}
    _compiled(schema, path, text)
    return schema


def _read(path: str, what: str) -> str:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}): {what}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is no UTF-8 (byte {error.start}): save the schema as UTF-8") from None


def _parse(path: str, text: str) -> Any:
    try:
        if path.endswith(".json"):
            return json.loads(text)
        return yaml.load(text, _Core)  # noqa: S506 - a SafeLoader
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}:{error.lineno}: is no JSON: {error.msg}") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UsageError(f"{path}:{line}: is no YAML: {error.problem or error.context}") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read as a schema: {error}") from None


def _valid(schema: Any, where: str, text: str | None) -> None:
    import jsonschema_rs

    if not isinstance(schema, dict):
        raise UsageError(f"{where}: a schema is a mapping (`type: object`, `properties: …`), this is none")
    try:
        jsonschema_rs.meta.validate(schema)
    except jsonschema_rs.ValidationError as error:
        raise _unusable(error, where, text) from None
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        raise UsageError(f"{where}: is no JSON Schema: {error}") from None
    if text is None:
        _compiled(schema, where, None)


def _compiled(schema: Any, where: str, text: str | None) -> None:
    """Raise UsageError for a schema that nothing can be held to: a `$ref` that leads nowhere, a broken pattern."""
    import jsonschema_rs

    try:
        jsonschema_rs.validator_for(schema, offline=True)
    except jsonschema_rs.ValidationError as error:
        raise _unusable(error, where, text) from None
    except ValueError as error:
        raise UsageError(f"{where}: is no JSON Schema: {error}") from None


def _unusable(error: ValidationError, where: str, text: str | None) -> UsageError:
    path = error.instance_path
    place = ".".join(map(str, path))
    if text is not None:
        where = f"{where}:{_line(text, path) if path else _line_of(text, error.message)}"
    return UsageError(f"{where}: is no JSON Schema: {f'{place}: ' if place else ''}{_said(error)}")


def _said(error: ValidationError) -> str:
    if error.instance_path[-1:] != ["type"] or not isinstance(error.instance, str):
        return error.message
    close = words.closest(error.instance, _TYPES)
    remedy = f"did you mean {close!r}?" if close else f"there are {', '.join(_TYPES)}"
    return f"there is no type {error.instance!r}: {remedy}"


def _references(schema: Any) -> Iterator[str]:
    """What `$ref` names outside of the schema itself, without fragments."""
    todo = [schema]
    while todo:
        each = todo.pop()
        if isinstance(each, dict):
            reference = each.get("$ref")
            if isinstance(reference, str) and not reference.startswith("#"):
                yield urldefrag(reference).url
            todo.extend(each.values())
        elif isinstance(each, list):
            todo.extend(each)


def _others(schema: dict[str, Any], path: str, text: str) -> Iterator[tuple[str, Any]]:
    """The schemas that one refers to and those that they refer to, each with its address as `$id`."""
    home = Path(path).resolve().as_uri()
    own = {each["$id"] for each in (schema, *_definitions(schema)) if "$id" in each}
    todo = [(home, reference, path, text) for reference in _references(schema) if reference not in own]
    seen = {home}
    while todo:
        base, reference, place, source = todo.pop()
        address = urljoin(base, reference)
        if address in seen:
            continue
        seen.add(address)
        parts = urlsplit(address)
        where = f"{place}:{_line_of(source, reference)}"
        if parts.scheme != "file":
            raise UsageError(
                f"{where}: refers to {reference!r}: only files are read, keep a copy beside this one"
            )
        file = unquote(parts.path)
        found = _read(file, f"named in {where}")
        other = _parse(file, found)
        _valid(other, file, found)
        yield address, {**other, "$id": address}
        todo += [(address, each, file, found) for each in _references(other)]


def _definitions(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (each for each in schema.get("$defs", {}).values() if isinstance(each, dict))


def _line_of(text: str | None, message: str) -> int:
    """The line of the `$ref` that a message speaks of."""
    for number, line in enumerate((text or "").split("\n"), 1):
        found = re.search(r"""\$ref["']?\s*:\s*["']?([^"'\s,}]+)""", line)
        if found and any(part and part in message for part in urldefrag(found[1])):
            return number
    return 1


def _line(text: str, path: list[str | int]) -> int:
    """The line in which the value at a path stands; that of what is around it where there is none."""
    node = yaml.compose(text.replace("\t", " "), _Core)
    for step in path:
        below = None
        if isinstance(node, yaml.MappingNode):
            below = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            below = node.value[step]
        if below is None:
            break
        node = below
    return node.start_mark.line + 1 if node is not None else 1
