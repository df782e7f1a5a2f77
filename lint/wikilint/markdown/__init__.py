"""The body of a page: its headings and sections, and the regions that no rule may touch."""

from wikilint.markdown.blocks import Blocks, blocks
from wikilint.markdown.shapes import Heading, Region, Section, sections


def headings(text: str, body_start: int = 0) -> tuple[Heading, ...]:
    """The headings of `text[body_start:]`, in order; offsets are code points of `text`."""
    return blocks(text, body_start).headings


def block_regions(text: str, body_start: int = 0) -> tuple[Region, ...]:
    """Fenced and indented code, comments and raw HTML that stand as blocks; sorted, disjoint."""
    return blocks(text, body_start).regions


__all__ = ["Blocks", "Heading", "Region", "Section", "block_regions", "blocks", "headings", "sections"]
