"""Evidence across the run: summaries of documents, merged as they come, and judged when all were seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from wikilint.value import field, frozen, mutable

if TYPE_CHECKING:
    from wikilint.document import Document
    from wikilint.engine.check import Hit
    from wikilint.engine.registry import ActiveRule
    from wikilint.evidence import AnyEvidence, Note
    from wikilint.finding import Severity
    from wikilint.rule import Rule

Gathered = Mapping[str, object]
"""The summary that each rule made of a document, by the rule's name."""


def gather(document: Document, rules: Sequence[ActiveRule], hits: Sequence[Hit]) -> Gathered:
    """What the rules that know the run make of a document. hits: all that was found in it."""
    gathered = {}
    for rule in (active.rule for active in rules if active.rule.knows_run):
        findings = [hit.finding for hit in hits if hit.rule == rule.name]
        if not findings and not rule.hears_all:
            continue
        evidence = rule.evidence
        summary = evidence.gather(document, findings) if evidence else None
        if summary is not None:
            gathered[rule.name] = summary
    return gathered


@frozen
class RunNote:
    """A word about a folder, with the rule that says it."""

    rule: str
    severity: Severity
    note: Note


@mutable
class Tally:
    """The summaries of all documents seen so far.

    rules: gives the rules by name; they are imported when one of them has to merge or judge.
    """

    rules: Callable[[], Mapping[str, Rule]]
    _tiers: dict[str, list[tuple[int, object]]] = field(default_factory=dict)
    _known: Mapping[str, Rule] | None = None

    def add(self, gathered: Gathered) -> None:
        """Take the summaries of a document.

        Only summaries of as many documents are merged, as carries of a binary number: each is merged as often as the
        run doubles, while one that takes in each of the others would be copied for each of them.
        """
        for name, summary in gathered.items():
            tiers = self._tiers.setdefault(name, [])
            number = 1
            while tiers and tiers[-1][0] == number:
                summary = self._of(name).merge(tiers.pop()[1], summary)
                number *= 2
            tiers.append((number, summary))

    def judge(self, pages: Mapping[str, int]) -> tuple[frozenset[str], tuple[RunNote, ...]]:
        """The facts that hold, and what is to be said of folders, in the order of folder and rule.

        pages: how many files there are in each folder.
        """
        facts: set[str] = set()
        notes = []
        for name, tiers in sorted(self._tiers.items()):
            evidence = self._of(name)
            judgement = evidence.judge(reduce(evidence.merge, [each for _, each in tiers]), pages)
            facts |= judgement.facts
            notes += [RunNote(name, "info", note) for note in judgement.notes]
        return frozenset(facts), tuple(sorted(notes, key=lambda each: (each.note.folder, each.rule)))

    def _of(self, name: str) -> AnyEvidence:
        if self._known is None:
            self._known = self.rules()
        evidence = self._known[name].evidence
        assert evidence is not None  # noqa: S101 - only such rules are given
        return evidence
