"""Evidence across the run: summaries of documents, merged as they come, and judged when all were seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wikilint.document import Document
from wikilint.engine.check import Hit
from wikilint.engine.registry import ActiveRule
from wikilint.evidence import AnyEvidence, Note
from wikilint.finding import Severity

Gathered = Mapping[str, object]
"""The summary that each rule made of a document, by the rule's name."""


def gather(document: Document, rules: Sequence[ActiveRule], hits: Sequence[Hit]) -> Gathered:
    """What the rules that know the run make of a document. hits: all that was found in it."""
    gathered = {}
    for active in rules:
        evidence = active.rule.evidence
        if evidence is None:
            continue
        findings = [hit.finding for hit in hits if hit.rule == active.rule.name]
        if findings or evidence.always:
            summary = evidence.gather(document, findings)
            if summary is not None:
                gathered[active.rule.name] = summary
    return gathered


@dataclass(frozen=True, slots=True)
class RunNote:
    """A word about a folder, with the rule that says it."""

    rule: str
    severity: Severity
    note: Note


@dataclass(slots=True)
class Tally:
    """The summaries of all documents seen so far, and how many files there are in each folder."""

    rules: Mapping[str, AnyEvidence]
    summaries: dict[str, object] = field(default_factory=dict)
    pages: Counter[str] = field(default_factory=Counter)

    def add(self, folder: str, gathered: Gathered) -> None:
        self.pages[folder] += 1
        for name, summary in gathered.items():
            known = self.summaries.get(name)
            self.summaries[name] = summary if known is None else self.rules[name].merge(known, summary)

    def judge(self) -> tuple[frozenset[str], tuple[RunNote, ...]]:
        """The facts that hold, and what is to be said of folders, in the order of folder and rule."""
        facts: set[str] = set()
        notes = []
        for name, summary in sorted(self.summaries.items()):
            judgement = self.rules[name].judge(summary, self.pages)
            facts |= judgement.facts
            notes += [RunNote(name, "info", note) for note in judgement.notes]
        return frozenset(facts), tuple(sorted(notes, key=lambda each: (each.note.folder, each.rule)))
