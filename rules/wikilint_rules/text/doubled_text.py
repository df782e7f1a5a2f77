"""A paragraph, or the whole page, that is there twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from wikilint.rule import Document, Edit, Finding, Findings, Fix, Heading, Region, Severity, rule
from wikilint_rules._fold import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS = re.compile(r"[^\W\d_]+")
# A row, a list item, a quotation, HTML, a macro, a footnote, a picture: forms that repeat themselves.
_FORM = re.compile(r"[ \t]*+(?:[-*+|<>:{\\]|\d{1,9}[.)]|\[\^|!\[|\(\w{1,3}\))|[ ]{4}|[ ]{0,3}\t")
# How much of a page has to be there twice for it to be the page that is doubled; the seam may have changed.
_HALF = 0.45


class _Paragraph(NamedTuple):
    nth: int
    start: int
    end: int
    letters: int


_Pair = tuple[_Paragraph, _Paragraph]


@rule("doubled-text", severity="warning")
def doubled_text(doc: Document, *, letters: int = 200, anywhere: bool = False) -> Findings:
    """A long paragraph appears twice in one section, or the whole page twice in one file.

    A script added a page to itself, or something was pasted twice. Readers start over, and whatever counts words
    counts them double. Paragraphs have to be equal; several in a row that have all been there before are one
    finding.

    Under another heading the same paragraph is usually meant: statutes, manuals and references say the same about
    many things. So a repeated paragraph is reported only where no heading and no code is between the two (as
    information where other text is), or where half of the page repeats the other half. Lists, tables, quotations,
    HTML and code are left alone.

    Fix safety: with `--unsafe-fixes` a paragraph that directly follows its double is removed. Anything else is
    only reported.

    letters: how many letters a paragraph has to have.
    anywhere: also report a paragraph that is repeated under another heading.
    """
    return folded(doc, _repetitions(doc, letters, anywhere=anywhere))


def _repetitions(doc: Document, letters: int, *, anywhere: bool) -> Findings:
    pairs = list(_pairs(doc, letters))
    if not pairs:
        return
    everything = sum(map(len, _LETTERS.findall(doc.text, doc.body_start)))
    is_half = sum(again.letters for _, again in pairs) >= _HALF * everything
    for run in _runs(pairs):
        (first, again), (_, last) = run[0], run[-1]
        if is_half or anywhere or not _is_parted(doc, first.end, again.start):
            certain = is_half or doc.is_blank(run[-1][0].end, again.start)
            severity: Severity | None = None if certain else "info"
            yield Finding(again.start, last.end, _message(doc, run), _fix(doc, run), severity, len(run))


def _pairs(doc: Document, letters: int) -> Iterator[_Pair]:
    """Each long paragraph that is there already, with the first of its kind."""
    parts = doc.text[doc.body_start :].split(doc.newline * 2)
    long = [part.strip("\r\n") for part in parts if len(part) >= letters]
    if len(long) == len(set(long)):
        return
    seen: dict[str, _Paragraph] = {}
    at = doc.body_start
    for nth, part in enumerate(parts):
        start = at + len(part) - len(part.lstrip("\r\n"))
        at += len(part) + 2 * len(doc.newline)
        if len(part) < letters or _FORM.match(doc.text, start):
            continue
        paragraph = _Paragraph(
            nth, start, start + len(part.strip("\r\n")), sum(map(len, _LETTERS.findall(part)))
        )
        region = doc.protection(start, start + 1)
        if paragraph.letters < letters or (region and region.kind != "link"):
            continue
        first = seen.setdefault(part.strip("\r\n"), paragraph)
        if first is not paragraph:
            yield first, paragraph


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
