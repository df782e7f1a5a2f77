"""Holes that a template left in a sentence when it dropped a value: `At , Alabama`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wikilint.rule import Document, Finding, Findings, pattern, rule
from wikilint_rules._fold import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wikilint_rules.placeholders._holes import Hole

_GATE = (
    *(
        b" ,",
        b" .",
        b" ;",
        b" )",
        b"(;",
        b"(,",
        b"() ",
        b",,",
        b" le \xc3\xa0",
        b"vers  ",
        b" of  ",
        b" of km",
    ),
    *(b" from to ", b" on in ", b" am in ", b" el en "),
    *("“”".encode(), "«»".encode(), "« »".encode(), "„“".encode()),
)
_LINE = 400
_ABOUT_QUOTES = pattern(r"quot|guillemet|punctuat|typogra|ponctuat|anführ|interpunkt|кавычк", re.IGNORECASE)
_SHOWN = 20


@rule("template-hole", severity="warning", gate=_GATE)
def template_hole(doc: Document) -> Findings:
    """A missing word where a template dropped a value: `At , Alabama`, `( ; born 1950)`, `né le  à`.

    Text that is taken out of a wiki loses what its templates would have filled in: dates, coordinates, names in
    other scripts, measures. What remains is punctuation with nothing before it. The rule goes by words that
    something has to follow (articles, some prepositions, “born”, names of languages, measures; in English, German,
    French, Spanish, Italian, Portuguese, Dutch and Russian), by brackets that begin with a comma or a semicolon,
    and by two commas or quotation marks with nothing between them. Each line is one finding.

    A space before a comma alone proves nothing: many people write that way. Code, tables, headings, arguments of
    functions and quoted words are left alone.

        At , Alabama, he met the painter ( ; born 1950).

    Fix safety: there is no fix, because the value is not in the page.
    """
    return folded(doc, _missing(doc))


def _missing(doc: Document) -> Findings:
    return folded(doc, _holes(doc))


def _holes(doc: Document) -> Findings:
    from wikilint_rules.placeholders._holes import HOLES

    text = doc.text
    places: dict[int, tuple[int, int, int]] = {}
    for hole in HOLES:
        for start, end in _places(doc, hole):
            first, last, count = places.get(row := doc.row(start), (start, end, 0))
            places[row] = min(first, start), max(last, end), count + 1
    for start, end, count in sorted(places.values()):
        line_start, line_end = doc.line_start(start), doc.line_end(start)
        around = text[max(start - _SHOWN, line_start) : min(start + 2 * _SHOWN, line_end)].strip()
        yield Finding(start, end, f"a word is missing here: “{around}”", count=count)


def _places(doc: Document, hole: Hole) -> Iterator[tuple[int, int]]:
    """Where a hole is; only lines that have one of its needles are read."""
    lines = {doc.line_start(at) for needle in hole.needles for at in _all(doc.text, needle, doc.body_start)}
    for line_start in sorted(lines):
        for match in hole.pattern.finditer(
            doc.text, max(line_start, doc.body_start), doc.line_end(line_start)
        ):
            start, end = match.span(match.lastgroup or 0)
            if not (doc.is_protected(start, end) or _is_meant(doc, start, end)):
                yield start, end


def _all(text: str, needle: str, start: int) -> Iterator[int]:
    while (start := text.find(needle, start)) >= 0:
        yield start
        start += 1


def _is_meant(doc: Document, start: int, end: int) -> bool:
    """Whether the place is in a row, a heading or an enumeration of such words, or is no prose at all."""
    line_start, line_end = doc.line_start(start), doc.line_end(start)
    before, after = (
        doc.text[max(line_start, start - _LINE) : start],
        doc.text[end : min(line_end, end + _LINE)],
    )
    if doc.text[start] in "“«„" and _ABOUT_QUOTES.search(before + after):
        return True
    word = doc.text[start:end].split(" ")[0]
    if word.isupper() and len(word) > 1:
        return True
    if "|" in before or "|" in after or before.startswith(("#", "\t")) or "`" in before[-2:] + after[:2]:
        return True
    inside = before.count("(") > before.count(")")
    return (inside and "=" in before) or (doc.text[end - 1] == ")" and doc.text[start] != "(" and not inside)
