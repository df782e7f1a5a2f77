"""How long one document may take."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from wikilint.disk.interrupts import is_main_thread

SECONDS = 60.0
"""What a document may take; a page takes a thousandth of one."""

_LARGE = 20_000_000
"""Bytes from which on a document may take more, in proportion: so many take about a third of the time."""

_AGAIN = 1.0
"""Seconds between two attempts to stop a document whose time is up."""


class TooSlow(BaseException):
    """The time is up. Not an Exception: no rule should take it for its own.

    rule: the one that was at work, "" if it was none.
    """

    def __init__(self, rule: str = "") -> None:
        super().__init__(rule)
        self.rule = rule


def seconds(size: int) -> float:
    """What a document of so many bytes may take."""
    return SECONDS * max(1.0, size / _LARGE)


def _time_is_up(_number: int, _frame: FrameType | None) -> None:
    raise TooSlow


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TooSlow in what is still going on after so many seconds.

    Where there are no such timers (Windows, threads) nothing is limited.
    """
    if not hasattr(signal, "setitimer") or not is_main_thread():
        yield
        return
    if signal.getsignal(signal.SIGALRM) is not _time_is_up:
        signal.signal(signal.SIGALRM, _time_is_up)
    # Again and again: Python drops what is raised while a finalizer or a callback of the interpreter runs.
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
