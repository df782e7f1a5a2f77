"""What is not prose within a paragraph: code spans, comments, mathematics, the destinations of links.

Code spans, tags and links are read from left to right as CommonMark reads them, mathematics in what is left.
Where a reading is in doubt, more is protected rather than less. Every pass is linear on any input.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from wikilint.markdown.links import definitions, destination_end, urls
from wikilint.markdown.mathematics import mathematics
from wikilint.markdown.shapes import Region
from wikilint.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Where one run of inline text ends and the next begins: a blank line, or the next row of a table.
_BOUNDARY = pattern(r"\n(?=[ \t>]*+[\r\n|])|\r(?=[ \t>]*+[\r|])")
_MARK = pattern(r"\\|`|<(?=[A-Za-z!])|\]\(")
_ANY_MARK = pattern(r"\\|`|<(?=[A-Za-z!])|\]\(|\$")
_TICKS = pattern(r"`++")
_AUTOLINK = pattern(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[\w.!#$%&'*+/=?^{|}~-]++@[\w.-]++)>")
# An attribute's value may hold `<`, yet no input makes more than a few tags scan the same stretch: a quote
# swaps two of the three states (outside, in ", in ') for every scan alike, so two scans never meet in one.
_TAG = pattern(
    r"<([A-Za-z][A-Za-z0-9-]*+)"
    r"(?:\s++[A-Za-z_:@][\w.:@-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+)*+\s*+/?>"
)
_CODE_TAGS = frozenset({"code", "kbd", "math", "pre", "samp", "script", "style", "textarea", "tt", "var"})
_ADDRESS = pattern(
    r"(?<=[\s-])(?:href|src|srcset|action|cite|poster)\s*+=\s*+([^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\")",
    re.IGNORECASE,
)


def inline_regions(text: str, prose: tuple[tuple[int, int], ...], body_start: int = 0) -> tuple[Region, ...]:
    """What is not prose within the spans `prose` of `text`, as `blocks` gives them; sorted and disjoint."""
    found: list[Region] = []
    formulas = "$" in text or "\\(" in text or "\\[" in text
    if formulas or "`" in text or "<" in text or "](" in text:
        runs = list(_runs(text, prose))
        for start, end in runs:
            found += _run_regions(text, start, end)
        if formulas:
            found += mathematics(text, runs, [region for region in found if region.kind == "code"])
    if "]:" in text:
        found += definitions(text, body_start)
    if "://" in text or "www." in text:
        # The destination of a link ends where its bracket closes, however the text goes on after it.
        known = disjoint(found)
        starts = [region.start for region in known]
        for url in urls(text, body_start):
            at = bisect_right(starts, url.start) - 1
            if at < 0 or known[at].end <= url.start:
                found.append(url)
    return disjoint(found)


def disjoint(regions: Iterable[Region]) -> tuple[Region, ...]:
    """The same text protected by sorted regions that do not overlap; of two that did, the earlier names it."""
    merged: list[Region] = []
    for region in sorted(regions, key=lambda region: (region.start, -region.end)):
        if merged and region.start < merged[-1].end:
            if region.end > merged[-1].end:
                merged[-1] = Region(merged[-1].start, region.end, merged[-1].kind)
        elif region.end > region.start:
            merged.append(region)
    return tuple(merged)


def _runs(text: str, prose: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """The runs of inline text that hold a mark, each from its first mark on."""
    for position, end in prose:
        while mark := _ANY_MARK.search(text, position, end):
            boundary = _BOUNDARY.search(text, mark.start(), end)
            position = boundary.start() if boundary else end
            yield mark.start(), position


def _run_regions(text: str, start: int, end: int) -> Iterator[Region]:
    """Code spans, tags and links of one run of inline text, from left to right."""
    position = start
    ticks: dict[int, list[int]] | None = None
    without: set[str] = set()
    while mark := _MARK.search(text, position, end):
        at, position = mark.start(), mark.end()
        if mark[0] == "\\":
            position += 1
        elif mark[0] == "`":
            if ticks is None:
                ticks = _tick_runs(text, at, end)
            position, region = _code_span(text, at, end, ticks)
            if region:
                yield region
        elif mark[0] == "<":
            for region in _angled(text, at, end, without):
                yield region
                position = max(position, region.end)
        else:
            closing = destination_end(text, position, end)
            if closing >= 0:
                yield Region(position, closing, "link")
                position = closing


def _tick_runs(text: str, start: int, end: int) -> dict[int, list[int]]:
    """Where the runs of backticks stand, by their length."""
    runs: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text, start, end):
        runs.setdefault(run.end() - run.start(), []).append(run.start())
    return runs


def _code_span(text: str, at: int, end: int, ticks: dict[int, list[int]]) -> tuple[int, Region | None]:
    """The code span that the backtick at `at` opens, if another run of the same length closes it."""
    length = 1
    while at + length < end and text[at + length] == "`":
        length += 1
    closings = ticks.get(length, [])
    nth = bisect_left(closings, at + length)
    if nth == len(closings):
        return at + length, None
    stop = closings[nth] + length
    return stop, Region(at, stop, "code")


def _angled(text: str, at: int, end: int, without: set[str]) -> Iterator[Region]:
    """What `<` begins. `without` remembers the closing marks that are known not to follow in this run."""
    if text.startswith("<!--", at):
        closing = text.find("-->", at + 2, end) if "-->" not in without else -1
        if closing < 0:
            without.add("-->")
        else:
            yield Region(at, closing + 3, "comment")
    elif tag := _TAG.match(text, at, end):
        name = tag[1].lower()
        if name in _CODE_TAGS and name not in without:
            closing_tag = re.compile(f"</{name}\\s*+>", re.IGNORECASE).search(text, tag.end(), end)
            if closing_tag:
                yield Region(at, closing_tag.end(), "code")
                return
            without.add(name)
        for address in _ADDRESS.finditer(text, tag.start(), tag.end()):
            yield Region(address.start(1), address.end(1), "link")
        # The rest of the tag is read: a backtick in an attribute opens no code span.
        yield Region(tag.end(), tag.end(), "link")
    elif autolink := _AUTOLINK.match(text, at, end):
        yield Region(at, autolink.end(), "link")
