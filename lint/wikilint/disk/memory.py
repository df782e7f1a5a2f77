"""What earlier runs said of files, so that an unchanged file is not read again.

A file is the same when size, times and inode are: what git trusts. One that was written within moments of being read
could change once more without any of them telling (git calls it racy): it is not remembered. Another version, another
rule, option or schema makes another fingerprint. Whatever goes wrong with the cache costs time and nothing else.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256

from wikilint.disk import caches

Stamp = tuple[int, int, int, int]
"""Size, time of the last change of content and of metadata in nanoseconds, inode."""

RACY = 2_000_000_000
"""Nanoseconds: the coarsest times of the file systems in use (FAT) are two seconds apart."""

MAX_FILES = 64
"""Folders that are remembered, each in a file of its own; the longest unused go."""

MAX_AGE = 30 * 86_400
"""Seconds after which an unused file goes."""


def stamp(status: os.stat_result) -> Stamp:
    """What tells a file from any later state of it."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


class Memory:
    """What is known of the files below a folder: for each path a stamp, a fingerprint, and what was said, as bytes.

    root: the folder. folder: where caches are kept; None for the user's own.
    """

    def __init__(self, root: str, folder: str | None = None) -> None:
        base = folder or caches.folder()
        name = sha256(os.path.abspath(root).encode("utf-8", "surrogateescape")).hexdigest()[:24]
        self._path = os.path.join(base, "runs", f"{name}.bin") if base else None
        known = caches.read(self._path) if self._path else None
        self._known: dict[str, tuple[Stamp, str, bytes]] = known if isinstance(known, dict) else {}
        self._seen: dict[str, tuple[Stamp, str, bytes]] = {}
        self._changed = False

    def recall(self, name: str, path: str, fingerprint: str) -> bytes | None:
        """What was said of a file, if it is still the same and the same would be said; None to look at it.

        name: the file's path from the root on. path: where it is.
        """
        try:
            known, said_by, said = self._known[name]
            if said_by != fingerprint or known != stamp(os.stat(path)):
                return None
        except (KeyError, OSError, TypeError, ValueError):
            return None
        self._seen[name] = known, said_by, said
        return said

    def learn(self, name: str, state: Stamp, fingerprint: str, said: bytes) -> None:
        """Remember what was said of a file in this state; one that was just written is not remembered."""
        if max(state[1], state[2]) + RACY < time.time_ns():
            self._seen[name] = state, fingerprint, said
            self._changed = True

    def save(self, *, whole: bool) -> None:
        """Write what is known now. whole: whether all files below the folder were seen, so that others are gone."""
        if self._path is None:
            return
        if not (self._changed or (whole and len(self._seen) < len(self._known))):
            with suppress(OSError):
                os.utime(self._path)  # used: the sweep goes by this
            return
        if caches.write(self._path, self._seen if whole else {**self._known, **self._seen}):
            sweep(os.path.dirname(self._path))


def sweep(folder: str) -> None:
    """Remove what was not used for long, and what is too much."""
    with suppress(OSError):
        files = sorted(_files(folder), key=lambda entry: entry.stat().st_mtime, reverse=True)
        oldest = time.time() - MAX_AGE
        for at, entry in enumerate(files):
            if at >= MAX_FILES or entry.stat().st_mtime < oldest:
                os.unlink(entry.path)


def clean(folder: str | None = None) -> int:
    """Forget everything. How many files were removed."""
    base = folder or caches.folder()
    removed = 0
    for place in (base, os.path.join(base, "runs")) if base else ():
        with suppress(OSError):
            for entry in list(_files(place)):
                os.unlink(entry.path)
                removed += 1
    return removed


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    """wikilint's own files in a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".bin", ".tmp")) and entry.is_file(follow_symlinks=False):
                yield entry
