"""Which lists of the frontmatter hold tags, and where their items stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from wikilint.rule import Block, Document, Node

TAG_KEYS = (
    "tags",
    "tag",
    "categories",
    "category",
    "keywords",
    "keyword",
    "topics",
    "topic",
    "subjects",
    "labels",
    "date",
    "dates",
    "place",
    "places",
)
"""The top-level keys whose lists hold words. Not `aliases`: those are addresses, and look alike on purpose."""

_PROOF_BUDGET = 2_000_000
"""Characters to read again for the fixes of one list and pass: less than half a second."""

_MOST_PASSES = 8
"""Fewer than the fix loop makes."""


def tag_lists(doc: Document, keys: tuple[str, ...]) -> Iterator[tuple[Block, Node]]:
    """Each list that stands under one of the top-level `keys` (in any case), with the block that edits it."""
    block = doc.frontmatter
    if block is not None:
        yield from ((block, sequence) for sequence in _sequences(block, keys))


@lru_cache(maxsize=1)
def _sequences(block: Block, keys: tuple[str, ...]) -> tuple[Node, ...]:
    """The rules of the group look at one block after the other, and nearly always with the same keys."""
    wanted = {key.casefold() for key in keys}
    pairs = block.root.pairs if block.root is not None else []
    return tuple(
        pair.value for pair in pairs if pair.value.kind == "sequence" and pair.name.casefold() in wanted
    )


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
