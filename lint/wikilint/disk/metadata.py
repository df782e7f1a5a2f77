"""Owner, mode, extended attributes and ACLs: carried from a file to the one that takes its place."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress

from wikilint.disk.open import READ

_UNSUPPORTED = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}

# Made by the kernel from the bytes of the file: a copy of the old ones would be a lie.
_DERIVED = {"security.ima", "security.evm"}


class LostError(Exception):
    """The system took a new owner or mode and did not keep it."""


def carry(source: str, dir_fd: int | None, fd: int, wanted: os.stat_result) -> None:
    """Give the open file `fd` the metadata of `source`, a name in the folder `dir_fd` or a path.

    wanted: owner and mode, as `source` had them when it was read.
    Raises LostError, or OSError (PermissionError where only the owner may).
    """
    owner, mode = (wanted.st_uid, wanted.st_gid), stat.S_IMODE(wanted.st_mode)
    # The owner first (chown clears set-id bits), the mode last (a read-only one shuts out attributes).
    if _owner_and_mode(fd)[:2] != owner and hasattr(os, "fchown"):
        os.fchown(fd, *owner)
    _carry_attributes(source, dir_fd, fd)
    if _owner_and_mode(fd)[2] != mode and hasattr(os, "fchmod"):
        os.fchmod(fd, mode)
    if _owner_and_mode(fd) != (*owner, mode):
        raise LostError


def _owner_and_mode(fd: int) -> tuple[int, int, int]:
    status = os.fstat(fd)
    return status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)


def _carry_attributes(source: str, dir_fd: int | None, fd: int) -> None:
    if sys.platform == "win32":
        return
    source_fd = os.open(source, READ, dir_fd=dir_fd)
    try:
        _copy_attributes(source_fd, fd)
    finally:
        with suppress(OSError):
            os.close(source_fd)


if sys.platform == "linux":

    def _copy_attributes(source: int, target: int) -> None:
        """The attributes of the source (ACLs are some of them), and no others."""
        try:
            names = os.listxattr(source)
        except OSError as error:
            if error.errno in _UNSUPPORTED:
                return
            raise
        wanted = {name: os.getxattr(source, name) for name in names if name not in _DERIVED}
        # A folder's default ACL is born into the target, though the source may not have one.
        for name in os.listxattr(target):
            if name in wanted and os.getxattr(target, name) == wanted[name]:
                del wanted[name]
            elif name not in wanted and name not in _DERIVED:
                os.removexattr(target, name)
        for name, value in wanted.items():
            os.setxattr(target, name, value)

elif sys.platform == "darwin":

    def _copy_attributes(source: int, target: int) -> None:
        """`os` knows no attributes on macOS; this is the call that shutil copies files with.

        1 is COPYFILE_ACL, 4 is COPYFILE_XATTR (copyfile.h).
        """
        import posix

        try:
            getattr(posix, "_fcopyfile")(source, target, 1 | 4)  # noqa: B009 - mypy knows no such name
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise

else:

    def _copy_attributes(source: int, target: int) -> None:
        """Nothing in Python's library reads the attributes of this system."""
