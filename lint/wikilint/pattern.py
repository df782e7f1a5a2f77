"""Patterns that are compiled when they are first used: most of them are not needed for most files."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Later:
    """Stands for a pattern: whatever is asked of it first has it compiled."""

    def __init__(self, source: Any, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        made: Any = re.compile(self.pattern, self._flags)
        # From now on they are attributes: as quick as those of the pattern itself.
        vars(self).update((each, getattr(made, each)) for each in _METHODS)
        return getattr(made, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Later) and (self.pattern, self._flags) == (other.pattern, other._flags)

    def __hash__(self) -> int:
        return hash((self.pattern, self._flags))

    def __repr__(self) -> str:
        return repr(re.compile(self.pattern, self._flags))

    def __reduce__(self) -> tuple[Any, ...]:
        return pattern, (self.pattern, self._flags)


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile(source, flags)`, delayed until the pattern is first used. Call its methods; functions like `re.sub`
    do not accept it."""
    return cast("re.Pattern[AnyStr]", _Later(source, flags))
