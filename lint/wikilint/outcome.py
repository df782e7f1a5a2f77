"""What a run says of a file: plain values that travel between processes and into the reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from wikilint.check import Found
from wikilint.document import Document
from wikilint.edits import apply
from wikilint.finding import Fix, Safety, Severity

Place = tuple[int, int]
"""A 1-based row and a 1-based column, the column in code points; an end is exclusive."""

_SNIPPET = 240
"""How many code points of a line a snippet holds at most; longer lines are cut around the finding."""


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of a fix: `content` replaces what stands between two places."""

    content: str
    start: Place
    end: Place


@dataclass(frozen=True, slots=True)
class FixOutcome:
    safety: Safety
    title: str
    changes: tuple[Change, ...]
    applicable: bool
    """Whether `fix` with the settings of this run would apply it."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """What a line looks like, before and after: `text` from `column` on, `marked` code points of it meant."""

    row: int
    text: str
    offset: int
    marked: int
    mended: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A finding at its place in a file."""

    rule: str
    severity: Severity
    message: str
    start: Place
    end: Place
    count: int
    fix: FixOutcome | None
    snippet: Snippet | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything about one file.

    error: why it could not be read or written; then nothing else holds.
    fixed: how many fixes were applied, by rule.
    diff: the unified diff that `fix --diff` shows, or "".
    proves, needs: evidence for the whole run, see `Finding`.
    """

    path: str
    diagnoses: tuple[Diagnosis, ...] = ()
    error: str | None = None
    fixed: Mapping[str, int] = field(default_factory=dict)
    changed: bool = False
    diff: str = ""
    proves: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    seconds: Mapping[str, float] = field(default_factory=dict)


def _fix(document: Document, fix: Fix, applicable: bool) -> FixOutcome:
    place = document.position
    if fix.reread:
        # A byte-level fix has no place in the text: as edits, it is the whole text anew.
        try:
            content = document.raw.decode(fix.reread)
        except UnicodeDecodeError:
            content = document.text
        changes: tuple[Change, ...] = (Change(content, (1, 1), place(len(document.text))),)
    else:
        changes = tuple(Change(edit.content, place(edit.start), place(edit.end)) for edit in fix.edits)
    return FixOutcome(fix.safety, fix.title, changes, applicable)


def _mended_lines(document: Document, fix: Fix, row: int) -> tuple[str, ...] | None:
    """The line `row` as the fix leaves it; None when the fix reaches beyond one snippet's worth of text."""
    if fix.reread or not fix.edits:
        return None
    start = min(document.line_start(fix.edits[0].start), document.line_starts[row - 1])
    end = max(document.line_end(fix.edits[-1].end), document.line_end(document.line_starts[row - 1]))
    if end - start > 2 * _SNIPPET:
        return None
    from wikilint.finding import Edit

    moved = [Edit(edit.start - start, edit.end - start, edit.content) for edit in fix.edits]
    mended = apply(document.text[start:end], moved)
    lines = mended.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return tuple(lines) if mended else ()


def _snippet(document: Document, found: Found) -> Snippet | None:
    finding = found.finding
    if not document.text:
        return None
    row, column = document.position(finding.start)
    line = document.line(row)
    begin = max(0, column - 1 - _SNIPPET // 3) if len(line) > _SNIPPET else 0
    text = line[begin : begin + _SNIPPET]
    offset = column - 1 - begin
    marked = max(1, min(finding.end - finding.start, len(text) - offset))
    cut = begin > 0 or begin + _SNIPPET < len(line)
    mended = None if cut or finding.fix is None else _mended_lines(document, finding.fix, row)
    return Snippet(row, text, offset, marked, mended)


def diagnose(
    document: Document,
    found: Iterable[Found],
    may_apply: Callable[[str, Fix], bool],
    *,
    snippets: bool = True,
) -> tuple[Diagnosis, ...]:
    """Findings as values: offsets become rows and columns, the text around them comes along."""
    return tuple(
        Diagnosis(
            each.rule,
            each.severity,
            each.finding.message,
            document.position(each.finding.start),
            document.position(each.finding.end),
            each.finding.count,
            each.finding.fix and _fix(document, each.finding.fix, may_apply(each.rule, each.finding.fix)),
            _snippet(document, each) if snippets else None,
        )
        for each in found
    )
