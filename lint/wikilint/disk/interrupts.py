"""SIGINT, SIGTERM and SIGHUP wait until what was begun is whole."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class Interrupted(BaseException):
    """A signal asked the run to end. number: which one.

    No KeyboardInterrupt: the library of the command line would take that for its own.
    """

    def __init__(self, number: int = signal.SIGINT) -> None:
        super().__init__(number)
        self.number = number


_depth = 0
_pending: int | None = None


def _on_signal(number: int, _frame: FrameType | None) -> None:
    global _pending
    if _depth:
        _pending = _pending or number
    else:
        raise Interrupted(number)


def install() -> None:
    """Make the signals raise `Interrupted` in this process, but never inside `held`.

    A signal that was ignored from the start (nohup) stays ignored. Only the main thread can do this.
    """
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _on_signal)
    if sys.unraisablehook is not _on_lost:
        _hooks.append(sys.unraisablehook)
        sys.unraisablehook = _on_lost


_hooks: list[Callable[[sys.UnraisableHookArgs], object]] = []

_AGAIN = 0.01
"""Seconds after which a signal is sent again that came at a bad moment."""


def _on_lost(lost: sys.UnraisableHookArgs) -> None:
    """Send a signal again whose exception Python has dropped: it came while a finalizer or a callback ran.

    Not at once: it would be dropped again.
    """
    if isinstance(lost.exc_value, Interrupted):
        import threading

        again = threading.Timer(_AGAIN, os.kill, (os.getpid(), lost.exc_value.number))
        again.daemon = True
        again.start()
    else:
        _hooks[-1](lost)


def is_main_thread() -> bool:
    """Whether this is the thread that gets the signals; where nothing has imported `threading`, there is no other."""
    threads = sys.modules.get("threading")
    return threads is None or threads.current_thread() is threads.main_thread()


def has_other_threads() -> bool:
    """Whether this process has more than one thread, those of libraries that are not Python's included; it is taken to
    have where the system does not tell."""
    try:
        return len(os.listdir("/proc/self/task")) > 1
    except OSError:
        return True


@contextmanager
def held() -> Iterator[None]:
    """Hold the signals back; one that came meanwhile takes effect at the end.

    Masks alone are not enough: in a process of several threads the kernel hands the signal to another one, and
    Python still runs the handler in this one.
    """
    global _depth, _pending
    if not is_main_thread():
        yield
        return
    _depth += 1
    try:
        with _masked():
            yield
    finally:
        _depth -= 1
        if not _depth and _pending is not None:
            number, _pending = _pending, None
            raise Interrupted(number)


@contextmanager
def _masked() -> Iterator[None]:
    """For processes without our handlers, whose SIGTERM would end them on the spot."""
    if sys.platform == "win32":
        yield
        return
    # Asked first and by itself: the call that blocks may itself raise KeyboardInterrupt, its answer lost.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
