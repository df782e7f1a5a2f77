"""The body of a page: its headings and sections, and the regions that no rule may touch."""

from __future__ import annotations

from wikilint.markdown.blocks import blocks
from wikilint.markdown.shapes import Blocks, Heading, Region, Section, sections

__all__ = [
    "Blocks",
    "Heading",
    "Region",
    "Section",
    "block_regions",
    "blocks",
    "headings",
    "regions",
    "sections",
]


def headings(text: str, body_start: int = 0) -> tuple[Heading, ...]:
    """The headings of `text[body_start:]`, in order; offsets are code points of `text`."""
    return blocks(text, body_start).headings


def block_regions(text: str, body_start: int = 0) -> tuple[Region, ...]:
    """Fenced and indented code, comments and raw HTML that stand as blocks; sorted and disjoint."""
    return blocks(text, body_start).regions


def regions(text: str, body_start: int = 0, walked: Blocks | None = None) -> tuple[Region, ...]:
    """Everything in `text[body_start:]` that is not prose, sorted and disjoint.

    walked: what `blocks` said of the same text, where that is known already.
    """
    from wikilint.markdown.inline import (  # nearly every page is asked for headings alone
        disjoint,
        inline_regions,
    )

    walked = walked or blocks(text, body_start)
    return disjoint(walked.regions + inline_regions(text, walked.prose, body_start))
