"""Outcomes that cannot be told before all files were seen, kept in as little memory as they take.

On some corpora that is every fourth file. Packed and compressed, an outcome takes about 170 bytes instead of more than
a thousand: findings of one rule are much alike.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any, NamedTuple

from wikilint.disk import paths
from wikilint.disk.packed import Packed
from wikilint.report.outcome import Outcome, pack, unpack


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
        self._packed = Packed()

    def add(self, path: str, outcome: Outcome) -> None:
        """path: of the file, as the run has it."""
        moot = self._shared(frozenset([each.moot_if for each in outcome.diagnoses]))
        self.asked.append(Asked(path, self._shared(outcome.waits_for), moot, outcome.waits_to_fix))
        self._packed.add(pickle.dumps((outcome.relative, pack(outcome)), pickle.HIGHEST_PROTOCOL))

    def __iter__(self) -> Iterator[Outcome]:
        for asked, kept in zip(self.asked, self._packed, strict=True):
            relative, packed = pickle.loads(kept)  # noqa: S301 - our own process
            yield unpack(packed, paths.printable(asked.path), relative)

    def _shared(self, facts: frozenset[Any]) -> frozenset[Any]:
        """An equal set that is kept already: many files wait for the same."""
        found: frozenset[Any] = self._equal.setdefault(facts, facts)
        return found
