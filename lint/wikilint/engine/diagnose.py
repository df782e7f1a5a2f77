"""Findings become values: offsets turn into rows and columns, and the text around them comes along."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wikilint.document import Document
from wikilint.edits import apply
from wikilint.engine.check import Hit
from wikilint.finding import Edit, Fix
from wikilint.report.fingerprint import identities, normalised
from wikilint.report.outcome import Change, Diagnosis, FixOutcome, Snippet

_WINDOW = 160
"""How many code points of a long line a snippet holds, around the finding."""

_MENDED = 3
"""How many lines of a mended text are worth showing."""


def _fix(document: Document, fix: Fix, applicable: bool) -> FixOutcome:
    place = document.position
    if fix.decode_as:
        # Below the text there are no places: the fix is the whole text anew.
        content = document.raw.decode(fix.decode_as, "backslashreplace")
        changes: tuple[Change, ...] = (Change(content, (1, 1), place(len(document.text))),)
    else:
        changes = tuple(Change(edit.content, place(edit.start), place(edit.end)) for edit in fix.edits)
    return FixOutcome(fix.safety, fix.title, changes, applicable)


def _within(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    """`text[start:end]` with the edits that lie in it carried out."""
    inside = [
        Edit(edit.start - start, edit.end - start, edit.content)
        for edit in edits
        if start <= edit.start and edit.end <= end
    ]
    return apply(text[start:end], inside)


def _before_break(text: str, start: int, end: int) -> int:
    """Where the line break of the line `start..end` begins. The line itself may be too long to be copied."""
    tail = text[max(start, end - 2) : end]
    return end - len(tail) + len(tail.rstrip("\r\n"))


def _mended_to(document: Document, edit: Edit) -> int:
    """Up to where the text shows what the last edit of a fix makes of it: a line that it leaves alone does not."""
    text, behind = document.text, edit.end
    kept = edit.content or text[max(0, edit.start - 1) : edit.start]
    if text[behind - 1 : behind] in ("\r", "\n") and (not kept or kept[-1] in "\r\n"):
        return behind
    return document.line_end(behind)


def _snippet(document: Document, found: Hit) -> Snippet | None:
    finding, text = found.finding, document.text
    start = document.line_start(finding.start)
    end = _before_break(text, start, document.line_end(finding.start))
    begin = max(start, finding.start - _WINDOW // 3) if end - start > _WINDOW else start
    stop = min(end, begin + _WINDOW)
    if begin == stop:
        return None
    marked = max(1, min(finding.end, stop) - finding.start)
    mended = None
    if finding.fix and finding.fix.edits:
        last = _mended_to(document, finding.fix.edits[-1])
        if last > end + 2 and start <= finding.fix.edits[0].start and last - start <= 4 * _WINDOW:
            stop_at = last
        else:
            stop_at = stop
        lines = _within(text, begin, stop_at, finding.fix.edits).replace("\r\n", "\n").replace("\r", "\n")
        mended = tuple(line for line in lines.split("\n")[:_MENDED] if line)
        if mended == (text[begin:stop],):
            mended = None
    return Snippet(document.row(finding.start), text[begin:stop], finding.start - begin, marked, mended)


def diagnose(
    document: Document,
    found: Iterable[Hit],
    may_apply: Callable[[str, Fix], bool],
    *,
    snippets: bool = True,
) -> tuple[Diagnosis, ...]:
    """The values of findings, in their order."""
    found = list(found)
    if not found:
        return ()
    text = document.text
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
            snippet=_snippet(document, each) if snippets else None,
            moot_if=each.finding.moot_if,
            identity=identity,
        )
        for each, identity in zip(found, known, strict=True)
    )
