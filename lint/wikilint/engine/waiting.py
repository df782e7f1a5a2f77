"""Outcomes that cannot be told before all files were seen, kept in as little memory as they take.

On some corpora that is every fourth file. Packed and compressed in groups, an outcome takes about 150 bytes instead
of more than a thousand: findings of one rule are much alike.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from wikilint.disk import paths
from wikilint.report.outcome import Outcome, pack, unpack

_GROUP = 256
"""Outcomes that are compressed together: more of them save little more."""

_FASTEST = 1
"""The level of zlib: the others take several times as long and save a fifth of this."""


class Asked(NamedTuple):
    """What an outcome waits for: `facts` that would change something, those of them with which a finding is none
    (`moot`), and whether a fix waits for one."""

    path: str
    facts: frozenset[str]
    moot: frozenset[str | None]
    is_for_fix: bool


class Waiting:
    """Outcomes in the order in which they were added, and what each waits for, in the same order."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._equal: dict[frozenset[str | None], Any] = {}
        self._full: list[bytes] = []
        self._open: list[tuple[str, tuple[Any, ...]]] = []

    def add(self, path: str, outcome: Outcome) -> None:
        """path: of the file, as the run has it."""
        moot = self._shared(frozenset([each.moot_if for each in outcome.diagnoses]))
        self.asked.append(Asked(path, self._shared(outcome.waits_for), moot, outcome.waits_to_fix))
        self._open.append((outcome.relative, pack(outcome)))
        if len(self._open) == _GROUP:
            self._full.append(zlib.compress(pickle.dumps(self._open, pickle.HIGHEST_PROTOCOL), _FASTEST))
            self._open = []

    def __iter__(self) -> Iterator[Outcome]:
        paths_in_order = (paths.printable(each.path) for each in self.asked)
        for group in self._full:
            for relative, packed in pickle.loads(zlib.decompress(group)):  # noqa: S301 - our own process
                yield unpack(packed, next(paths_in_order), relative)
        for relative, packed in self._open:
            yield unpack(packed, next(paths_in_order), relative)

    def _shared(self, facts: frozenset[Any]) -> frozenset[Any]:
        """An equal set that is kept already: many files wait for the same."""
        found: frozenset[Any] = self._equal.setdefault(facts, facts)
        return found
