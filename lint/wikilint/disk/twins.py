"""New files that take the place of old ones: made beside them, complete, and put there in one step."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from wikilint.disk import in_place, leftovers, metadata
from wikilint.disk.in_place import OVERTAKEN
from wikilint.disk.open import READ, flags, lock
from wikilint.disk.snapshot import ChangedError, RefusedError, Snapshot, WriteError, identity, is_still
from wikilint.value import frozen, mutable

_CREATE = flags("O_WRONLY", "O_CREAT", "O_EXCL", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
_FOLDER = flags("O_RDONLY", "O_DIRECTORY", "O_CLOEXEC")

_HAS_DIR_FD = {os.open, os.rename, os.unlink, os.stat} <= os.supports_dir_fd

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
class Folder:
    """An open folder; without descriptors of folders (Windows), its path."""

    path: str
    fd: int | None

    def place(self, name: str) -> str:
        return name if self.fd is not None else os.path.join(self.path, name)


@mutable
class Twin:
    """A new file beside the one whose place it is to take. fd: open on it, -1 once it is closed."""

    change: Change
    folder: Folder
    target: str
    name: str
    fd: int

    def close(self) -> None:
        """Close it, once: a second time might hit what somebody else has opened meanwhile."""
        fd, self.fd = self.fd, -1
        if fd >= 0:
            os.close(fd)


def discard(twin: Twin) -> None:
    """Close and remove a twin, whatever became of it before."""
    with suppress(OSError):
        twin.close()
    with suppress(OSError):
        os.unlink(twin.name, dir_fd=twin.folder.fd)


@contextmanager
def opened(path: str) -> Iterator[Folder]:
    if not _HAS_DIR_FD:
        yield Folder(path, None)
        return
    fd = os.open(path or os.curdir, _FOLDER)
    try:
        yield Folder(path, fd)
    finally:
        with suppress(OSError):
            os.close(fd)


@frozen
class Batch:
    """How the files of a batch are written. Every method raises StoreError or OSError."""

    sync: bool
    secure: Secure | None

    def prepare(self, change: Change, folder: Callable[[str], Folder]) -> Twin | None:
        """The twin of a file, complete but perhaps not on the disk; None if the file was overwritten instead."""
        snapshot = change.snapshot
        if not stat.S_IMODE(snapshot.stat.st_mode) & 0o222:
            reason = "is read-only; to let wikilint change it, allow writing (chmod u+w)"
            raise RefusedError(snapshot.path, reason)
        if (links := snapshot.stat.st_nlink) > 1:
            if self.secure is None:
                raise RefusedError(
                    snapshot.path,
                    f"has {links} hard links, and replacing it breaks them; make it a separate copy first (cp, mv)",
                )
            _overwrite(change, self.secure)
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
            _overwrite(change, self.secure)
            return None
        twin = Twin(change, place, place.place(target), name, fd)
        with _unless_it_fails(twin):
            _fill(twin)
        return twin

    def finish(self, twin: Twin) -> None:
        """Wait for the disk where that is wanted, and close the twin."""
        with _unless_it_fails(twin):
            if self.sync:
                os.fsync(twin.fd)
            # NFS and quotas speak up only now.
            twin.close()

    def put(self, twin: Twin) -> None:
        """Let the twin take the place of the file."""
        try:
            with _unless_it_fails(twin):
                _rename(twin)
        except OSError as error:
            if error.errno not in _NO_TWIN or self.secure is None:
                raise
            try:
                _overwrite(twin.change, self.secure)
            except ChangedError as changed:
                # The rename may have happened, whatever the system says: who undoes it has to look.
                raise WriteError(twin.change.snapshot.path, changed.reason) from error


def _overwrite(change: Change, secure: Secure) -> None:
    secure()
    try:
        in_place.overwrite(change.snapshot, change.data, change.mtime_ns)
    except in_place.TornError as error:
        way_out = "its old text is in the journal: make room and run `wikilint undo`"
        raise WriteError(change.snapshot.path, f"was written only in part ({error}); {way_out}") from error


@contextmanager
def _unless_it_fails(twin: Twin) -> Iterator[None]:
    try:
        yield
    except BaseException:  # an interrupt, too, leaves no twin behind
        discard(twin)
        raise


def _create(name: str, folder: Folder) -> int:
    """Open a new file; a call that fails leaves none."""
    try:
        return os.open(name, _CREATE, 0o600, dir_fd=folder.fd)
    except FileExistsError:  # somebody else's file
        raise
    except BaseException:  # a signal may come when the file is there and its descriptor is not yet known
        with suppress(OSError):
            os.unlink(name, dir_fd=folder.fd)
        raise


def _look(snapshot: Snapshot, target: str, dir_fd: int | None) -> None:
    """Refuse a folder that is not the one that was read from: nothing, not even a twin, is written in another one."""
    if identity(os.stat(target, dir_fd=dir_fd, follow_symlinks=False)) != identity(snapshot.stat):
        raise ChangedError(snapshot.path, OVERTAKEN)


def _fill(twin: Twin) -> None:
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


def _rename(twin: Twin) -> None:
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
