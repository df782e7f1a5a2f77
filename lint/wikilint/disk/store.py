"""Bytes from disk and back: a file is replaced whole or not at all.

`read` takes a snapshot, `replace` and `replace_all` put new bytes in its place. At any instant the path has the
old bytes or the new ones, and bytes that were not read are never overwritten: the target is locked, read again
and compared right before the rename. (The lock holds for every wikilint; for a program that does not ask for it,
some microseconds lie between the last look and the rename, and no portable call closes them.)

Mode, owner, extended attributes and ACLs go over to the new file, or nothing is written. Inode flags
(`chattr`) and the birth time cannot be kept by any rename. Where no new file can take the place of the old one,
it is overwritten where it is, but only when the caller has its old bytes in a journal (see `in_place`).
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import Literal

from wikilint.disk import in_place, interrupts, leftovers, metadata
from wikilint.disk.in_place import OVERTAKEN
from wikilint.disk.leftovers import TEMP_PREFIX
from wikilint.disk.open import READ, flags, lock
from wikilint.disk.snapshot import (
    DEFAULT_LIMIT,
    IS_LINK,
    ChangedError,
    ReadError,
    RefusedError,
    Snapshot,
    StoreError,
    WriteError,
    digest,
    identity,
    is_still,
    read,
)
from wikilint.errors import explain
from wikilint.value import frozen

__all__ = [
    "DEFAULT_LIMIT",
    "TEMP_PREFIX",
    "Change",
    "ChangedError",
    "Durability",
    "ReadError",
    "RefusedError",
    "Snapshot",
    "StoreError",
    "WriteError",
    "digest",
    "identity",
    "read",
    "replace",
    "replace_all",
]

Durability = Literal["batch", "full", "none"]
"""When the disk is waited for: once for many files, for each one, or never."""

_CREATE = flags("O_WRONLY", "O_CREAT", "O_EXCL", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
_FOLDER = flags("O_RDONLY", "O_DIRECTORY", "O_CLOEXEC")

_HAS_DIR_FD = {os.open, os.rename, os.unlink, os.stat} <= os.supports_dir_fd

# What every call that names the target says once it was removed, moved, or made a link.
_GONE = IS_LINK | {errno.ENOENT, errno.ENOTDIR}

# What says that no new file can be made in a folder, or take the place of an old one, while the old one may well
# be written to: an unwritable folder, a mount point, a folder joined from two file systems.
_NO_TWIN = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV}


@frozen
class Change:
    """The bytes that are to take the place of those of a snapshot.

    mtime_ns: the time of the last change that the file gets; None for now.
    """

    snapshot: Snapshot
    data: bytes
    mtime_ns: int | None = None


Secure = Callable[[], None]
"""Called before a file is overwritten where it is: the old bytes have to be on the disk when it returns."""


@frozen
class _Folder:
    """An open folder; without descriptors of folders (Windows), its path."""

    path: str
    fd: int | None

    def place(self, name: str) -> str:
        return name if self.fd is not None else os.path.join(self.path, name)


@frozen
class _Twin:
    """A new file beside the one whose place it is to take, still open."""

    change: Change
    folder: _Folder
    target: str
    name: str
    fd: int


def replace(snapshot: Snapshot, data: bytes, *, sync: bool = True) -> None:
    """Put `data` in the place of the bytes of `snapshot`; equal bytes are not written.

    sync: wait until file and folder are on the disk, so that a power cut leaves old or new bytes too.

    SIGINT, SIGTERM and SIGHUP are held back meanwhile and take effect on return. Whatever else stops the
    write, no unfinished file stays behind; only SIGKILL and a power cut can leave one (`TEMP_PREFIX`).

    Raises RefusedError or ChangedError (nothing was written), or WriteError.
    """
    error = replace_all([Change(snapshot, data)], "full" if sync else "none")[0]
    if error is not None:
        raise error


def replace_all(
    changes: Sequence[Change], durability: Durability = "batch", secure: Secure | None = None
) -> list[StoreError | None]:
    """Put new bytes in the place of those of many files; what stopped each, None where nothing did.

    The disk is waited for once for all of them: first every new file, then each takes its place, then the
    folders. The caller bounds the number: each takes a descriptor.

    secure: without it a file that can only be overwritten where it is, is refused.
    """
    stopped: list[StoreError | None] = [None] * len(changes)
    with interrupts.held(), ExitStack() as open_folders:
        folders: dict[str, _Folder] = {}

        def folder(path: str) -> _Folder:
            if path not in folders:
                folders[path] = open_folders.enter_context(_opened(path))
            return folders[path]

        twins: dict[int, _Twin] = {}
        try:
            _write(_Batch(durability != "none", secure), changes, folder, twins, stopped)
        except BaseException:
            for twin in twins.values():
                _discard(twin)
            raise
    return stopped


def _write(
    batch: _Batch,
    changes: Sequence[Change],
    folder: Callable[[str], _Folder],
    twins: dict[int, _Twin],
    stopped: list[StoreError | None],
) -> None:
    for number, change in enumerate(changes):
        if change.data != change.snapshot.data:
            with _told(stopped, number, change.snapshot):
                twin = batch.prepare(change, folder)
                if twin is not None:
                    twins[number] = twin
    for step in (batch.finish, batch.put):
        for number, twin in twins.items():
            if stopped[number] is None:
                with _told(stopped, number, twin.change.snapshot):
                    step(twin)
    if batch.sync:
        _sync_folders(twins, stopped)


def _discard(twin: _Twin) -> None:
    """Close and remove a twin, whatever became of it before."""
    with suppress(OSError):
        os.close(twin.fd)
    with suppress(OSError):
        os.unlink(twin.name, dir_fd=twin.folder.fd)


@contextmanager
def _told(stopped: list[StoreError | None], number: int, snapshot: Snapshot) -> Iterator[None]:
    """Note what stops a step for one file; the others go on."""
    try:
        yield
    except StoreError as error:
        stopped[number] = error
    except OSError as error:
        told: StoreError = WriteError(snapshot.path, f"could not be written: {explain(error)}")
        if error.errno in _GONE:
            told = ChangedError(snapshot.path, OVERTAKEN)
        told.__cause__ = error
        stopped[number] = told


@contextmanager
def _opened(path: str) -> Iterator[_Folder]:
    if not _HAS_DIR_FD:
        yield _Folder(path, None)
        return
    fd = os.open(path or os.curdir, _FOLDER)
    try:
        yield _Folder(path, fd)
    finally:
        with suppress(OSError):
            os.close(fd)


@frozen
class _Batch:
    """How the files of a batch are written. Every method raises StoreError or OSError."""

    sync: bool
    secure: Secure | None

    def prepare(self, change: Change, folder: Callable[[str], _Folder]) -> _Twin | None:
        """The twin of a file, complete but perhaps not on the disk; None if the file was overwritten instead."""
        snapshot = change.snapshot
        if not stat.S_IMODE(snapshot.stat.st_mode) & 0o222:
            reason = "is read-only; allow writing (chmod u+w) if it is to be changed"
            raise RefusedError(snapshot.path, reason)
        if (links := snapshot.stat.st_nlink) > 1:
            self._overwrite(
                change,
                f"has {links} hard links, and a new file would part them; make it a file of its own (cp, mv)",
            )
            return None
        path, target = os.path.split(snapshot.real)
        place = folder(path)
        _look(snapshot, place.place(target), place.fd)
        name = place.place(leftovers.temp_name())
        try:
            fd = _create(name, place)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in _NO_TWIN or self.secure is None:
                raise
            self._overwrite(change, "")
            return None
        twin = _Twin(change, place, place.place(target), name, fd)
        with _unless_it_fails(twin):
            _fill(twin)
        return twin

    def finish(self, twin: _Twin) -> None:
        """Wait for the disk where that is wanted, and close the twin."""
        with _unless_it_fails(twin):
            if self.sync:
                os.fsync(twin.fd)
            # NFS and quotas speak up only now.
            os.close(twin.fd)

    def put(self, twin: _Twin) -> None:
        """Let the twin take the place of the file."""
        try:
            with _unless_it_fails(twin):
                _rename(twin)
        except OSError as error:
            if error.errno not in _NO_TWIN or self.secure is None:
                raise
            try:
                self._overwrite(twin.change, "")
            except ChangedError as changed:
                # The rename may have happened, whatever the system says: who undoes it has to look.
                raise WriteError(twin.change.snapshot.path, changed.reason) from error

    def _overwrite(self, change: Change, refusal: str) -> None:
        if self.secure is None:
            raise RefusedError(change.snapshot.path, refusal)
        self.secure()
        try:
            in_place.overwrite(change.snapshot, change.data, change.mtime_ns)
        except in_place.TornError as error:
            reason = (
                f"was written only in part ({error}); its old text is in the journal: "
                "make room and run `wikilint undo`"
            )
            raise WriteError(change.snapshot.path, reason) from error


@contextmanager
def _unless_it_fails(twin: _Twin) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _discard(twin)
        raise


def _create(name: str, folder: _Folder) -> int:
    """Open a new file; a call that fails leaves none."""
    try:
        return os.open(name, _CREATE, 0o600, dir_fd=folder.fd)
    except FileExistsError:
        raise
    except BaseException:
        with suppress(OSError):
            os.unlink(name, dir_fd=folder.fd)
        raise


def _look(snapshot: Snapshot, target: str, dir_fd: int | None) -> None:
    """Refuse a folder that is not the one that was read from: nothing, not even a twin, is written in another one."""
    if identity(os.stat(target, dir_fd=dir_fd, follow_symlinks=False)) != identity(snapshot.stat):
        raise ChangedError(snapshot.path, OVERTAKEN)


def _fill(twin: _Twin) -> None:
    rest = memoryview(twin.change.data)
    while rest:
        written = os.write(twin.fd, rest)
        if not written:
            raise OSError(errno.EIO, "nothing was written")
        rest = rest[written:]
    snapshot = twin.change.snapshot
    try:
        metadata.carry(twin.target, twin.folder.fd, twin.fd, snapshot.stat)
    except (PermissionError, metadata.LostError) as error:
        reason = "its owner, mode or attributes would be lost; run as its owner"
        raise RefusedError(snapshot.path, reason) from error
    if twin.change.mtime_ns is not None:
        os.utime(twin.fd, ns=(snapshot.stat.st_atime_ns, twin.change.mtime_ns))


def _rename(twin: _Twin) -> None:
    """Take the place of the file, if it has proven to be the one of the snapshot still.

    Every other wikilint is kept away from it meanwhile.
    """
    snapshot, dir_fd = twin.change.snapshot, twin.folder.fd
    fd = os.open(twin.target, READ, dir_fd=dir_fd)
    try:
        if not lock(fd):
            raise ChangedError(snapshot.path, "is being written by another program; run again")
        if not is_still(snapshot, fd):
            raise ChangedError(snapshot.path, OVERTAKEN)
        os.replace(twin.name, twin.target, src_dir_fd=dir_fd, dst_dir_fd=dir_fd)
    finally:
        with suppress(OSError):
            os.close(fd)


def _sync_folders(twins: dict[int, _Twin], stopped: list[StoreError | None]) -> None:
    """Wait until the disk knows the new names, once for each folder."""
    failures: dict[str, OSError] = {}
    for folder in {twin.folder.path: twin.folder for twin in twins.values()}.values():
        if folder.fd is not None:
            try:
                os.fsync(folder.fd)
            except OSError as error:
                # Some file systems cannot sync a folder, and say so.
                if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
                    failures[folder.path] = error
    for number, twin in twins.items():
        failure = failures.get(twin.folder.path)
        if failure is not None and stopped[number] is None:
            reason = "is written, but the disk does not confirm it: " + explain(failure)
            stopped[number] = WriteError(twin.change.snapshot.path, reason)
