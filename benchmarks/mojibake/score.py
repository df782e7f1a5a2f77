"""How well a repair did: words and documents, against what stood there before the damage."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from benchmarks.mojibake.documents import Case

_BLANK = re.compile(r"[ \t\n]+")


@dataclass(slots=True)
class Score:
    """Counts over many documents.

    damaged, restored: words that the damage changed, and those of them that are again what they were.
    changed, right: words that the repair changed, and those of them that are what they should be.
    exact: documents given back byte for byte.
    """

    documents: int = 0
    exact: int = 0
    damaged: int = 0
    restored: int = 0
    changed: int = 0
    right: int = 0
    touched: int = 0
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.restored / self.damaged if self.damaged else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.changed if self.changed else 1.0

    def add(self, case: Case, result: str) -> None:
        """Count one document. `wrong` keeps (before the damage, damaged, repaired) of words made wrong."""
        self.documents += 1
        self.exact += result == case.clean
        self.touched += result != case.damaged
        before, damaged = _BLANK.split(case.clean), _BLANK.split(case.damaged)
        for old, bad, new in zip(before, damaged, _aligned(damaged, _BLANK.split(result)), strict=True):
            self.damaged += bad != old
            self.restored += bad != old and new == old
            self.changed += new != bad
            self.right += new != bad and new == old
            if new not in (bad, old):
                self.wrong.append((old, bad, new))


def _aligned(words: list[str], others: list[str]) -> list[str]:
    """`others` with one entry for each of `words`; a repair that moves blanks joins or splits entries."""
    if len(words) == len(others):
        return others
    result: list[str] = []
    for _, i, j, k, m in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        result += others[k:m] if j - i == m - k else [" ".join(others[k:m])] * (j - i)
    return result
