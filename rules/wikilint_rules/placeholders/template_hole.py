"""Holes that a template left in a sentence when it dropped a value: `At , Alabama`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wikilint.rule import Document, Finding, Findings, pattern, rule
from wikilint_rules._fold import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wikilint_rules.placeholders._holes import Hole

# What every hole has, without its words: few lines have any of it. Each begins with what `re` finds fast.
_SIGNS = (
    r" (?:[,;)]|\.(?:[ \r\n]|\Z)|of(?:  | km| m(?:²|iles|etres|eters|ètres|[^A-Za-z0-9_]|\Z))|from to "
    r"|on in |am in |el en |(?:“|„)(?:“|”)|« ?»)",
    r"\((?:[;,]| [;,)]|\)[ ,])",
    r",, ",
    r"vers  ",
    "é(?<=né)e? le(?: |\u00a0)",
)
_ODD = tuple(map(pattern, _SIGNS))
_GATE = tuple(pattern(each.encode()) for each in _SIGNS)
_LINE = 400
_ABOUT_QUOTES = pattern(r"quot|guillemet|punctuat|typogra|ponctuat|anführ|interpunkt|кавычк", re.IGNORECASE)
_SHOWN = 20


@rule("template-hole", severity="warning", gate=_GATE)
def template_hole(doc: Document) -> Findings:
    """A missing word where a template dropped a value: `At , Alabama`, `( ; born 1950)`, `né le  à`.

    Text extracted from a wiki loses what its templates would have filled in: dates, coordinates, names in other
    scripts, measures. What remains is punctuation with nothing before it. The rule looks for words that something
    must follow (articles, some prepositions, “born”, names of languages, measures; in English, German, French,
    Spanish, Italian, Portuguese, Dutch and Russian), for brackets that begin with a comma or a semicolon, and for
    two commas or quotation marks with nothing between them. One finding per line.

    The rule ignores a space before a comma alone, because many people write that way, as well as code, tables,
    headings, arguments of functions and quoted words.

        At , Alabama, he met the painter ( ; born 1950).

    Fix safety: there is no fix, because the value is not on the page.
    """
    return folded(doc, _missing(doc))


def _missing(doc: Document) -> Findings:
    return folded(doc, _holes(doc))


def _holes(doc: Document) -> Findings:
    from wikilint_rules.placeholders._holes import HOLES

    text = doc.text
    places: dict[int, tuple[int, int, int]] = {}
    lines = _odd_lines(doc)
    for hole in HOLES:
        for start, end in _places(doc, hole, lines):
            first, last, count = places.get(row := doc.row(start), (start, end, 0))
            places[row] = min(first, start), max(last, end), count + 1
    for start, end, count in sorted(places.values()):
        line_start, line_end = doc.line_start(start), doc.line_end(start)
        around = text[max(start - _SHOWN, line_start) : min(start + 2 * _SHOWN, line_end)].strip()
        yield Finding(start, end, f"a word is missing here: “{around}”", count=count)


def _odd_lines(doc: Document) -> list[tuple[int, int]]:
    """The lines that have a sign of a hole: where they begin and end."""
    found = {
        doc.line_start(match.start()) for sign in _ODD for match in sign.finditer(doc.text, doc.body_start)
    }
    return [(start, doc.line_end(start)) for start in sorted(found)]


def _places(doc: Document, hole: Hole, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where a hole is; only lines that have one of its needles are read."""
    for line_start, line_end in lines:
        line = doc.text[line_start:line_end]
        if not any(needle in line for needle in hole.needles):
            continue
        for match in hole.pattern.finditer(doc.text, max(line_start, doc.body_start), line_end):
            start, end = match.span(match.lastgroup or 0)
            if not (doc.is_protected(start, end) or _is_meant(doc, start, end)):
                yield start, end


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
