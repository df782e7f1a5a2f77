"""What is wrong with one value, and what would fix it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from wikilint.rule import frozen
from wikilint_rules.frontmatter import _words
from wikilint_rules.frontmatter._words import called, closest, kind, listed, said

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

Path = tuple[str | int, ...]


@frozen
class Repair:
    """`rename` a key to a name, `write` a value, `quote` what is there, `add` a key with a value."""

    what: Literal["rename", "write", "quote", "add"]
    value: Any = None


@frozen
class Problem:
    """at: whether the key, the value or the mapping around `path` is marked. rank: of one place the lowest speaks."""

    path: Path
    at: Literal["key", "value", "parent"]
    message: str
    repair: Repair | None = None
    rank: int = 5


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
    return choice(path, error.instance, error.kind.value)


def choice(path: Path, value: Any, options: Sequence[Any]) -> Problem:
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


def _ruled_out(error: ValidationError, path: Path, _: dict[str, Any]) -> Problem:
    return Problem(
        path, "value", f"{called(path)} is {said(error.instance)}, which the schema does not allow", rank=6
    )


def _lacking(_: ValidationError, path: Path, __: dict[str, Any]) -> Problem:
    return Problem(path, "value", f"{called(path)} lacks an item that the schema requires")


def _not_wanted(_: ValidationError, path: Path, __: dict[str, Any]) -> Problem:
    return Problem(path, "key", f"{called(path)} should not be there", rank=1)


VALUES: dict[str, Callable[[Any, Path, dict[str, Any]], Problem]] = {
    "type": _type,
    "enum": _one_of,
    "const": _constant,
    "pattern": _pattern,
    "format": _format,
    "not": _ruled_out,
    "contains": _lacking,
    "falseSchema": _not_wanted,
}
LIMITS = {
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
