"""Marks that a merge left behind."""

from __future__ import annotations

import re

from wikilint.rule import Document, Finding, Findings, pattern, rule
from wikilint_rules._fold import folded

_MARK = pattern(
    r"(?:^|(?<=\r))(?P<mark><{7}(?= [^\r\n])|>{7}(?= \S+(?: \([^()\r\n]*\))?[ \t]*(?:[\r\n]|\Z)))[^\r\n]*+",
    re.MULTILINE,
)


@rule("merge-conflict", severity="error", gate=(b"<<<<<<< ", b">>>>>>> "))
def merge_conflict(doc: Document) -> Findings:
    """Conflict markers of an unfinished merge: `<<<<<<<`, `=======`, `>>>>>>>`.

    Both versions are on the page, one after the other. A whole conflict is one finding, from the first marker to
    the last; so is a single marker that was left behind, except `=======`, which underlines headings.

    The rule ignores code, where the markers are an example.

        <<<<<<< HEAD
        The battle began on 14 January.
        =======
        The battle began on 16 January.
        >>>>>>> 1f2e3d4

    Fix safety: there is no fix, because only the author knows which version is right.
    """
    return folded(doc, _conflicts(doc))


def _conflicts(doc: Document) -> Findings:
    opening: re.Match[str] | None = None
    for match in _MARK.finditer(doc.text):
        if match.start() >= doc.body_start and doc.is_protected(match.start(), match.start()):
            continue
        mark = match["mark"][0]
        if mark == "<":
            if opening:
                yield _left(opening)
            opening = match
        elif mark == ">" and opening:
            rows = doc.row(opening.start()), doc.row(match.start())
            yield Finding(opening.start(), match.end(), f"a merge conflict on lines {rows[0]}-{rows[1]}")
            opening = None
        elif mark == ">" and not _is_quoted(doc, match):
            yield _left(match)
    if opening:
        yield _left(opening)


def _is_quoted(doc: Document, mark: re.Match[str]) -> bool:
    """Whether the line is one of a quotation of a quotation of …: a line beside it is one, too."""
    below = doc.line_end(mark.start())
    above = doc.line_start(mark.start() - 1) if mark.start() else 0
    return doc.text.startswith(">", below) or (above < mark.start() and doc.text.startswith(">", above))


def _left(mark: re.Match[str]) -> Finding:
    return Finding(*mark.span(), f"“{mark[0].rstrip()[:60]}” is left of a merge conflict")
