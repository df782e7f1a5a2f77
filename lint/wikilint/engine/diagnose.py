"""Findings become values: offsets turn into rows and columns, and the text around them comes along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from wikilint.document import Document
from wikilint.engine.check import Hit
from wikilint.engine.snippets import Fixes, applicable, snippet
from wikilint.finding import Fix
from wikilint.report.fingerprint import identities, normalised
from wikilint.report.outcome import Change, Diagnosis, FixOutcome


def _fix(document: Document, fix: Fix, applicable: bool) -> FixOutcome:
    place = document.position
    if fix.decode_as:
        # Below the text there are no places: the fix is the whole text anew.
        content = document.raw.decode(fix.decode_as, "backslashreplace")
        changes: tuple[Change, ...] = (Change(content, (1, 1), place(len(document.text))),)
    else:
        changes = tuple(Change(edit.content, place(edit.start), place(edit.end)) for edit in fix.edits)
    return FixOutcome(fix.safety, fix.title, changes, applicable)


def diagnose(
    document: Document,
    found: Iterable[Hit],
    may_apply: Callable[[str, Fix], bool],
    *,
    snippets: bool = True,
    fold: int = 0,
) -> tuple[Diagnosis, ...]:
    """The values of findings, in their order.

    fold: how many findings of a rule get a snippet, 0 for all: reports show no more of a flood.
    """
    found = list(found)
    if not found:
        return ()
    text = document.text
    fixes = applicable(found, may_apply) if snippets else Fixes((), ())
    seen: Counter[str] = Counter()

    def shown(rule: str) -> bool:
        seen[rule] += 1
        return not fold or seen[rule] <= fold

    known = identities((each.rule, normalised(text, each.finding.start, each.finding.end)) for each in found)
    return tuple(
        Diagnosis(
            rule=each.rule,
            severity=each.severity,
            message=each.finding.message,
            start=document.position(each.finding.start),
            end=document.position(each.finding.end),
            count=each.finding.count,
            fix=_fix(document, fix, may_apply(each.rule, fix)) if (fix := each.finding.fix) else None,
            snippet=snippet(document, each, fixes) if snippets and shown(each.rule) else None,
            moot_if=each.finding.moot_if,
            identity=identity,
        )
        for each, identity in zip(found, known, strict=True)
    )
