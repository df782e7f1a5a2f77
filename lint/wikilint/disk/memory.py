"""What earlier runs said of files, so that an unchanged file is not read again.

A file is the same when size, times and inode are: what git trusts. One that was written within moments of being read
could change once more without any of them telling (git calls it racy): it is not remembered. Another version, another
rule, option or schema makes another fingerprint. Whatever goes wrong with the cache costs time and nothing else.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence, Set
from contextlib import suppress
from functools import cached_property
from struct import Struct
from typing import Any, TypeGuard
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


Stored = tuple[dict[str, Any], list[bytes]]
"""What is kept of a mark: of each path its stamp, followed by the number of what was said if anything was found, and
what was said, see `Packed`."""

CLEAN = -1
"""The number of what was said of a file in which nothing was found: most of them."""


class Shelf:
    """What is known of files under one mark: for each path a stamp, and the number of what was said.

    known: what `stored` gave; anything else is as good as nothing.
    """

    def __init__(self, known: object) -> None:
        from wikilint.disk.packed import Packed  # not where the run says what the last one said

        self._said = Packed()
        self.known: dict[str, Any] = {}
        if _is_stored(known):
            with suppress(ValueError):  # it is broken
                self._said = Packed.of(known[1])
                self.known = known[0]
        self.seen: dict[str, bytes] = {}
        self.learned = False

    def recall(self, name: str, state: Stamp | None) -> int | None:
        """The number of what was said of a file, if it is still the same; None to look at it.

        name: the file's path from the root on. state: its stamp now.
        """
        entry = self.known.get(name)
        if state is None or type(entry) is not bytes or not entry.startswith(state):
            return None
        self.seen[name] = entry
        number = entry[_STAMP.size :]
        return int.from_bytes(number, "little") if number else CLEAN

    def said(self, number: int) -> bytes:
        """What was said. Raises ValueError or IndexError where the cache is broken."""
        return self._said[number]

    def learn(self, name: str, state: Stamp, said: bytes) -> None:
        """Remember what was said of a file in this state, nothing (b"") if nothing was found; one that was just written
        is not remembered."""
        if max(_TIMES.unpack(state)) + RACY < time.time_ns():
            number = self._said.add(said).to_bytes(4, "little") if said else b""
            self.seen[name] = state + number
            self.learned = True

    def stored(self, names: Set[str], *, whole: bool) -> Stored:
        """What is known now. names: those that were seen under any mark; of others nothing stays where the run was
        `whole`."""
        others = {} if whole else self.known
        entries = {name: each for name, each in others.items() if name not in names and type(each) is bytes}
        entries |= self.seen
        told = [name for name, entry in entries.items() if len(entry) > _STAMP.size]
        if 2 * len(told) >= len(self._said):
            return entries, self._said.stored()
        return self._thinned(entries, told)

    def _thinned(self, entries: dict[str, bytes], told: Sequence[str]) -> Stored:
        """The same without what was said of files that have changed since, which is more than the rest. told: the names
        of which something was said."""
        left = type(self._said)()
        for name in told:
            entry = entries.pop(name)
            try:
                said = self.said(int.from_bytes(entry[_STAMP.size :], "little"))
            except (ValueError, IndexError):  # it is broken: the file is looked at again
                continue
            entries[name] = entry[: _STAMP.size] + left.add(said).to_bytes(4, "little")
        return entries, left.stored()


def _is_stored(known: object) -> TypeGuard[Stored]:
    return (
        isinstance(known, tuple)
        and len(known) == 2
        and isinstance(known[0], dict)
        and isinstance(known[1], list)
    )


class Memory:
    """What is known of the files below a folder, under each mark: whatever what is said of them depends on.

    root: the folder. folder: where caches are kept; None for the user's own.
    """

    def __init__(self, root: str, folder: str | None = None) -> None:
        base = folder or caches.folder()
        self._path = os.path.join(base, "runs", f"{_name(os.path.abspath(root))}.bin") if base else None
        self._shelves: dict[str, Shelf] = {}

    @cached_property
    def _known(self) -> dict[str, Stored]:
        """Read when it is asked for: a run that says what the last one said does not need it."""
        known = caches.read(self._path) if self._path else None
        if not isinstance(known, dict):
            return {}
        return {mark: told for mark, told in known.items() if _is_stored(told)}

    def shelf(self, mark: str) -> Shelf:
        """What is known under a mark."""
        if mark not in self._shelves:
            self._shelves[mark] = Shelf(self._known.get(mark))
        return self._shelves[mark]

    def save(self, *, whole: bool) -> None:
        """Write what is known now. whole: whether all files below the folder were seen, so that others are gone."""
        if self._path is None:
            return
        shelves = self._shelves.values()
        learned = any(shelf.learned for shelf in shelves)
        if not (learned or (whole and sum(len(each.seen) for each in shelves) < self._size())):
            for each in (self._path, f"{self._path}{_LAST}"):  # used: the sweep goes by this
                with suppress(OSError):
                    os.utime(each)
            return
        if caches.write(self._path, self._stored(whole=whole)):
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

    def _stored(self, *, whole: bool) -> dict[str, Stored]:
        """What was known and what was seen; of a file that was seen no more than that."""
        names = {name for shelf in self._shelves.values() for name in shelf.seen}
        made: dict[str, Stored] = {}
        for mark, (entries, said) in self._known.items() if not whole else ():
            made[mark] = {name: entry for name, entry in entries.items() if name not in names}, said
        for mark, shelf in self._shelves.items():
            made[mark] = shelf.stored(names, whole=whole)
        return {mark: told for mark, told in made.items() if told[0]}

    def _size(self) -> int:
        return sum(len(entries) for entries, _ in self._known.values())


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
