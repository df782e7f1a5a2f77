"""The kinds of value that a setting takes, in the words of those who write TOML."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from wikilint import words


class MismatchError(ValueError):
    """A value of another kind. `str()` says what fits; path: the keys that lead to the value; value: itself."""

    def __init__(self, path: tuple[str, ...], value: object, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.value = value


_PLAIN = {bool: "true or false", int: "an integer", float: "a number", str: "a string"}
_SEVERAL = {bool: "booleans", int: "integers", float: "numbers", str: "strings"}


def described(kind: Any) -> str:
    """A kind in words: `a string`, `a list of strings`, `one of info, warning, error`."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return f"one of {', '.join(map(str, arguments))}"
    if origin in (Union, UnionType):
        return described(_required(kind))
    if origin is tuple:
        return f"a list of {_several(arguments[0])}"
    if origin is dict:
        return "a table" if arguments[1] is Any else f"a table of {_several(arguments[1])}"
    return "a table" if kind is dict else _PLAIN.get(kind, "any value")


def _several(kind: Any) -> str:
    origin = get_origin(kind)
    if origin is tuple:
        return "lists"
    if origin is dict:
        return "tables"
    return f"values, each {described(kind)}" if origin is Literal else _SEVERAL.get(kind, "values")


def _required(kind: Any) -> Any:
    """The kind of an optional value that is there."""
    return next(each for each in get_args(kind) if each is not NoneType)


def written(value: object) -> str:
    """A value as TOML writes it, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key} = {written(each)}" for key, each in value.items())
        return f"{{{inside}}}"
    return str(value)


def taken(kind: Any, value: Any, path: tuple[str, ...] = ()) -> Any:
    """`value` as the program holds it: lists become tuples. Raises MismatchError when it is of another kind."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return taken(_required(kind), value, path)
    if origin is tuple and isinstance(value, list | tuple):
        return tuple(taken(arguments[0], each, path) for each in value)
    if origin is dict and isinstance(value, dict):
        return {key: taken(arguments[1], each, (*path, key)) for key, each in value.items()}
    if not _fits(kind, value):
        raise MismatchError(
            path, value, f"takes {described(kind)}, not {words.shortened(written(value))}{_hint(kind, value)}"
        )
    return value


def _fits(kind: Any, value: object) -> bool:
    if kind is Any:
        return True
    if get_origin(kind) is Literal:
        return value in get_args(kind)
    if kind in (int, float):
        return isinstance(value, kind | int) and not isinstance(value, bool)
    return isinstance(value, get_origin(kind) or kind)


def _hint(kind: Any, value: object) -> str:
    if get_origin(kind) is Literal and isinstance(value, str):
        close = words.closest(value, get_args(kind))
        return f": did you mean {written(close)}?" if close else ""
    if get_origin(kind) is tuple and isinstance(value, str):
        return f": write [{written(words.shortened(value))}]"
    return ""
