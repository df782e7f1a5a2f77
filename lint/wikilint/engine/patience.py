"""How often each pattern of a configuration was too slow in a run: told to every process with its next files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

from wikilint.report.outcome import Outcome

HEARD: dict[str, int] = {}
"""What this process was told: for how many files of the run each pattern was too slow."""


class Patience:
    """Counts in the process that has the run, and travels as what was counted so far.

    names: the rules of the configuration. is_slow: whether a rule's message says that it took too long.
    """

    def __init__(self, names: Collection[str], is_slow: Callable[[str, str], bool]) -> None:
        self._names = names
        self._is_slow = is_slow
        self._counts: Counter[str] = Counter()

    def __reduce__(self) -> tuple[Any, ...]:
        return _heard, (dict(self._counts),)

    def note(self, outcome: Outcome) -> None:
        """Count the patterns that were too slow for a file."""
        for each in outcome.diagnoses:
            if each.rule in self._names and self._is_slow(each.rule, each.message):
                self._counts[each.rule] += 1


def _heard(counts: dict[str, int]) -> None:
    HEARD.update(counts)
