"""Rules and a document make findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, replace
from time import perf_counter

from wikilint.document import Document
from wikilint.engine import remarks, suppress
from wikilint.engine.registry import ActiveRule
from wikilint.finding import Finding, Severity
from wikilint.rule import Gate

RULE_FAILED = "rule-failed"
"""The name under which a rule that raised an exception is reported."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding, with the rule that made it and the severity that it has in this run."""

    rule: str
    severity: Severity
    finding: Finding

    @property
    def key(self) -> tuple[int, int, str]:
        return self.finding.start, self.finding.end, self.rule


def _held(chosen: ActiveRule, document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """What a rule says of a document, held to the protected regions."""
    for finding in findings:
        if finding.moot_if in document.evidence:
            continue
        if chosen.rule.protected or finding.end <= document.body_start:
            yield finding
        elif document.is_protected(finding.start, finding.start):
            continue
        elif finding.fix and any(document.is_protected(edit.start, edit.end) for edit in finding.fix.edits):
            yield replace(finding, fix=None)
        else:
            yield finding


def _tried(chosen: ActiveRule, document: Document) -> list[Hit]:
    """What a rule says of a document, or that it failed."""
    name = chosen.rule.name
    try:
        findings = list(chosen.rule.body.check(document, **chosen.options))
        if not findings:
            return []
        return [
            Hit(name, each.severity or chosen.severity, each) for each in _held(chosen, document, findings)
        ]
    except Exception as error:  # a rule may fail in any way, and the other rules and files have to go on
        from wikilint.engine import blame

        message = (
            f"the rule {name} failed here ({type(error).__name__}: {error}, at {blame.place(error)}): "
            f"{blame.remedy(chosen.rule.place.module)}, and go on with `--ignore {name}`"
        )
        return [Hit(RULE_FAILED, "error", Finding(0, 0, message))]


def _said_of_comments(
    chosen: ActiveRule, document: Document, silence: suppress.Silence, active: frozenset[str]
) -> Iterator[Finding]:
    from wikilint.engine import comments

    known: comments.Known = chosen.options.get("known", {})
    match chosen.rule.name:
        case "unused-suppression":
            return comments.unused(document, silence, active, known)
        case "unknown-rule-in-suppression":
            return comments.unknown(silence, known)
        case _:
            return comments.broken(document, silence)


def _about_comments(
    document: Document, silence: suppress.Silence, chosen: Iterable[ActiveRule], active: frozenset[str]
) -> Iterator[Hit]:
    """What is to be said of the comments themselves, once every rule has spoken."""
    for each in chosen:
        for finding in _said_of_comments(each, document, silence, active):
            if not silence.holds(finding.start, each.rule.name, each.rule.group):
                yield Hit(each.rule.name, each.severity, finding)


def check(
    document: Document, rules: Iterable[ActiveRule], timing: MutableMapping[str, float] | None = None
) -> list[Hit]:
    """Every finding of every rule that can have one, in the order of the text, less those suppressed.

    A rule that raises does not end the run: what it did is reported as `rule-failed`.

    timing: the seconds that each rule took are added here, by its name.
    """
    rules = tuple(rules)
    found: list[Hit] = []
    said_last: list[ActiveRule] = []
    silence = suppress.silence(document) if suppress.MARK in document.raw else None
    asked: dict[Gate, bool] = {}  # many rules need the same bytes
    for chosen in rules:
        began = perf_counter() if timing is not None else 0.0
        rule = chosen.rule
        speaks = asked.get(rule.gate)
        if speaks is None:
            speaks = asked[rule.gate] = rule.may_speak(document.raw)
        if speaks and silence and rule.group == remarks.GROUP:
            said_last.append(chosen)
        elif speaks and (rule.reads_utf16 or not document.utf16):
            said = _tried(chosen, document)
            if silence and said:
                said = [each for each in said if not silence.holds(each.finding.start, rule.name, rule.group)]
            found += said
        if timing is not None:
            timing[rule.name] = timing.get(rule.name, 0.0) + perf_counter() - began
    if silence and said_last:
        found += _about_comments(document, silence, said_last, frozenset(each.rule.name for each in rules))
    return sorted(found, key=lambda each: each.key)
