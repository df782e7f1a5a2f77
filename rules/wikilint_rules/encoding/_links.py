"""Damage in the destinations of links: a file may have the damaged name, and only the run can look."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from wikilint.rule import Document, Region, pattern, target

if TYPE_CHECKING:
    from ._repair.verdict import Repair

_DESTINATION = pattern(r"[ \t]*(?:<([^<>\n]*)|\"([^\"\n]*)|'([^'\n]*)|(\S+))")
"""What a region of a link begins with; a title may come after it."""
_ELSEWHERE = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:|/")
"""Addresses, and paths from the root of a site, whose folder nobody knows here."""
_REST = pattern("[?#]")


class Link(NamedTuple):
    """Where in a text a destination is that has damage."""

    start: int
    end: int


def link_of(doc: Document, repair: Repair) -> Link | None:
    """The destination that a repair would change; none for its title, an anchor, and a quotation mark after it."""
    region = doc.protection(repair.start, repair.end)
    if region is None or region.kind != "link":
        return None
    link = _destination(doc.text, region)
    destination = doc.text[link.start : link.end]
    if not link.start <= repair.start < link.end or destination.startswith("#"):
        return None
    after = doc.text[repair.end : link.end]
    is_mark = not any(map(str.isalnum, repair.new + after))
    return None if is_mark and "://" in destination else link


def _destination(text: str, region: Region) -> Link:
    match = _DESTINATION.match(text, region.start, region.end)
    return Link(*match.span(match.lastindex or 0)) if match else Link(region.start, region.end)


def fact_of(doc: Document, link: Link, repairs: Sequence[Repair]) -> str:
    """The fact with which a link may be repaired; empty where no file can tell. repairs: in order."""
    now = doc.text[link.start : link.end]
    if _ELSEWHERE.match(now):
        return ""
    parts: list[str] = []
    at = link.start
    first, end = (bisect_left(repairs, place, key=_start) for place in link)
    for each in repairs[first:end]:
        if each.tier != "display":
            parts += (doc.text[at : each.start], each.new)
            at = each.end
    then = "".join(parts) + doc.text[at : link.end]
    return target(*(_REST.split(path)[0] for path in (now, then)))


def _start(repair: Repair) -> int:
    return repair.start
