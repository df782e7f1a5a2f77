"""What a user can put right: one clear line on stderr, exit code 2."""

from __future__ import annotations

import errno


class UsageError(Exception):
    """A request that cannot be carried out as it is; the message says what is wrong and what to do."""


_REMEDIES = {
    errno.ENOENT: "it does not exist, or it is a link to nothing; check the path",
    errno.ENOTDIR: "a part of its path is not a folder; check the path",
    errno.ELOOP: "its symbolic links run in a circle; correct the link",
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
