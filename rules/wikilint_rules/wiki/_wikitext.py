"""What the rules about MediaWiki's markup share: brackets that belong together, and where markup is an example."""

from __future__ import annotations

import re
from bisect import bisect_right

from wikilint.rule import Document, Heading, fact, pattern

_BRACKETS = {"{{": pattern(r"\{\{|\}\}"), "[[": pattern(r"\[\[|\]\]")}

# What a page is called, or says, that teaches the markup of wikis.
_TITLE = pattern(
    r"mediawiki|wiki[-_ ]?(?:text|markup|syntax|code|format|edit)|cheat[-_ ]?sheet|\bmarkup\b|\bsyntax\b"
    r"|\bhelp[:_](?:edit|style|format|table|link|template|image)",
    re.IGNORECASE,
)
_SAID = pattern(rb"mediawiki|wiki ?(?:text|markup|syntax)", re.IGNORECASE)
_LINE = pattern(r"(?<![\w/.:-])(?:wiki(?:text|media)?|markup|syntax)(?![\w/.:-])", re.IGNORECASE)
_FRONT_TITLE = pattern(r"^title:[^\r\n]*", re.MULTILINE)
# How far around markup, or above its line, what speaks of it is looked for.
_AROUND = 200


@fact
def _teaches(doc: Document) -> bool:
    """Whether a page is about the markup of wikis: its name, a title, or a sentence says so."""
    front = _FRONT_TITLE.search(doc.text, 0, doc.body_start)
    titles = [
        re.split(r"[\\/]", doc.path)[-1],
        front[0] if front else "",
        *(each.title for each in doc.headings),
    ]
    return any(map(_TITLE.search, titles)) or _SAID.search(doc.raw, doc.body_start) is not None


def is_taught(doc: Document, offset: int) -> bool:
    """Whether markup at `offset` is an example: the page is about markup, or its line or the text right above."""
    if _teaches(doc):
        return True
    start = max(doc.body_start, doc.line_start(offset) - _AROUND, offset - 2 * _AROUND)
    return _LINE.search(doc.text, start, min(doc.line_end(offset), offset + _AROUND)) is not None


def partners(text: str, opening: str, start: int) -> dict[int, int]:
    """Where each `opening` (`{{` or `[[`) at or after `start` is closed: its offset, and that after its partner.

    One that is never closed is absent. Linear.
    """
    found = {}
    open_: list[int] = []
    for match in _BRACKETS[opening].finditer(text, start):
        if match[0] == opening:
            open_.append(match.start())
        elif open_:
            found[open_.pop()] = match.end()
    return found


def is_code(doc: Document, offset: int) -> bool:
    """Whether markup at `offset` is shown rather than meant: in code, a comment, mathematics."""
    return offset < doc.body_start or doc.is_protected(offset, offset)


def holds_only_prose(doc: Document, start: int, end: int) -> bool:
    """Whether a stretch holds no code, comment, mathematics or heading; URLs in it are all right.

    Markup that was never closed ends up with a partner far below: then something of this is between them.
    """
    below = bisect_right(doc.headings, start, key=_start)
    if below < len(doc.headings) and doc.headings[below].start < end:
        return False
    while region := doc.protection(start, end):
        if region.kind != "link":
            return False
        start = region.end
        if start >= end:
            break
    return True


def heading_at(doc: Document, offset: int) -> Heading | None:
    """The heading that holds `offset`."""
    at = bisect_right(doc.headings, offset, key=_start) - 1
    return doc.headings[at] if at >= 0 and offset < doc.headings[at].end else None


def _start(heading: Heading) -> int:
    return heading.start
