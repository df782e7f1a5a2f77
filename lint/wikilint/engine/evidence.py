"""Evidence across the run: summaries of documents, merged as they come, and judged when all were seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from wikilint.document import Document
from wikilint.engine.check import Hit
from wikilint.engine.registry import ActiveRule
from wikilint.evidence import AnyEvidence, Note
from wikilint.finding import Severity
from wikilint.rule import Rule
from wikilint.value import field, frozen, mutable

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
    """The summaries of all documents seen so far, and how many files there are in each folder.

    rules: those that know the run, by name; they are imported when one of them has a summary.
    """

    rules: Mapping[str, Rule]
    summaries: dict[str, object] = field(default_factory=dict)
    pages: Counter[str] = field(default_factory=Counter)

    def add(self, folder: str, gathered: Gathered) -> None:
        self.pages[folder] += 1
        for name, summary in gathered.items():
            known = self.summaries.get(name)
            self.summaries[name] = summary if known is None else self._of(name).merge(known, summary)

    def judge(self) -> tuple[frozenset[str], tuple[RunNote, ...]]:
        """The facts that hold, and what is to be said of folders, in the order of folder and rule."""
        facts: set[str] = set()
        notes = []
        for name, summary in sorted(self.summaries.items()):
            judgement = self._of(name).judge(summary, self.pages)
            facts |= judgement.facts
            notes += [RunNote(name, "info", note) for note in judgement.notes]
        return frozenset(facts), tuple(sorted(notes, key=lambda each: (each.note.folder, each.rule)))

    def _of(self, name: str) -> AnyEvidence:
        evidence = self.rules[name].evidence
        assert evidence is not None  # noqa: S101 - only such rules are given
        return evidence
