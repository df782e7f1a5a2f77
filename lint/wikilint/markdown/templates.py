"""Blocks that a site generator or an editor takes out of the Markdown: highlighted code, raw text, comments."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from typing import TYPE_CHECKING

from wikilint.markdown.shapes import Blocks, Region
from wikilint.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wikilint.markdown.shapes import RegionKind

_FAR = sys.maxsize

# Liquid (https://shopify.github.io/liquid/tags/template/, Jekyll's `highlight`), Hugo's highlighting shortcode
# and its like, and the comments of Obsidian. Each begins a line and runs to its own end mark.
_OPENING = pattern(
    r"(?:^|(?<=\r))[ \t]{0,3}(?:"
    r"\{%-?[ \t]*(?P<liquid>highlight|raw|comment|codeblock|verbatim|mermaid)\b[^%\r\n]*%\}"
    r"|\{\{[<%][ \t]*(?P<hugo>highlight|mermaid)\b[^}\r\n]*[%>]\}\}"
    r"|(?P<obsidian>%%)(?![^\r\n]*%%))",
    re.MULTILINE,
)
# What all but the last of them hold; unlike the pattern above it is found at the speed of a plain search.
_WORTH_A_LOOK = pattern(
    r"\{(?:%-?[ \t]*(?:highlight|raw|comment|codeblock|verbatim|mermaid)|\{[<%][ \t]*(?:highlight|mermaid))\b"
)
_KINDS: dict[str, RegionKind] = {"comment": "comment", "%%": "comment"}


def template_blocks(text: str, body_start: int) -> list[Region]:
    """The blocks of `text[body_start:]` that have an end mark, sorted and disjoint. Linear."""
    if "%%" not in text and not _WORTH_A_LOOK.search(text, body_start):
        return []
    found = []
    unclosed: set[str] = set()
    position = body_start
    while opening := _OPENING.search(text, position):
        position = opening.end()
        name = opening["liquid"] or opening["hugo"] or opening["obsidian"]
        mark = _closing(opening["liquid"], opening["hugo"])
        if mark in unclosed:
            continue
        closing = re.compile(mark).search(text, position)
        if not closing:
            unclosed.add(mark)
            continue
        position = closing.end()
        found.append(Region(opening.start(), position, _KINDS.get(name, "fenced")))
    return found


def _closing(liquid: str | None, hugo: str | None) -> str:
    if liquid:
        return rf"\{{%-?[ \t]*end{liquid}[ \t]*-?%\}}"
    return rf"\{{\{{[<%][ \t]*/[ \t]*{hugo}[ \t]*[>%]\}}\}}" if hugo else r"%%(?=[ \t]*+(?:[\r\n]|\Z))"


def without(blocks: Blocks, text: str, body_start: int) -> Blocks:
    """What was read of a text, with its template blocks as regions in which nothing stands."""
    candidates = template_blocks(text, body_start)
    if not candidates:
        return blocks
    regions: list[Region] = []
    for region in sorted([*blocks.regions, *candidates], key=lambda each: (each.start, -each.end)):
        if not regions or region.start >= regions[-1].end:
            regions.append(region)
    kept = frozenset(candidates).intersection(regions)
    gone = [(region.start, region.end) for region in regions if region in kept]
    headings = [each for each in blocks.headings if not _covered(each.start, gone)]
    prose = [span for start, end in blocks.prose for span in _cut(start, end, gone)]
    return Blocks(tuple(headings), tuple(regions), tuple(prose))


def _covered(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (offset, _FAR)) - 1
    return at >= 0 and offset < spans[at][1]


def _cut(start: int, end: int, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parts of a span that lie in none of the others, which are sorted and disjoint."""
    for nth in range(max(bisect_right(spans, (start, _FAR)) - 1, 0), len(spans)):
        first, last = spans[nth]
        if first >= end:
            break
        if start < first:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end
