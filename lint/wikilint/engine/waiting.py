"""Outcomes that cannot be told before all files were seen, kept in as little memory as they take.

On some corpora that is every fourth file. Packed and compressed in groups, an outcome takes about 150 bytes instead
of more than a thousand: findings of one rule are much alike.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator
from typing import Any

from wikilint.disk import paths
from wikilint.report.outcome import Outcome, pack, unpack

_GROUP = 256
"""Outcomes that are compressed together: more of them save little more."""

_FASTEST = 1
"""The level of zlib: the others take several times as long and save a fifth of this."""


class Waiting:
    """Outcomes in the order in which they were added, each with the path of its file."""

    def __init__(self) -> None:
        self._full: list[bytes] = []
        self._open: list[tuple[str, str, tuple[Any, ...]]] = []

    def add(self, path: str, outcome: Outcome) -> None:
        self._open.append((path, outcome.relative, pack(outcome)))
        if len(self._open) == _GROUP:
            self._full.append(zlib.compress(pickle.dumps(self._open, pickle.HIGHEST_PROTOCOL), _FASTEST))
            self._open = []

    def __iter__(self) -> Iterator[tuple[str, Outcome]]:
        """Each path and its outcome; what was compressed is made anew whenever it is asked for."""
        for group in self._full:
            yield from map(_unpacked, pickle.loads(zlib.decompress(group)))  # noqa: S301 - our own process
        yield from map(_unpacked, self._open)


def _unpacked(kept: tuple[str, str, tuple[Any, ...]]) -> tuple[str, Outcome]:
    path, relative, packed = kept
    return path, unpack(packed, paths.printable(path), relative)
