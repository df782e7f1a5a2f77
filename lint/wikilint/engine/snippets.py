"""The text around a finding as a report shows it: its lines, and what a fix makes of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from wikilint import edits
from wikilint.document import Document
from wikilint.engine.check import Hit
from wikilint.finding import Edit, Fix
from wikilint.pattern import pattern
from wikilint.report.outcome import Line, Snippet
from wikilint.value import frozen

_BREAK = pattern(r"\r\n|\n|\r")

_WINDOW = 160
"""Code points of a long line that are shown, around the finding."""

_REGION = 4 * _WINDOW
"""Code points of several lines that are shown as one change."""

_SHOWN = 5
"""Lines of each side of a change that are shown."""

_CONTEXT = 2
"""Lines before and after a finding that are shown where its own line says little."""

_SHORT = 40
"""Code points below which a line says little."""

_NEIGHBOURS = 20
"""Fixes beside a finding that its preview takes in."""


Marked = tuple[str, tuple[tuple[int, int], ...]]
"""A line, and the parts of it that change."""


@frozen
class Fixes:
    """The fixes of a document that would be applied, in the order of the text."""

    starts: Sequence[int]
    fixes: Sequence[Fix]

    def within(self, start: int, end: int) -> Iterable[Fix]:
        """Those whose edits all lie in `start..end`."""
        first = bisect_left(self.starts, start)
        for fix in self.fixes[first : first + _NEIGHBOURS]:
            if fix.edits[0].start > end:
                return
            if fix.edits[-1].end <= end:
                yield fix


def applicable(hits: Iterable[Hit], may_apply: Callable[[str, Fix], bool]) -> Fixes:
    fixes = [
        hit.finding.fix
        for hit in hits
        if hit.finding.fix and hit.finding.fix.edits and may_apply(hit.rule, hit.finding.fix)
    ]
    fixes.sort(key=lambda fix: fix.edits[0].start)
    return Fixes([fix.edits[0].start for fix in fixes], fixes)


def _before_break(text: str, start: int, end: int) -> int:
    """Where the line break of the line `start..end` begins. The line itself may be too long to be copied."""
    tail = text[max(start, end - 2) : end]
    return end - len(tail) + len(tail.rstrip("\r\n"))


def _region(document: Document, at: int, fix: Fix | None) -> tuple[int, int]:
    """What is shown of the text around `at`: whole lines with all of the fix, or a piece of one line."""
    text = document.text
    start, end = document.line_start(at), document.line_end(at)
    if fix and fix.edits:
        first = min(start, document.line_start(fix.edits[0].start))
        beyond = fix.edits[-1].end
        # An edit that ends with a line leaves the next one alone.
        whole = beyond > first and text[beyond - 1] in "\r\n"
        last = max(end, beyond if whole else document.line_end(beyond))
        if last - first <= _REGION and (last > end or first < start or last - first <= _WINDOW):
            return first, _before_break(text, first, last)
    end = _before_break(text, start, end)
    begin = max(start, at - _WINDOW // 3) if end - start > _WINDOW else start
    return begin, min(end, begin + _WINDOW)


def _lines(text: str, spans: Sequence[tuple[int, int]]) -> list[Marked]:
    """The lines of a text, each with the parts of the spans that are in it."""
    found: list[Marked] = []
    breaks = [(match.start(), match.end()) for match in _BREAK.finditer(text)]
    start = 0
    for end, following in (*breaks, (len(text), len(text))):
        marks = [
            (max(low, start) - start, min(high, end) - start)
            for low, high in spans
            if low < end and high > start
        ]
        found.append((text[start:end], tuple(marks)))
        start = following
    return found


def _applied(text: str, start: int, end: int, merged: Sequence[Edit]) -> tuple[str, list[tuple[int, int]]]:
    """`text[start:end]` after the edits, and where their contents are in it."""
    parts, spans, done, length = [], [], start, 0
    for edit in merged:
        parts += [text[done : edit.start], edit.content]
        length += edit.start - done + len(edit.content)
        spans.append((length - len(edit.content), length))
        done = edit.end
    return "".join([*parts, text[done:end]]), spans


def _previewed(text: str, own: Edit, others: Iterable[Edit]) -> Edit:
    """An edit as it would come out after others that change what it moves: the preview of a joined line is clean."""
    content = own.content
    for other in others:
        if own.start <= other.start < other.end <= own.end and other.end - other.start > 1:
            content = content.replace(text[other.start : other.end], other.content)
    return Edit(own.start, own.end, content)


def _edits(text: str, start: int, end: int, fix: Fix, fixes: Fixes) -> tuple[Edit, ...]:
    """What changes in a region: the fix, as far as it reaches into it, and others that would be applied there."""
    others = [each for each in fixes.within(start, end) if each is not fix]
    beside = [edit for each in others for edit in each.edits]
    own = tuple(
        _previewed(text, edit, beside)
        if start <= edit.start and edit.end <= end
        else Edit(max(edit.start, start), min(edit.end, end), edit.content if edit.start >= start else "")
        for edit in fix.edits
        if edit.start <= end and edit.end >= start
    )
    if not own:
        return ()
    return edits.merge([Fix(fix.title, *own), *others])[0]


def _change(
    document: Document, start: int, end: int, fix: Fix | None, fixes: Fixes
) -> tuple[list[Marked], list[Marked]]:
    """The lines of a region before and after its fix."""
    text = document.text
    changes = _edits(text, start, end, fix, fixes) if fix and fix.edits else ()
    old = _lines(text[start:end], [(edit.start - start, edit.end - start) for edit in changes])
    if not changes:
        return old, old
    return old, _lines(*_applied(text, start, end, changes))


def _common(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """How many lines at the beginning and at the end are the same."""
    least = min(len(old), len(new))
    head = next((at for at in range(least) if old[at] != new[at]), least)
    tail = next((at for at in range(least - head) if old[-1 - at] != new[-1 - at]), least - head)
    return head, tail


def snippet(document: Document, hit: Hit, fixes: Fixes) -> Snippet | None:
    """What is shown of a finding; None where there is nothing to show: an empty text."""
    finding = hit.finding
    start, end = _region(document, finding.start, finding.fix)
    first, line = document.row(start), document.line_start(finding.start)
    at = document.row(finding.start) - first
    old, new = _change(document, start, end, finding.fix, fixes)
    if at >= len(old):
        return None
    is_cut = start > document.line_start(start)
    head, tail = _common([text for text, _ in old], [text for text, _ in new])
    low, high = _shown(at, head, len(old) - tail)
    stays = [
        Line("-" if head <= number < len(old) - tail else " ", first + number, *old[number], is_cut)
        for number in range(low, high)
    ]
    added = _added(new[head : len(new) - tail], is_cut)
    text = old[at][0]
    before, after = _around(document, first + low, first + high - 1, stays, added)
    offset = min(finding.start - max(line, start), len(text))  # a finding may begin inside of a line break
    marked = max(1, min(finding.end - finding.start, len(text) - offset))
    return Snippet((*before, *stays, *added, *after), len(before) + at - low, offset, marked)


def _shown(at: int, head: int, stop: int) -> tuple[int, int]:
    """Which lines of a region are shown: from the finding's on, a little before the first change, not too many."""
    low, high = max(0, min(at, head - _CONTEXT)), max(stop, at + 1)
    return low, min(high, max(low + _SHOWN, at + 1))


def _added(lines: Sequence[Marked], is_cut: bool) -> list[Line]:
    added = [Line("+", None, text, marks, is_cut) for text, marks in lines if text]
    return added if len(added) <= _SHOWN else [*added[: _SHOWN - 1], Line("+", None, "…")]


def _around(
    document: Document, first: int, last: int, stays: Sequence[Line], added: Sequence[Line]
) -> tuple[list[Line], list[Line]]:
    """The lines before and after those shown, where they help: a long line that changes in itself says enough."""
    if len(stays) == 1 and len(added) <= 1 and len(stays[0].text.strip()) >= _SHORT:
        return [], []
    count = len(document.line_starts)
    before = [_outside(document, row) for row in range(max(1, first - _CONTEXT), first)]
    after = [_outside(document, row) for row in range(last + 1, min(count, last + _CONTEXT) + 1)]
    while before and not before[0].text.strip():
        del before[0]
    while after and not after[-1].text.strip():
        del after[-1]
    return before, after


def _outside(document: Document, row: int) -> Line:
    """A line that a finding does not touch, as much of it as can be shown."""
    start = document.line_starts[row - 1]
    end = _before_break(document.text, start, document.line_end(start))
    return Line(" ", row, document.text[start : min(end, start + _WINDOW)])
