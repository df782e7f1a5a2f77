"""What a rule may not do: write to where the findings go, or end the process."""

from __future__ import annotations

import io
from contextlib import redirect_stdout


class Forbidden(Exception):
    """A rule did something that is no business of a rule."""


class _Closed(io.TextIOBase):
    """A standard output that takes nothing: what a rule prints would look like findings."""

    def writable(self) -> bool:
        return True

    def write(self, _text: str, /) -> int:
        raise Forbidden("a rule must not print")


def contained() -> redirect_stdout[_Closed]:
    """A context in which nothing can be printed."""
    return redirect_stdout(_Closed())


def no_exit(code: int = 0) -> None:
    """What takes the place of `os._exit` while a command runs, so that no rule can end it without a word."""
    raise Forbidden(f"a rule must not end the process (code {code})")
