"""Objects that a script wrote as text: `[object Object]`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from wikilint.rule import Document, Edit, Finding, Findings, Fix, Severity, frozen, pattern, rule
from wikilint_rules._cut import blank_lines_end, cut_lines
from wikilint_rules._fold import folded
from wikilint_rules._placeholder import ONE, SEVERAL

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEVERAL = pattern(SEVERAL)
_ONE = pattern(ONE)

_MARK = pattern(r"[ \t]*+(?:(?P<bullet>[-*+•])[ \t]+|(?P<other>(?:\d{1,9}[.)]|>)[ \t]*+))?+\Z")
# What a sentence or a heading ends in; other marks lead to an example: `x=[object Object]`, `print "[object Object]`.
_GLUED = pattern(r"(?:[\w.!?;:,)\]}*%]|[^\x00-\x7f\s“„‘‚«¿¡–—→⇒：]|(?<=[^\s(\[])[\"'])\Z")
_QUOTES = "\"'“”„‘’‚«»`"
_LINE_END = pattern(r"[ \t]*+(?:[\r\n]|\Z)")
_TITLE_END = pattern(r"[ \t]*+#*+[ \t]*+(?:[\r\n]|\Z)")
_DEFINED = pattern(r" {0,3}\Z")
_NO_TITLE = pattern(r"#++[ \t]*+\Z")
_NEXT_ITEM = pattern(r"[ \t]*+(?:[-*+•][ \t]|\d{1,9}[.)][ \t]|#)")
# How far above a line the sentence that leads to it is looked for.
_ABOVE = 200
_UNDERLINE = pattern(r" {0,3}(?:=++|-++)[ \t]*+(?:[\r\n]|\Z)")

_Place = Literal["line", "item", "numbered", "tail", "title", "inline", "quoted"]


@frozen
class _Stretch:
    """Placeholders in one line: where they are, where their line is, and as what."""

    start: int
    end: int
    line_start: int
    line_end: int
    place: _Place


@rule("stringified-object", severity="error", gate=b"[object ", deletes=40)
def stringified_object(doc: Document) -> Findings:
    """A placeholder such as `[object Object]`, where a script wrote an object as text.

    JavaScript turns an object that is joined with a string into `[object Object]`, `[object Array]`, … The content
    of the object is lost: the page shows the placeholder, and a search index counts it as words. Placeholders on
    adjacent lines are one finding.

    The rule ignores placeholders in code, in quotation marks and as the text of a link, where they are the subject.

        ## References[object Object]
        [object Object]
        [object Object]

    becomes

        ## References

    Fix safety: safe where whole lines, list items or the end of a heading or line contain only placeholders,
    because a placeholder carries no information. Unsafe for a numbered item, a line of a quotation, and a line
    introduced by a colon (“what you get is:”). There is no fix in the middle of a sentence, where words are
    missing.
    """
    return folded(doc, (_finding(doc, run) for run in _runs(doc, _stretches(doc))))


def _stretches(doc: Document) -> Iterator[_Stretch]:
    for match in doc.search(_SEVERAL):
        line_start, line_end = doc.line_start(match.start()), doc.line_end(match.start())
        place = _place(doc.text, line_start, *match.span())
        if place != "quoted":
            yield _Stretch(match.start(), match.end(), line_start, line_end, place)


def _place(text: str, line_start: int, start: int, end: int) -> _Place:
    """What `text[start:end]` is in its line, by what is right before and after it."""
    before, after = text[start - 1 : start] if start > line_start else "", text[end : end + 1]
    if before == "[" and text.startswith("](", end):
        return "inline"
    if before in ("[", "\\") or after in ("(", "[") or (after and before in _QUOTES and after in _QUOTES):
        return "quoted"
    if after == ":" and _DEFINED.match(text, line_start, start):
        return "quoted"
    in_heading = text.startswith("#", line_start)
    if not (_TITLE_END if in_heading else _LINE_END).match(text, end):
        return "inline"
    if mark := _MARK.match(text, line_start, start):
        return "item" if mark["bullet"] else "numbered" if mark["other"] else "line"
    if _NO_TITLE.match(text, line_start, start):
        return "title"
    return "tail" if _GLUED.search(text[max(start - 2, line_start) : start]) else "inline"


def _runs(doc: Document, stretches: Iterator[_Stretch]) -> Iterator[list[_Stretch]]:
    """Stretches that follow each other line by line and are fixed alike; a tail can only begin a run."""
    run: list[_Stretch] = []
    for stretch in stretches:
        if run and not (
            _goes_on(run[-1].place, stretch.place) and doc.is_blank(run[-1].line_end, stretch.line_start)
        ):
            yield from _alike(doc, run)
            run = []
        run.append(stretch)
    if run:
        yield from _alike(doc, run)


def _goes_on(above: _Place, below: _Place) -> bool:
    if below == "numbered":
        return above == "numbered"
    return below in ("line", "item") and above in ("tail", "line", "item")


def _alike(doc: Document, run: list[_Stretch]) -> Iterator[list[_Stretch]]:
    """The run, or the tail that it begins with and the rest: a tail can go whatever is below the lines."""
    if run[0].place == "tail" and not _stands_alone(doc, run[-1]):
        yield run[:1]
        run = run[1:]
    yield run


def _finding(doc: Document, run: list[_Stretch]) -> Finding:
    start, end = run[0].start, run[-1].end
    first, count = _ONE.match(doc.text, start), sum(len(_ONE.findall(doc.text, s.start, s.end)) for s in run)
    rows = doc.row(start), doc.row(end)
    times = f" × {count}" if count > 1 else ""
    lines = f" on lines {rows[0]}-{rows[1]}" if rows[0] < rows[1] else ""
    what = "objects" if count > 1 else "an object"
    message = f"“{first[0] if first else ''}”{times}{lines}: a script wrote {what} as text"
    kinds = len(set(_ONE.findall(doc.text, start, end)))
    shown = (count == 1 or kinds > 1) and _is_announced(doc, run[0])
    severity: Severity | None = "warning" if shown or run[0].place == "inline" else None
    return Finding(start, end, message, _fix(doc, run, guess=shown), severity, count)


def _is_announced(doc: Document, stretch: _Stretch) -> bool:
    """Whether a sentence right above ends in a colon: “what you get is:” makes the placeholder its subject."""
    above = doc.text[max(stretch.line_start - _ABOVE, doc.body_start) : stretch.line_start].rstrip(" \t\r\n")
    if stretch.place not in ("line", "item") or not above.endswith((":", "：")):
        return False
    return not above[max(above.rfind("\n"), above.rfind("\r")) + 1 :].startswith("#")


def _fix(doc: Document, run: list[_Stretch], *, guess: bool) -> Fix | None:
    """Takes out the run: a tail at its beginning, and then lines."""
    first, last = run[0], run[-1]
    if first.place == "inline":
        return None
    edits = []
    if first.place == "tail":
        edits.append(Edit(first.start, first.end))
        run = run[1:]
    if run:
        edits.append(cut_lines(doc, run[0].line_start, last.line_end))
    proven = (
        not guess and all(stretch.place in ("line", "item") for stretch in run) and _stands_alone(doc, last)
    )
    title = "Remove the placeholders" if last.start > first.start else "Remove the placeholder"
    return Fix(title, *edits, safety="safe" if proven else "unsafe")


def _stands_alone(doc: Document, last: _Stretch) -> bool:
    """Whether what follows a run means the same without its lines."""
    text = doc.text
    if last.place == "tail":
        return True
    following = blank_lines_end(doc, last.line_end)
    if following == len(text):
        return True
    if _indentation(text, following) > max(_indentation(text, last.line_start), 1):
        return False
    if following > last.line_end:
        return True
    if last.place == "line":
        return not _UNDERLINE.match(text, following)
    return bool(_NEXT_ITEM.match(text, following))


def _indentation(text: str, line_start: int) -> int:
    """The columns of whitespace at the start of a line, a tab counted as four."""
    position = line_start
    columns = 0
    while text[position] in " \t":
        columns += 4 if text[position] == "\t" else 1
        position += 1
    return columns
