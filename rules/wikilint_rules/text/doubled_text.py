"""A paragraph, or the whole page, that is there twice."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from wikilint.rule import (
    COPIES,
    Document,
    Edit,
    Finding,
    Findings,
    Fix,
    Heading,
    Region,
    Severity,
    pattern,
    rule,
)
from wikilint_rules._fold import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS = pattern(r"[^\W\d_]+")
# A row, a list item, a quotation, HTML, a macro, a footnote, a picture: forms that repeat themselves.
_FORM = pattern(r"[ \t]*+(?:[-*+|<>:{\\]|\d{1,9}[.)]|\[\^|!\[|\(\w{1,3}\))|[ ]{4}|[ ]{0,3}\t")
# How much of a page has to be there twice for it to be the page that is doubled; the seam may have changed.
_HALF = 0.45


class _Paragraph(NamedTuple):
    nth: int
    start: int
    end: int


_Pair = tuple[_Paragraph, _Paragraph]


@rule("doubled-text", severity="warning", kept=COPIES)
def doubled_text(doc: Document, *, letters: int = 200, anywhere: bool = False) -> Findings:
    """A long paragraph that appears twice in a section, or a page that appears twice in a file.

    A script appended a page to itself, or something was pasted twice. Readers start over, and word counts double.
    Paragraphs must be equal; several repeated ones in a row are one finding. A page or paragraph that consists of
    the same text twice is one finding.

    The rule ignores a paragraph repeated under another heading, because statutes, manuals and references say the
    same about many things. A repeated paragraph is reported only where no heading or code is between the two (as an
    info where there is other text), or where half of the page repeats the other half. Lists, tables, quotations,
    HTML and code are ignored.

    letters: how many letters a paragraph must have.
    anywhere: also report a paragraph that is repeated under another heading.

    Fix safety: unsafe. Only a paragraph that directly follows its duplicate is removed; anything else has no fix.
    """
    found = _repetitions(doc, letters, anywhere=anywhere)
    return folded(doc, sorted(found, key=lambda finding: finding.start))


def _repetitions(doc: Document, letters: int, *, anywhere: bool) -> Findings:
    body_end = len(doc.text.rstrip(" \t\r\n"))
    body_start = body_end - len(doc.text[doc.body_start : body_end].lstrip(" \t\r\n"))
    half = _second_half(doc.text, body_start, body_end)
    if half and _letters(doc.text, half, body_end) >= letters:
        rows = doc.row(body_start), doc.row(half - 1)
        yield Finding(half, body_end, f"the page is here twice: this is line {rows[0]} to {rows[1]} again")
        return
    paragraphs = _long(doc, letters)
    yield from _doubled_inside(doc, paragraphs, letters)
    pairs = _pairs(doc, paragraphs, letters)
    if not pairs:
        return
    everything = _letters(doc.text, doc.body_start, len(doc.text))
    is_half = sum(_letters(doc.text, again.start, again.end) for _, again in pairs) >= _HALF * everything
    for run in _runs(pairs):
        (first, again), (_, last) = run[0], run[-1]
        if is_half or anywhere or not _is_parted(doc, first.end, again.start):
            certain = is_half or doc.is_blank(run[-1][0].end, again.start)
            severity: Severity | None = None if certain else "info"
            yield Finding(again.start, last.end, _message(doc, run), _fix(doc, run), severity, len(run))


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(len, _LETTERS.findall(text, start, end)))


def _second_half(text: str, start: int, end: int) -> int | None:
    """Where a stretch begins anew that is one text twice, with nothing or some white space between the two."""
    size = end - start
    for gap in range(size % 2, 7, 2):
        half = (size - gap) // 2
        if (
            half > 0
            and text[start] == text[end - half]
            and text[start : start + half] == text[end - half : end]
        ):
            return end - half if not text[start + half : end - half].strip() else None
    return None


def _long(doc: Document, letters: int) -> list[_Paragraph]:
    """The paragraphs that are long enough: what is between blank lines, or a line that is long enough itself."""
    found: list[_Paragraph] = []
    at = doc.body_start
    for nth, part in enumerate(doc.text[at:].split(doc.newline * 2)):
        if len(part) >= letters:
            lines = part.split(doc.newline) if doc.newline in part else [part]
            pieces = lines if len(lines) > 1 and max(map(len, lines)) >= letters else [part]
            start = at
            for piece in pieces:
                text = piece.strip("\r\n")
                if len(text) >= letters:
                    first = start + piece.index(text)
                    found.append(_Paragraph(nth, first, first + len(text)))
                start += len(piece) + len(doc.newline)
        at += len(part) + 2 * len(doc.newline)
    return found


def _doubled_inside(doc: Document, paragraphs: list[_Paragraph], letters: int) -> Findings:
    """Paragraphs that say everything twice."""
    for paragraph in paragraphs:
        half = _second_half(doc.text, paragraph.start, paragraph.end)
        if half and _is_prose(doc, paragraph.start, paragraph.end, 2 * letters):
            yield Finding(half, paragraph.end, "this paragraph says everything twice")


def _is_prose(doc: Document, start: int, end: int, letters: int) -> bool:
    if _FORM.match(doc.text, start) or _letters(doc.text, start, end) < letters:
        return False
    region = doc.protection(start, start + 1)
    return region is None or region.kind == "link"


def _pairs(doc: Document, paragraphs: list[_Paragraph], letters: int) -> list[_Pair]:
    """Each long paragraph that is there already, with the first of its kind."""
    texts = [doc.text[each.start : each.end] for each in paragraphs]
    if len(texts) == len(set(texts)):
        return []
    first: dict[str, _Paragraph] = {}
    found = []
    for text, paragraph in zip(texts, paragraphs, strict=True):
        if first.setdefault(text, paragraph) is not paragraph and _is_prose(
            doc, paragraph.start, paragraph.end, letters
        ):
            found.append((first[text], paragraph))
    return found


def _runs(pairs: list[_Pair]) -> Iterator[list[_Pair]]:
    """Pairs of which both sides follow each other, short paragraphs between them left out of account."""
    run: list[_Pair] = []
    for pair in pairs:
        if run and pair[0].nth - run[-1][0].nth != pair[1].nth - run[-1][1].nth:
            yield run
            run = []
        run.append(pair)
    yield run


def _is_parted(doc: Document, start: int, end: int) -> bool:
    """Whether a heading or a block of code is between two offsets."""
    below = bisect_right(doc.headings, start, key=_start)
    if below < len(doc.headings) and doc.headings[below].start < end:
        return True
    first = bisect_right(doc.regions, start, key=_start)
    between = islice(doc.regions, first, None)
    return any(
        region.kind in ("fenced", "indented")
        for region in takewhile(lambda region: region.start < end, between)
    )


def _start(what: Heading | Region) -> int:
    return what.start


def _message(doc: Document, run: list[_Pair]) -> str:
    first, _ = run[0]
    row = doc.row(first.start)
    if len(run) == 1:
        return f"this paragraph is already on line {row}"
    return f"these {len(run)} paragraphs are already on lines {row}-{doc.row(run[-1][0].end)}"


def _fix(doc: Document, run: list[_Pair]) -> Fix | None:
    """Removes a paragraph that directly follows its double."""
    (first, again), *more = run
    if more or not doc.is_blank(first.end, again.start):
        return None
    return Fix("Remove the repeated paragraph", Edit(first.end, again.end), safety="unsafe")
