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


_REMEDIES = {
    errno.ENOENT: "it does not exist, or it is a link to nothing; check the path",
    errno.ENOTDIR: "a part of its path is not a folder; check the path",
    errno.ELOOP: "its symbolic links run in a circle; mend the link",
    errno.EACCES: "permission denied; check the permissions of the file and of its folder",
    errno.EPERM: "the system does not permit it; look for a protected file or folder (lsattr, mount)",
    errno.EROFS: "the file system is read-only; mount it writable",
    errno.ENOSPC: "no space left on the device; make room and run again",
    errno.EDQUOT: "the disk quota is used up; make room and run again",
    errno.EFBIG: "it would grow beyond the permitted file size (ulimit -f); raise it and run again",
    errno.EBUSY: "something is mounted on it; run where it is an ordinary file",
    errno.EIO: "the disk reports an error; check the disk",
    errno.ENXIO: "it is a socket or a device without a driver; only regular files can be read",
}


def explain(error: OSError) -> str:
    """What went wrong, and what to do about it."""
    known = _REMEDIES.get(error.errno or 0)
    return known or f"{error.strerror or type(error).__name__}; check the file system, and run again"


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
