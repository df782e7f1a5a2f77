"""Where wikilint keeps what outlives a run, and the locks that keep two runs off one tree."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from zlib import crc32

from wikilint.disk.open import flags

_LOCK = flags("O_RDWR", "O_CREAT", "O_NOFOLLOW", "O_CLOEXEC")


def folder() -> str:
    """The state folder, whether it exists or not: `wikilint` below `$XDG_STATE_HOME`, or below `~/.local/state`.

    As the XDG base directory specification asks, a value that is no absolute path counts as unset.
    """
    home = os.environ.get("XDG_STATE_HOME", "")
    if not os.path.isabs(home):
        home = os.path.join(os.path.expanduser("~"), ".local", "state")
    return os.path.join(home, "wikilint")


def make(*names: str) -> str:
    """A folder in the state folder, made where it is missing; nobody else may look into it. Raises OSError."""
    path = os.path.join(folder(), *names)
    os.makedirs(path, mode=0o700, exist_ok=True)
    return path


def _ancestors(path: str) -> Iterator[str]:
    """The folders above a path, the root first."""
    above = os.path.dirname(path)
    if above != path:
        yield from _ancestors(above)
        yield above


@contextmanager
def locked(tree: str, wait: Callable[[], None]) -> Iterator[None]:
    """Be the only one who fixes in a tree: in it, above it and below it.

    Who fixes in a folder shares the locks of those above it, so trees side by side do not wait for each other.
    Locks are files named after the folders; they go with the process. Where there are no locks (Windows, a state
    folder that takes no files) everyone is alone; every single file has a lock of its own all the same.

    wait: called once, if somebody else is there.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    tree = os.path.realpath(tree)
    waited = False
    with ExitStack() as held:
        for path in (*_ancestors(tree), tree):
            how = fcntl.LOCK_EX if path == tree else fcntl.LOCK_SH
            try:
                name = f"{crc32(os.fsencode(path)):08x}"
                fd = os.open(os.path.join(make("locks"), name), _LOCK, 0o600)
            except OSError:
                break
            held.callback(os.close, fd)
            try:
                fcntl.flock(fd, how | fcntl.LOCK_NB)
            except BlockingIOError:
                if not waited:
                    wait()
                    waited = True
                with suppress(OSError):
                    fcntl.flock(fd, how)
            except OSError:
                break
        yield
