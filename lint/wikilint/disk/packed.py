"""Many short values of one kind in little memory: neighbours are much alike, so they are compressed together."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterator, Sequence

_GROUP = 256
"""Values that are compressed together: more of them save little more."""

_FASTEST = 1
"""The level of zlib: the others take three times as long and save an eighth."""


class Packed:
    """Bytes by number, in the order in which they were added. The last group that was read stays open."""

    def __init__(self) -> None:
        self._full: list[bytes] = []
        self._open: list[bytes] = []
        self._read: tuple[int, list[bytes]] = -1, []

    @classmethod
    def of(cls, stored: Sequence[bytes]) -> Packed:
        """What `stored` gave. Raises ValueError for anything else."""
        packed = cls()
        packed._full = list(stored)
        if packed._full and len(last := _opened(packed._full[-1])) < _GROUP:
            packed._full.pop()
            packed._open = last
        return packed

    def stored(self) -> list[bytes]:
        """All of it, compressed, for `of`."""
        return [*self._full, _closed(self._open)] if self._open else list(self._full)

    def add(self, value: bytes) -> int:
        """The number of a value that is new."""
        self._open.append(value)
        number = len(self) - 1
        if len(self._open) == _GROUP:
            self._full.append(_closed(self._open))
            self._open = []
        return number

    def __len__(self) -> int:
        return len(self._full) * _GROUP + len(self._open)

    def __getitem__(self, number: int) -> bytes:
        """Quick for numbers in order. Raises IndexError, and ValueError for a group that is broken."""
        group, at = divmod(number, _GROUP)
        if group == len(self._full):
            return self._open[at]
        if self._read[0] != group:
            self._read = group, _opened(self._full[group])
        return self._read[1][at]

    def __iter__(self) -> Iterator[bytes]:
        for group in self._full:
            yield from _opened(group)
        yield from self._open


def _closed(values: Sequence[bytes]) -> bytes:
    return zlib.compress(marshal.dumps(list(values)), _FASTEST)


def _opened(group: bytes) -> list[bytes]:
    try:
        values = marshal.loads(zlib.decompress(group))  # noqa: S302 - our own process, or the user's own file
    except (zlib.error, TypeError, EOFError) as error:
        raise ValueError("not a group of bytes") from error
    if not isinstance(values, list) or not all(isinstance(each, bytes) for each in values):
        raise ValueError("not a group of bytes")
    return values
