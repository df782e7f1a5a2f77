"""An `os` whose calls can fail, be interrupted, or kill the process; stands in for the one of the store."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from wikilint.disk import in_place, leftovers, metadata, snapshot, store, twins

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

MODULES: tuple[ModuleType, ...] = (in_place, leftovers, metadata, snapshot, store, twins)

CALLS = {
    "open", "close", "read", "write", "stat", "fstat", "fsync", "replace", "unlink", "lseek", "ftruncate",
    "fchown", "fchmod", "listxattr", "getxattr", "setxattr", "removexattr",
}  # fmt: skip


class FaultyOs:
    """Runs `strike` at the `at`-th call (counted from 1), before the real call or after it; `at` 0 never.

    sticky: at every call from there on.
    """

    def __init__(
        self, strike: Callable[[], None], at: int, *, after: bool = False, sticky: bool = False
    ) -> None:
        self.strike, self.at, self.after, self.sticky = strike, at, after, sticky
        self.calls: list[str] = []

    @property
    def struck(self) -> str | None:
        """The name of the call that was hit, None if there were fewer calls."""
        return self.calls[self.at - 1] if 0 < self.at <= len(self.calls) else None

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CALLS:
            return real

        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls.append(name)
            here = len(self.calls)
            hit = here == self.at or (self.sticky and 0 < self.at < here)
            # A close that fails has closed all the same (close(2)).
            late = self.after or name == "close"
            if hit and not late:
                self.strike()
            result = real(*args, **kwargs)
            if hit and late:
                self.strike()
            return result

        return call

    def __enter__(self) -> FaultyOs:
        for module in MODULES:
            vars(module)["os"] = self
        return self

    def __exit__(self, *_: object) -> None:
        for module in MODULES:
            vars(module)["os"] = os
