"""Many findings of one kind on adjacent lines are one finding with a count."""

from __future__ import annotations

from collections.abc import Iterable

from wikilint.rule import Document, Edit, Finding, Findings, Fix

# Fewer are worth a finding each: every one of them can be looked at.
_SINGLE = 5


def folded(doc: Document, findings: Iterable[Finding]) -> Findings:
    """The findings, with long runs of the same kind made one.

    A run has a finding on every line, empty lines aside, and all of its fixes can be applied together.
    """
    kinds: dict[tuple[str | None, str, str], list[Finding]] = {}
    for finding in findings:
        fix = finding.fix
        kind = finding.severity, fix.title if fix else "", fix.safety if fix else ""
        run = kinds.setdefault(kind, [])
        if run and not _goes_on(doc, run[-1], finding):
            yield from _one_or_each(doc, run)
            run.clear()
        run.append(finding)
    for run in kinds.values():
        yield from _one_or_each(doc, run)


def _goes_on(doc: Document, last: Finding, finding: Finding) -> bool:
    return doc.is_blank(doc.line_end(max(last.end - 1, last.start)), doc.line_start(finding.start))


def _one_or_each(doc: Document, run: list[Finding]) -> Findings:
    if len(run) <= _SINGLE:
        yield from run
        return
    edits = _together([edit for finding in run if finding.fix for edit in finding.fix.edits])
    if edits is None:
        yield from run
        return
    first, last = run[0], run[-1]
    fix = Fix(first.fix.title, *edits, safety=first.fix.safety) if first.fix else None
    count = sum(finding.count for finding in run)
    message = f"{first.message}, and {len(run) - 1} more like it up to line {doc.row(last.start)}"
    yield Finding(first.start, max(finding.end for finding in run), message, fix, first.severity, count)


def _together(edits: list[Edit]) -> list[Edit] | None:
    """The edits of many fixes as those of one: removals that overlap are one; None where others do."""
    merged: list[Edit] = []
    for edit in sorted(edits):
        removals = merged and not edit.content and not merged[-1].content and edit.end > edit.start
        if merged and edit.start < merged[-1].end and not removals:
            return None
        if removals and edit.start <= merged[-1].end:
            edit = Edit(merged[-1].start, max(merged.pop().end, edit.end))
        merged.append(edit)
    return merged
