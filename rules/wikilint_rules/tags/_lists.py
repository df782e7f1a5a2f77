"""Which lists of the frontmatter hold tags, and where their items stand."""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.rule import Block, Document, Node

_PROOF_BUDGET = 2_000_000
"""Characters to read again for the fixes of one list and pass: less than half a second."""

_MOST_PASSES = 8
"""Fewer than the fix loop makes."""


def tag_lists(doc: Document, keys: tuple[str, ...]) -> Iterator[tuple[Block, Node]]:
    """Each list that stands under one of the top-level `keys` (in any case), with the block that edits it."""
    block = doc.frontmatter
    if block is not None:
        yield from ((block, sequence) for sequence in block.lists(keys))


def tags_in(sequence: Node) -> Iterator[Node]:
    """The items of a list that are words: no aliases, lists or mappings."""
    return (item for item in sequence.items if item.kind == "scalar")


def affordable(block: Block, wanted: int) -> int:
    """How many of the `wanted` fixes of a block to offer at once: each is proven by reading the block again.

    The next pass offers the others; where ten passes would not do, there are none at all.
    """
    at_once = max(1, _PROOF_BUDGET // (block.end - block.start + 1))
    return at_once if wanted <= at_once * _MOST_PASSES else 0


def brief(value: str, limit: int = 60) -> str:
    """A tag as a message quotes it: on one line, and not too long."""
    line = " ".join(value.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"
