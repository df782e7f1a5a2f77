"""A validator's errors as problems: what is wrong, where it stands, and what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from wikilint_rules.frontmatter import _words
from wikilint_rules.frontmatter._words import called, closest, kind, listed, said

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """`rename` a key to a name, `write` a value, `quote` what is there, `add` a key with a value."""

    what: Literal["rename", "write", "quote", "add"]
    value: Any = None


@dataclass(frozen=True, slots=True)
class Problem:
    """at: whether the key, the value or the mapping around `path` is marked. rank: of one place the lowest speaks."""

    path: Path
    at: Literal["key", "value", "parent"]
    message: str
    repair: Repair | None = None
    rank: int = 5


def problems(errors: Sequence[ValidationError], data: Any, schema: Any) -> Iterator[Problem]:
    """What errors say; a key that is missing and one that is unknown and looks like it are one problem."""
    missing = [
        (tuple(each.instance_path), each.kind.value) for each in errors if each.kind.name == "required"
    ]
    explained: set[tuple[Path, str]] = set()
    for path, name in missing:
        stray = _stray(_at(data, path), name, schema, errors, path)
        if stray is not None and (path, stray) not in explained:
            explained |= {(path, name), (path, stray)}
            message = f"“{stray}” should probably be “{name}”, which is missing"
            yield Problem((*path, stray), "key", message, Repair("rename", name), 0)
    for error in errors:
        for problem in _explained(error, schema):
            name = problem.path[-1] if problem.path else ""
            if (problem.path[:-1], name) not in explained or problem.at == "value":
                yield problem


def _stray(mapping: Any, name: str, schema: Any, errors: Sequence[ValidationError], path: Path) -> str | None:
    """A key of a mapping that the schema does not know and that looks like the missing one."""
    if not isinstance(mapping, dict):
        return None
    required = next(
        each for each in errors if each.kind.name == "required" and tuple(each.instance_path) == path
    )
    known = _known(_around(schema, required))
    return closest(name, [key for key in mapping if key not in known])


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _around(schema: Any, error: ValidationError, up: int = 1) -> dict[str, Any]:
    """The part of the schema that holds the keyword of an error; empty where it cannot be found."""
    for step in list(error.schema_path)[:-up]:
        try:
            schema = schema[step]
        except (KeyError, IndexError, TypeError):
            return {}
    return schema if isinstance(schema, dict) else {}


def _known(part: dict[str, Any]) -> dict[str, Any]:
    """The properties that a part of a schema names, those of what it is composed of included."""
    found: dict[str, Any] = {}
    parts = [part]
    while parts:
        each = parts.pop()
        if isinstance(each, dict):
            found.update(each.get("properties", {}))
            for key in ("allOf", "anyOf", "oneOf"):
                parts += each.get(key, [])
            parts += [each[key] for key in ("then", "else") if key in each]
    return found


def _explained(error: ValidationError, schema: Any) -> Iterator[Problem]:
    name = error.kind.name
    path = tuple(error.instance_path)
    if name in _SEVERAL:
        yield from _SEVERAL[name](error, path, schema)
    elif name in _VALUES:
        yield _VALUES[name](error, path, _around(schema, error))
    elif name in _LIMITS:
        found = f", not {said(error.instance)}" if isinstance(error.instance, int | float) else ""
        yield Problem(path, "value", f"{called(path)} {_LIMITS[name].format(error.kind.value)}{found}")
    else:
        yield Problem(
            path,
            "value",
            f"{called(path)} does not fit the schema: {_words.shortened(error.message)}",
            rank=9,
        )


def _missing(error: ValidationError, path: Path, schema: Any) -> Iterator[Problem]:
    name = error.kind.value
    wanted = _known(_around(schema, error)).get(name)
    wanted = wanted if isinstance(wanted, dict) else {}
    repair = None
    for key in ("const", "default"):
        if key in wanted:
            repair = Repair("add", wanted[key])
            break
    inside = f" in {called(path)}" if path else ""
    # The path of what is missing: its parent is marked.
    yield Problem((*path, name), "parent", f"the key “{name}” is missing{inside}", repair, 1)


def _unknown(error: ValidationError, path: Path, schema: Any) -> Iterator[Problem]:
    known = _known(_around(schema, error))
    for name in error.kind.value:
        meant = closest(name, known)
        message = f"the schema knows no key “{_words.shortened(name)}”{f' in {called(path)}' if path else ''}"
        repair = None
        if meant is not None and meant not in _members(error.instance):
            message, repair = f"{message}: did you mean “{meant}”?", Repair("rename", meant)
        elif meant is not None:
            message = f"{message}, only “{meant}”, which is there too"
        yield Problem((*path, name), "key", message, repair, 1)


def _members(value: Any) -> Any:
    """A list or a mapping, to look into."""
    return value if isinstance(value, list | dict) else ()


def _bad_name(error: ValidationError, path: Path, schema: Any) -> Iterator[Problem]:
    inner = error.kind.value
    name = inner.instance if isinstance(inner.instance, str) else str(inner.instance)
    yield Problem(
        (*path, name),
        "key",
        f"“{_words.shortened(name)}” is no name for a key: {_words.shortened(inner.message)}",
    )


def _unexpected_items(error: ValidationError, path: Path, _: Any) -> Iterator[Problem]:
    for number in error.kind.value:
        yield Problem((*path, number), "value", f"{called((*path, number))}: the schema knows no such item")


def _twice(error: ValidationError, path: Path, _: Any) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, item in enumerate(_members(error.instance)):
        text = _words.written(item)
        if text in seen:
            message = f"{called(path)} holds {said(item)} twice, and each item should be there once"
            yield Problem((*path, number), "value", message)
        seen.setdefault(text, number)


def _alternatives(error: ValidationError, path: Path, schema: Any) -> Iterator[Problem]:
    """The errors of the one alternative that was meant, where that is clear; else one problem for all of them."""
    branches = error.kind.value
    fitting = [branch for branch in branches if not any(_is_other_type(each, path) for each in branch)]
    if len(fitting) == 1:
        for each in fitting[0]:
            yield from _explained(each, schema)
        return
    options = [_options(branch, path) for branch in branches]
    wanted = [each.kind.value for branch in branches for each in branch if _is_other_type(each, path)]
    if all(options):
        yield _choice(path, error.instance, [option for each in options for option in each])
    elif not fitting and wanted:
        names = {name for types in wanted for name in types}
        yield Problem(
            path, "value", f"{called(path)} should be {_words.types(names)}, not {kind(error.instance)}"
        )
    else:
        message = f"{called(path)} fits none of the {len(branches)} alternatives of the schema"
        reasons = listed([_words.shortened(branch[0].message) for branch in branches if branch][:3], "and")
        yield Problem(path, "value", f"{message}: {reasons}" if reasons else message)


def _options(branch: Sequence[ValidationError], path: Path) -> list[Any]:
    """The values that an alternative allows, where it is nothing but a list of them."""
    if (
        len(branch) != 1
        or tuple(branch[0].instance_path) != path
        or branch[0].kind.name not in ("const", "enum")
    ):
        return []
    value = branch[0].kind.value
    return [value] if branch[0].kind.name == "const" else list(value)


def _is_other_type(error: ValidationError, path: Path) -> bool:
    return error.kind.name == "type" and tuple(error.instance_path) == path


def _type(error: ValidationError, path: Path, part: dict[str, Any]) -> Problem:
    value, wanted = error.instance, error.kind.value
    repair = None
    if value in (None, "") and "default" in part:
        repair = Repair("write", part["default"])
    elif "string" in wanted and isinstance(value, bool | int | float):
        repair = Repair("quote")
    elif isinstance(value, str):
        repair = _typed(value, wanted)
    return Problem(
        path, "value", f"{called(path)} should be {_words.types(wanted)}, not {kind(value)}", repair, 3
    )


_BOOLEANS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _typed(value: str, wanted: Sequence[str]) -> Repair | None:
    """A text that says a truth value or a number, where one of those is wanted."""
    bare = value.strip().lower()
    if "boolean" in wanted and bare in _BOOLEANS:
        return Repair("write", _BOOLEANS[bare])
    if ("integer" in wanted or "number" in wanted) and bare.isascii() and bare.isdigit() and len(bare) < 16:
        return Repair("write", int(bare)) if bare == "0" or bare[0] != "0" else None
    return None


def _one_of(error: ValidationError, path: Path, _: dict[str, Any]) -> Problem:
    return _choice(path, error.instance, error.kind.value)


def _choice(path: Path, value: Any, options: Sequence[Any]) -> Problem:
    message = f"{called(path)} should be {listed(said(each) for each in options)}, not {said(value)}"
    meant = (
        closest(value, [each for each in options if isinstance(each, str)])
        if isinstance(value, str)
        else None
    )
    if meant is None:
        return Problem(path, "value", message, rank=2)
    return Problem(path, "value", f"{message}: did you mean “{meant}”?", Repair("write", meant), 2)


def _constant(error: ValidationError, path: Path, _: dict[str, Any]) -> Problem:
    wanted = error.kind.value
    message = f"{called(path)} should be {said(wanted)}, not {said(error.instance)}"
    return Problem(
        path, "value", message, None if isinstance(wanted, list | dict) else Repair("write", wanted), 2
    )


def _pattern(error: ValidationError, path: Path, _: dict[str, Any]) -> Problem:
    pattern = _words.shortened(error.kind.value)
    return Problem(
        path, "value", f"{called(path)} is {said(error.instance)}, which does not match `{pattern}`"
    )


def _format(error: ValidationError, path: Path, _: dict[str, Any]) -> Problem:
    message = f"{called(path)} should be {_words.format_name(error.kind.value)}, not {said(error.instance)}"
    return Problem(path, "value", message, rank=4)


_SEVERAL: dict[str, Callable[[Any, Path, Any], Iterator[Problem]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "unevaluatedProperties": _unknown,
    "propertyNames": _bad_name,
    "unevaluatedItems": _unexpected_items,
    "uniqueItems": _twice,
    "anyOf": _alternatives,
    "oneOf": _alternatives,
}
_VALUES: dict[str, Callable[[Any, Path, dict[str, Any]], Problem]] = {
    "type": _type,
    "enum": _one_of,
    "const": _constant,
    "pattern": _pattern,
    "format": _format,
}
_LIMITS = {
    "minLength": "should have {} or more characters",
    "maxLength": "should have {} or fewer characters",
    "minItems": "should have {} or more items",
    "maxItems": "should have {} or fewer items",
    "minProperties": "should have {} or more keys",
    "maxProperties": "should have {} or fewer keys",
    "minimum": "should be {} or more",
    "maximum": "should be {} or less",
    "exclusiveMinimum": "should be more than {}",
    "exclusiveMaximum": "should be less than {}",
    "multipleOf": "should be a multiple of {}",
}
