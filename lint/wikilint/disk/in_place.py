"""Writing into a file where it is: for files that no new one can take the place of.

A file that has other names (hard links), that is a mount point, or whose folder takes no new files can only be
overwritten. For a moment it is neither old nor new, so the caller has to have its old bytes in the journal, on
the disk, before.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress

from wikilint.disk.open import flags, lock
from wikilint.disk.snapshot import ChangedError, Snapshot, is_still
from wikilint.errors import explain

_OPEN = flags("O_RDWR", "O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

OVERTAKEN = "was changed by another program in the meantime, so it was left alone; run again"


class TornError(Exception):
    """The write stopped half-way, and the old bytes could not be put back."""


def overwrite(snapshot: Snapshot, data: bytes, mtime_ns: int | None, *, sync: bool = True) -> None:
    """Write `data` over the bytes of `snapshot`, if the file still has them.

    A write that fails is taken back at once.

    Raises ChangedError, OSError (the old bytes are there), or TornError.
    """
    fd = os.open(snapshot.real, _OPEN)
    try:
        if not lock(fd):
            raise ChangedError(snapshot.path, "is being written by another program; run again")
        if not is_still(snapshot, fd):
            raise ChangedError(snapshot.path, OVERTAKEN)
        _reserve(fd, len(data))
        try:
            _fill(fd, data, sync)
        except BaseException as error:  # an interrupt, too, gives the old bytes back
            _take_back(fd, snapshot, error)
            raise
        if mtime_ns is not None:
            os.utime(fd, ns=(snapshot.stat.st_atime_ns, mtime_ns))
    finally:
        with suppress(OSError):
            os.close(fd)


def _reserve(fd: int, size: int) -> None:
    """Ask for the space before anything is overwritten. A file system that cannot do that lets the write tell."""
    before = os.fstat(fd).st_size
    if size <= before or not hasattr(os, "posix_fallocate"):
        return
    try:
        os.posix_fallocate(fd, before, size - before)
    except OSError as error:
        with suppress(OSError):
            os.ftruncate(fd, before)
        if error.errno in _NO_SPACE:
            raise


def _fill(fd: int, data: bytes, sync: bool) -> None:
    os.lseek(fd, 0, os.SEEK_SET)
    rest = memoryview(data)
    while rest:
        written = os.write(fd, rest)
        if not written:
            raise OSError(errno.EIO, "nothing was written")
        rest = rest[written:]
    os.ftruncate(fd, len(data))
    if sync:
        os.fsync(fd)


def _take_back(fd: int, snapshot: Snapshot, error: BaseException) -> None:
    try:
        _fill(fd, snapshot.data, True)
    except OSError as second:
        reason = explain(second)
        raise TornError(reason) from error


def is_torn(data: bytes, old: bytes, new: bytes) -> bool:
    """Whether a write of `new` over `old` that was cut off leaves `data`: the start of one, the rest of the other.

    Where space was reserved, the rest ends in zero bytes.
    """
    if data in (old, new) or not len(old) <= len(data) <= max(len(old), len(new)):
        return False
    # If a shorter start would do, this one does: in between, all three are equal.
    same = next(
        (at for at, (one, other) in enumerate(zip(data, new, strict=False)) if one != other),
        min(len(data), len(new)),
    )
    return data[same:] == (old + bytes(len(data) - len(old)))[same:]
