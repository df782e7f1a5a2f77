"""Rules and a document make findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from wikilint.document import Document
from wikilint.finding import Finding, Severity
from wikilint.registry import Chosen

RULE_FAILED = "rule-failed"
"""The name under which a rule that raised an exception is reported."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, with the rule that made it and the severity that it has in this run."""

    rule: str
    severity: Severity
    finding: Finding

    @property
    def key(self) -> tuple[int, int, str]:
        return self.finding.start, self.finding.end, self.rule


def _spoken(chosen: Chosen, document: Document) -> Iterator[Finding]:
    """What a rule says of a document, held to the protected regions."""
    for finding in chosen.rule(document, **chosen.options):
        if chosen.rule.protected or finding.end <= document.body_start:
            yield finding
        elif document.is_protected(finding.start, finding.start):
            continue
        elif finding.fix and any(document.is_protected(edit.start, edit.end) for edit in finding.fix.edits):
            yield replace(finding, fix=None)
        else:
            yield finding


def check(document: Document, rules: Iterable[Chosen]) -> list[Found]:
    """Every finding of every rule that can have one, in the order of the text.

    A rule that raises does not end the run: what it did is reported as `rule-failed`.
    """
    found = []
    for chosen in rules:
        if not chosen.rule.may_speak(document.raw):
            continue
        try:
            found += [
                Found(chosen.rule.name, finding.severity or chosen.severity, finding)
                for finding in _spoken(chosen, document)
            ]
        except Exception as error:  # a rule may fail in any way, and the other rules and files have to go on
            message = (
                f"the rule {chosen.rule.name} failed here ({type(error).__name__}: {error}): "
                f"please report it, and go on with `--ignore {chosen.rule.name}`"
            )
            found.append(Found(RULE_FAILED, "error", Finding(0, 0, message)))
    return sorted(found, key=lambda each: each.key)
