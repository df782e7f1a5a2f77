"""How files are opened for reading: no waiting, no following of links, no translating of newlines."""

from __future__ import annotations

import errno
import os
import sys


def flags(*names: str) -> int:
    """The `os.O_*` flags that this platform has, joined."""
    joined = 0
    for name in names:
        joined |= getattr(os, name, 0)
    return joined


# O_NONBLOCK: a FIFO must not make us wait for a writer.  O_BINARY: Windows would translate newlines.
READ = flags("O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")


def read_start(path: str, size: int) -> bytes:
    """The first bytes of a file, at most `size`; none if it cannot be read or is a link."""
    try:
        fd = os.open(path, READ)
        try:
            return os.read(fd, size)
        finally:
            os.close(fd)
    except OSError:
        return b""


def lock(fd: int) -> bool:
    """Try to become the only one who holds an open file; it is given free when the file is closed.

    False if somebody else has it. Where there are no such locks (Windows, some network file systems), everyone
    seems to be alone.
    """
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in {errno.EWOULDBLOCK, errno.EACCES}
    return True
