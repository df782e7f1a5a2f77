"""Bytes from disk and back: a file is replaced whole or not at all.

`read` takes a snapshot, `replace` puts new bytes in its place. At any instant the path holds the old bytes
or the new ones, and bytes that were not read are never overwritten: the target is locked, read again and
compared right before the rename. (The lock holds for every wikilint; for a program that does not ask for it,
some microseconds lie between the last look and the rename, and no portable call closes them.)

Mode, owner, extended attributes and ACLs go over to the new file, or nothing is written. Inode flags
(`chattr`) and the birth time cannot be kept by any rename.
"""

from __future__ import annotations

import errno
import os
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from wikilint.disk import metadata
from wikilint.disk.open import READ, flags, lock
from wikilint.errors import explain

DEFAULT_LIMIT = 64 * 2**20
"""Bytes; a larger file is not a page of a wiki."""

TEMP_PREFIX = ".wikilint-"
"""How the name of an unfinished file starts; the process id and random digits follow."""


_CREATE = flags("O_WRONLY", "O_CREAT", "O_EXCL", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
_FOLDER = flags("O_RDONLY", "O_DIRECTORY", "O_CLOEXEC")

_HAS_NOFOLLOW = hasattr(os, "O_NOFOLLOW")
_HAS_DIR_FD = {os.open, os.rename, os.unlink} <= os.supports_dir_fd

# What open(2) with O_NOFOLLOW says of a symbolic link: Linux and macOS, FreeBSD, NetBSD.
_IS_LINK = {errno.ELOOP, errno.EMLINK, getattr(errno, "EFTYPE", errno.ELOOP)}

# What every call that names the target says once it was removed, moved, or made a link.
_GONE = _IS_LINK | {errno.ENOENT, errno.ENOTDIR}

_OVERTAKEN = "was changed meanwhile by someone else, so it was left alone; run again"

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
    """The system stopped the write; the path holds the old bytes or the new ones, whole."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A regular file at one instant.

    path: as it was given.  real: what `replace` writes: the same, or where a link at its end leads.
    data: all of its bytes.  stat: taken from the open file, equal before and after its bytes were read.
    """

    path: str
    real: str
    data: bytes
    stat: os.stat_result


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
            data, status = _read_open(fd, given, limit)
        finally:
            os.close(fd)
    except OSError as error:
        raise ReadError(given, f"cannot be read: {explain(error)}") from error
    except ValueError as error:
        raise ReadError(given.replace("\0", "\\0"), "cannot be read: its name holds a NUL") from error
    return Snapshot(given, real, data, status)


def replace(snapshot: Snapshot, data: bytes, *, sync: bool = True) -> None:
    """Put `data` in the place of the bytes of `snapshot`; equal bytes are not written.

    sync: wait until file and folder are on the disk, so that a power cut leaves old or new bytes too.

    SIGINT, SIGTERM and SIGHUP are held back meanwhile and take effect on return. Whatever else stops the
    write, no unfinished file stays behind; only SIGKILL and a power cut can leave one (`TEMP_PREFIX`).

    Raises RefusedError or ChangedError (nothing was written), or WriteError.
    """
    if data == snapshot.data:
        return
    _refuse_lossy(snapshot)
    if sys.platform == "win32":
        _swap_or_explain(snapshot, data, sync)
        return
    # Asked first and by itself: the call that blocks may itself raise KeyboardInterrupt, its answer lost.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
        _swap_or_explain(snapshot, data, sync)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _open_resolved(path: str) -> tuple[int, str]:
    """An open descriptor, and the path that leads to it without a link at its end."""
    if not _HAS_NOFOLLOW and os.path.islink(path):
        path = os.path.realpath(path, strict=True)
    try:
        return os.open(path, READ), path
    except OSError as error:
        if error.errno not in _IS_LINK:
            raise
    real = os.path.realpath(path, strict=True)
    return os.open(real, READ), real


def _read_open(fd: int, path: str, limit: int) -> tuple[bytes, os.stat_result]:
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


def _refuse_lossy(snapshot: Snapshot) -> None:
    links = snapshot.stat.st_nlink
    if links > 1:
        reason = f"has {links} hard links, and a new file would part them; make it a file of its own (cp, mv)"
        raise RefusedError(snapshot.path, reason)
    if not stat.S_IMODE(snapshot.stat.st_mode) & 0o222:
        raise RefusedError(snapshot.path, "is read-only; allow writing (chmod u+w) if it is to be changed")


def _swap_or_explain(snapshot: Snapshot, data: bytes, sync: bool) -> None:
    try:
        _swap(snapshot, data, sync)
    except OSError as error:
        if error.errno in _GONE:
            raise ChangedError(snapshot.path, _OVERTAKEN) from error
        raise WriteError(snapshot.path, f"could not be written: {explain(error)}") from error


def _swap(snapshot: Snapshot, data: bytes, sync: bool) -> None:
    """Write a twin beside the target, look at the target again, rename; all in the folder that was opened."""
    folder, target = os.path.split(snapshot.real)
    twin = f"{TEMP_PREFIX}{os.getpid()}-{os.urandom(8).hex()}.tmp"
    dir_fd = None
    if _HAS_DIR_FD:
        dir_fd = os.open(folder or os.curdir, _FOLDER)
    else:
        target, twin = snapshot.real, os.path.join(folder, twin)
    try:
        try:
            _write_twin(snapshot, data, target, twin, dir_fd, sync)
            with _held_unchanged(snapshot, target, dir_fd):
                os.replace(twin, target, src_dir_fd=dir_fd, dst_dir_fd=dir_fd)
        except FileExistsError:
            raise
        except BaseException:
            with suppress(OSError):
                os.unlink(twin, dir_fd=dir_fd)
            raise
        if sync and dir_fd is not None:
            _sync_folder(snapshot, dir_fd)
    finally:
        if dir_fd is not None:
            with suppress(OSError):
                os.close(dir_fd)


def _write_twin(
    snapshot: Snapshot, data: bytes, target: str, twin: str, dir_fd: int | None, sync: bool
) -> None:
    fd = os.open(twin, _CREATE, 0o600, dir_fd=dir_fd)
    try:
        rest = memoryview(data)
        while rest:
            written = os.write(fd, rest)
            if not written:
                raise OSError(errno.EIO, "nothing was written")
            rest = rest[written:]
        _keep_metadata(snapshot, target, dir_fd, fd)
        if sync:
            os.fsync(fd)
    except BaseException:
        with suppress(OSError):
            os.close(fd)
        raise
    # NFS and quotas speak up only now.
    os.close(fd)


def _keep_metadata(snapshot: Snapshot, target: str, dir_fd: int | None, twin_fd: int) -> None:
    try:
        metadata.carry(target, dir_fd, twin_fd, snapshot.stat)
    except (PermissionError, metadata.LostError) as error:
        reason = "its owner, mode or attributes would be lost; run as its owner"
        raise RefusedError(snapshot.path, reason) from error


@contextmanager
def _held_unchanged(snapshot: Snapshot, target: str, dir_fd: int | None) -> Iterator[None]:
    """Keeps every other wikilint away from the target, once it has proven to be the file of the snapshot still."""
    fd = os.open(target, READ, dir_fd=dir_fd)
    try:
        if not lock(fd):
            raise ChangedError(snapshot.path, "is being written by another program; run again")
        if not _is_still(snapshot, fd):
            raise ChangedError(snapshot.path, _OVERTAKEN)
        yield
    finally:
        with suppress(OSError):
            os.close(fd)


def _is_still(snapshot: Snapshot, fd: int) -> bool:
    try:
        data, status = _read_open(fd, snapshot.path, len(snapshot.data))
    except ReadError:
        return False
    return identity(status) == identity(snapshot.stat) and data == snapshot.data


def _sync_folder(snapshot: Snapshot, dir_fd: int) -> None:
    try:
        os.fsync(dir_fd)
    except OSError as error:
        # Some file systems cannot sync a folder, and say so.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
            reason = "is written, but the disk does not confirm it: " + explain(error)
            raise WriteError(snapshot.path, reason) from error
