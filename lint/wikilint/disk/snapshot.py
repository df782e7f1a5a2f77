"""Bytes from disk: a regular file at one instant."""

from __future__ import annotations

import errno
import os
import stat

from wikilint.disk.open import READ
from wikilint.errors import explain
from wikilint.value import frozen

DEFAULT_LIMIT = 64 * 2**20
"""Bytes; a larger file is not a page of a wiki."""

_HAS_NOFOLLOW = hasattr(os, "O_NOFOLLOW")

# What open(2) with O_NOFOLLOW says of a symbolic link: Linux and macOS, FreeBSD, NetBSD.
IS_LINK = {errno.ELOOP, errno.EMLINK, getattr(errno, "EFTYPE", errno.ELOOP)}

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a FIFO"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class StoreError(Exception):
    """Something that stopped a read or a write of `path`; `str()` is the reason and its remedy.

    The path is not part of the text: file names are hostile, and whoever prints one has to escape it.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class ReadError(StoreError):
    """It is missing, no regular file, too large, or the system would not give its bytes."""


class ChangedError(StoreError):
    """Somebody else wrote, moved or removed it meanwhile; their bytes stand."""


class RefusedError(StoreError):
    """It could only be written by losing something else of it; nothing was tried."""


class WriteError(StoreError):
    """The system stopped the write; the path has the old bytes or the new ones, whole."""


@frozen
class Snapshot:
    """A regular file at one instant.

    path: as it was given.  real: what `replace` writes: the same, or where a link at its end leads.
    data: all of its bytes.  stat: taken from the open file, equal before and after its bytes were read.
    """

    path: str
    real: str
    data: bytes
    stat: os.stat_result


def digest(data: bytes) -> str:
    """What names these bytes in journals and manifests: SHA-256, in hexadecimal digits."""
    from hashlib import sha256

    return sha256(data).hexdigest()


def identity(status: os.stat_result) -> tuple[int, int, int, int, int]:
    """What git trusts: device, inode, size, and both times in ns; any write to the file changes it."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def read(path: str | bytes | os.PathLike[str], *, limit: int = DEFAULT_LIMIT) -> Snapshot:
    """Read a regular file of at most `limit` bytes, following symbolic links once.

    Raises ReadError, or ChangedError when the file was written to while it was read.
    """
    given = os.fsdecode(path)
    try:
        fd, real = _open_resolved(given)
        try:
            data, status = read_open(fd, given, limit)
        finally:
            os.close(fd)
    except OSError as error:
        raise ReadError(given, f"cannot be read: {explain(error)}") from error
    except MemoryError as error:
        raise ReadError(
            given, "cannot be read: there is not enough memory for it; lower max-file-size"
        ) from error
    except ValueError as error:
        raise ReadError(given.replace("\0", "\\0"), "cannot be read: its name contains NUL") from error
    return Snapshot(given, real, data, status)


def _open_resolved(path: str) -> tuple[int, str]:
    """An open descriptor, and the path that leads to it without a link at its end."""
    if not _HAS_NOFOLLOW and os.path.islink(path):
        path = os.path.realpath(path, strict=True)
    try:
        return os.open(path, READ), path
    except OSError as error:
        if error.errno not in IS_LINK:
            raise
    real = os.path.realpath(path, strict=True)
    return os.open(real, READ), real


def read_open(fd: int, path: str, limit: int) -> tuple[bytes, os.stat_result]:
    """All bytes of an open file, at most `limit`, and its status, the same before and after.

    Raises ReadError, ChangedError or OSError.
    """
    before = os.fstat(fd)
    if not stat.S_ISREG(before.st_mode):
        kind = next((kind for is_kind, kind in _KINDS if is_kind(before.st_mode)), "something else")
        raise ReadError(path, f"is {kind}; only regular files can be read")
    size = before.st_size
    if size > limit:
        raise ReadError(path, f"has {size:,} bytes, more than the {limit:,} of max-file-size; raise it")
    # One byte more than there should be: a growing file shows itself, and one call is enough for most.
    data = os.read(fd, size + 1)
    while len(data) < size and (more := os.read(fd, size + 1 - len(data))):
        data += more
    after = os.fstat(fd)
    if len(data) != size or identity(before) != identity(after):
        raise ChangedError(path, "was written to while it was read; run again")
    return data, after


def is_still(snapshot: Snapshot, fd: int) -> bool:
    """Whether an open file is the one of the snapshot, with the same bytes."""
    try:
        data, status = read_open(fd, snapshot.path, len(snapshot.data))
    except ReadError:
        return False
    return identity(status) == identity(snapshot.stat) and data == snapshot.data
