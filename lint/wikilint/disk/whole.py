"""Files of our own making: each is written whole or not at all, and never through a link."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress

from wikilint.disk.open import flags
from wikilint.disk.store import TEMP_PREFIX
from wikilint.errors import UsageError, explain

_CREATE = flags("O_WRONLY", "O_CREAT", "O_EXCL", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK}
"""What link(2) says on file systems that have no hard links."""


def create(path: str, data: bytes) -> None:
    """Write a file that does not exist yet. Raises FileExistsError, and UsageError for what the system refuses."""
    try:
        draft = _draft(path, data)
        try:
            os.link(draft, path)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, "exists", path) from None
            os.replace(draft, path)
        finally:
            with suppress(OSError):
                os.unlink(draft)
    except FileExistsError:
        raise
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {explain(error)}") from None


def overwrite(path: str, data: bytes) -> None:
    """Write a file, in the place of the regular file that is there, if any.

    Raises UsageError for a link, a folder or a device in its place, and for what the system refuses.
    """
    try:
        present = os.lstat(path) if os.path.lexists(path) else None
        if present is not None and not stat.S_ISREG(present.st_mode):
            kind = "a symbolic link" if stat.S_ISLNK(present.st_mode) else "not a regular file"
            raise UsageError(f"{path} is {kind}, so it was left alone; choose another name")
        draft = _draft(path, data)
        try:
            if present is not None:
                os.chmod(draft, stat.S_IMODE(present.st_mode))
            os.replace(draft, path)
        except BaseException:  # an interrupt, too, leaves no draft behind
            with suppress(OSError):
                os.unlink(draft)
            raise
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {explain(error)}") from None


def _draft(path: str, data: bytes) -> str:
    """A new file beside `path` that holds `data`, with the mode that the system gives new files."""
    name = f"{TEMP_PREFIX}{os.getpid()}-{os.urandom(8).hex()}.tmp"
    draft = os.path.join(os.path.dirname(path), name)
    fd = os.open(draft, _CREATE, 0o666)
    try:
        with open(fd, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(fd)
    except BaseException:  # an interrupt, too, leaves no draft behind
        with suppress(OSError):
            os.unlink(draft)
        raise
    return draft
