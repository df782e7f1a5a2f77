"""What the rules about MediaWiki's markup share: brackets that belong together, and where markup is code."""

from __future__ import annotations

import re
from bisect import bisect_right

from wikilint.rule import Document, Heading

_BRACKETS = {"{{": re.compile(r"\{\{|\}\}"), "[[": re.compile(r"\[\[|\]\]")}


def partners(text: str, opening: str, start: int) -> dict[int, int]:
    """Where each `opening` (`{{` or `[[`) at or after `start` is closed: its offset, and that behind its partner.

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
    """Whether a stretch holds no code, comment, mathematics or heading; addresses in it are all right.

    Markup that was never closed ends up with a partner far below: then something of this stands between them.
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
