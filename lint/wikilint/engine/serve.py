"""What a process of a pool does, from its start to the end of its parent."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def serve(
    pipe: Connection[Any, Any],
    watched: Connection[Any, Any],
    begin: Callable[[], Callable[[Any], Any]],
    inherited: Sequence[Connection[Any, Any]],
) -> None:
    """What a process does: batch after batch, until nobody is at the other end.

    inherited: our parent's ends of pipes, of which a copy would keep others from noticing that it is gone.
    """
    for end in inherited:
        end.close()
    _forget_parent()
    _end_with_parent(watched)
    work = begin()
    try:
        pipe.send(None)
        while True:
            pipe.send([_result(work, item) for item in pipe.recv()])
    except (EOFError, OSError):
        return


def _forget_parent() -> None:
    """Leave to the parent what it does about signals, and its objects alone: they never become garbage here. What it
    ignores (nohup) is ignored here too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
    gc.freeze()


def _result(work: Callable[[Any], Any], item: Any) -> tuple[bool, Any]:
    try:
        return True, work(item)
    except Exception as error:  # one item must not cost the others
        return False, f"{type(error).__name__}: {error}"


def _end_with_parent(watched: Connection[Any, Any]) -> None:
    """Have the system end this process, whatever it does, when the parent's end of a pipe is closed: SIGIO does."""
    if sys.platform == "win32":
        return
    import fcntl

    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(watched.fileno(), fcntl.F_SETOWN, _own_id())
    fcntl.fcntl(watched.fileno(), fcntl.F_SETFL, fcntl.fcntl(watched.fileno(), fcntl.F_GETFL) | fcntl.FASYNC)
    if watched.poll():
        raise SystemExit(1)


def _own_id() -> int:
    import multiprocessing

    return multiprocessing.current_process().pid or 0
