"""What earlier runs said of files, so that an unchanged file is not read again.

A file is the same when size, times and inode are: what git trusts. One that was written within moments of being read
could change once more without any of them telling (git calls it racy): it is not remembered. Another version, another
rule, option or schema makes another fingerprint. Whatever goes wrong with the cache costs time and nothing else.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from struct import Struct
from typing import Any
from zlib import crc32

from wikilint.disk import caches

Stamp = bytes
"""Size, time of the last change of content and of metadata in nanoseconds, inode: 64 bits of each, since a run keeps as
many as there are files."""

RACY = 2_000_000_000
"""Nanoseconds: the coarsest times of the file systems in use (FAT) are two seconds apart."""

MAX_FILES = 128
"""Files that are kept, two for each folder that is remembered; the longest unused go."""

MAX_AGE = 30 * 86_400
"""Seconds after which an unused file goes."""

_LAST = ".last.bin"
"""The end of the name of a file that holds what the last run made of everything."""


_STAMP = Struct("<4Q")
_TIMES = Struct("<8xqq8x")
_BITS = 2**64 - 1


def stamp(status: os.stat_result) -> Stamp:
    """What tells a file from any later state of it."""
    return _STAMP.pack(
        status.st_size & _BITS,
        status.st_mtime_ns & _BITS,
        status.st_ctime_ns & _BITS,
        status.st_ino & _BITS,
    )


def stamps(paths: Sequence[str]) -> list[Stamp | None]:
    """The stamp of each file; None for one that cannot be looked up, which is told when it is read."""
    try:
        return list(map(stamp, map(os.stat, paths)))
    except (OSError, ValueError):
        return list(map(_stamp_of, paths))


def _stamp_of(path: str) -> Stamp | None:
    try:
        return stamp(os.stat(path))
    except (OSError, ValueError):
        return None


def joined(stamps: Sequence[Stamp | None]) -> bytes:
    """The stamps of many files as one value, to be compared."""
    return b"".join([each or bytes(_STAMP.size) for each in stamps])


class Shelf:
    """What is known of files under one mark: for each path a stamp, followed by what was said."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.known = known
        self.seen: dict[str, bytes] = {}
        self.learned = False

    def recall(self, name: str, state: Stamp | None) -> bytes | None:
        """What was said of a file, if it is still the same; None to look at it.

        name: the file's path from the root on. state: its stamp now.
        """
        entry = self.known.get(name)
        if state is None or type(entry) is not bytes or not entry.startswith(state):
            return None
        self.seen[name] = entry
        return entry[_STAMP.size :]

    def learn(self, name: str, state: Stamp, said: bytes) -> None:
        """Remember what was said of a file in this state; one that was just written is not remembered."""
        if max(_TIMES.unpack(state)) + RACY < time.time_ns():
            self.seen[name] = state + said
            self.learned = True


class Memory:
    """What is known of the files below a folder, under each mark: whatever what is said of them depends on.

    root: the folder. folder: where caches are kept; None for the user's own.
    """

    def __init__(self, root: str, folder: str | None = None) -> None:
        base = folder or caches.folder()
        self._path = os.path.join(base, "runs", f"{_name(os.path.abspath(root))}.bin") if base else None
        self._shelves: dict[str, Shelf] = {}

    @cached_property
    def _known(self) -> dict[str, dict[str, Any]]:
        """Read when it is asked for: a run that says what the last one said does not need it."""
        known = caches.read(self._path) if self._path else None
        if not isinstance(known, dict):
            return {}
        return {mark: told for mark, told in known.items() if isinstance(told, dict)}

    def shelf(self, mark: str) -> Shelf:
        """What is known under a mark."""
        if mark not in self._shelves:
            self._shelves[mark] = Shelf(self._known.get(mark, {}))
        return self._shelves[mark]

    def save(self, *, whole: bool) -> None:
        """Write what is known now. whole: whether all files below the folder were seen, so that others are gone."""
        if self._path is None:
            return
        seen = {mark: shelf.seen for mark, shelf in self._shelves.items() if shelf.seen}
        learned = any(shelf.learned for shelf in self._shelves.values())
        if not (learned or (whole and _size(seen) < _size(self._known))):
            for each in (self._path, f"{self._path}{_LAST}"):  # used: the sweep goes by this
                with suppress(OSError):
                    os.utime(each)
            return
        if caches.write(self._path, seen if whole else self._with_known(seen)):
            sweep(os.path.dirname(self._path))

    def last(self, asked: tuple[object, ...]) -> Any:
        """What the last run made, if it asked the same; None if it did not.

        asked: all that the answer depends on, the stamp of each file included.
        """
        kept = caches.read(f"{self._path}{_LAST}") if self._path else None
        return kept[1] if isinstance(kept, tuple) and len(kept) == 2 and kept[0] == asked else None

    def keep(self, asked: tuple[object, ...], made: object, files: int) -> None:
        """Keep what a run made of files that are all known now, as many as `files`. Plain values, both."""
        seen = sum(len(shelf.seen) for shelf in self._shelves.values())
        if self._path is not None and seen == files:
            caches.write(f"{self._path}{_LAST}", (asked, made))

    def _with_known(self, seen: dict[str, dict[str, bytes]]) -> dict[str, dict[str, Any]]:
        """What was known and what was seen; of a file that was seen no more than that."""
        names = {name for told in seen.values() for name in told}
        joined = {
            mark: {name: entry for name, entry in told.items() if name not in names}
            for mark, told in self._known.items()
        }
        for mark, told in seen.items():
            joined.setdefault(mark, {}).update(told)
        return {mark: told for mark, told in joined.items() if told}


def _size(known: dict[str, dict[str, Any]]) -> int:
    return sum(map(len, known.values()))


def _name(root: str) -> str:
    """What the file for a folder is called: two sums, since nobody has to be kept from making two folders meet."""
    raw = root.encode("utf-8", "surrogateescape")
    return f"{crc32(raw):08x}{crc32(raw[::-1]):08x}"


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
