"""The options of a rule: its keyword parameters, and what users may write for them."""

from __future__ import annotations

from typing import Any

from wikilint import kinds
from wikilint.value import frozen


class OptionError(ValueError):
    """An option that the rule does not have, or a value that is not of its kind."""


@frozen
class Option:
    """A keyword parameter of a rule.

    name: as in Python; users write `-` instead of `_`.
    kind: its annotation.
    default: its default in the function.
    help: the line of the manual that documents it.
    """

    name: str
    kind: Any
    default: Any
    help: str

    @property
    def type_name(self) -> str:
        """The kind in words: `true or false`, `a list of strings`, `one of a, b`."""
        return str(self.kind.type_name) if _loads_itself(self.kind) else kinds.described(self.kind)

    @property
    def written_default(self) -> Any:
        """The default as written in a configuration; an empty table for a kind that loads itself."""
        return {} if _loads_itself(self.kind) else self.default

    def accept(self, value: Any, root: str = ".") -> Any:
        """`value` as the rule expects it: a TOML array becomes a tuple, a kind that loads itself is loaded.

        root: the folder that paths in a value are relative to.
        Raises OptionError for a value of another kind, and UsageError for one that cannot be loaded.
        """
        if _loads_itself(self.kind):
            return value if isinstance(value, self.kind) else self.kind.load(value, root)
        try:
            return kinds.taken(self.kind, value)
        except kinds.MismatchError as error:
            raise OptionError(f"option {self.name.replace('_', '-')!r} {error}") from None


def _loads_itself(kind: Any) -> bool:
    """Whether a kind is a class that makes its values of what users write: `load(value, root)`, see `Schemas`."""
    return isinstance(kind, type) and hasattr(kind, "load")
