"""The options of a rule: its keyword parameters, and what users may write for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin


class OptionError(ValueError):
    """An option that the rule does not have, or a value that is not of its kind."""


@dataclass(frozen=True, slots=True)
class Option:
    """A keyword parameter of a rule.

    name: as in Python; users write `-` for `_`.
    kind: its annotation.
    default: what the function has.
    help: the line of the manual that documents it.
    """

    name: str
    kind: Any
    default: Any
    help: str

    @property
    def type_name(self) -> str:
        """The kind as users read it: `bool`, `list of str`, `'a' | 'b'`."""
        return _type_name(self.kind)

    @property
    def written_default(self) -> Any:
        """The default as a configuration would write it; that of a kind that loads itself is an empty table."""
        return {} if _loads_itself(self.kind) else self.default

    def accept(self, value: Any, root: str = ".") -> Any:
        """`value` as the rule takes it: a TOML array becomes a tuple, a kind that loads itself what it loads.

        root: the folder that paths in a value are relative to.
        Raises OptionError when it is of another kind, and UsageError for what cannot be loaded.
        """
        if _loads_itself(self.kind):
            return value if isinstance(value, self.kind) else self.kind.load(value, root)
        if not _fits(self.kind, value):
            raise OptionError(f"option {self.name.replace('_', '-')!r} takes {self.type_name}, not {value!r}")
        return tuple(value) if get_origin(self.kind) is tuple else value


def _loads_itself(kind: Any) -> bool:
    """Whether a kind is a class that makes its values of what users write: `load(value, root)`, see `Schemas`."""
    return isinstance(kind, type) and hasattr(kind, "load")


def _type_name(kind: Any) -> str:
    if _loads_itself(kind):
        return str(kind.type_name)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return " | ".join(repr(choice) for choice in arguments)
    if origin is tuple:
        return f"list of {_type_name(arguments[0])}"
    return "table" if origin is dict else str(getattr(kind, "__name__", kind))


def _fits(kind: Any, value: object) -> bool:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return value in arguments
    if origin is tuple:
        return isinstance(value, list | tuple) and all(_fits(arguments[0], item) for item in value)
    if kind in (int, float):
        return isinstance(value, kind | int) and not isinstance(value, bool)
    return isinstance(value, origin or kind)
