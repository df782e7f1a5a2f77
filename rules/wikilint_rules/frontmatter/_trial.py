"""What edits would make of a document, tried out before they are offered."""

from __future__ import annotations

from wikilint.rule import Block, Document


def is_usable(doc: Document) -> bool:
    """Whether the frontmatter can be read, and says something."""
    block = doc.frontmatter
    return block is not None and block.problem is None and (block.root is None or bool(block.root.pairs))


class Budget:
    """How many proven operations on a block a rule may ask for in one pass.

    Each operation reads the block again, so one for each of many findings would take time that grows with the
    square of a hostile block's size. What goes beyond the budget is reported without a fix, and has its turn in the
    next pass; where the passes of the fix loop would not do, there is none at all. A block of 2,000 characters may
    have 250 operations.

    wanted: no fewer than the operations that the block would need.
    """

    CHARACTERS = 500_000
    PASSES = 8  # fewer than the fix loop makes

    def __init__(self, block: Block, wanted: int) -> None:
        at_once = max(1, self.CHARACTERS // (block.end - block.start + 1))
        self._left = at_once if wanted <= at_once * self.PASSES else 0

    def spend(self) -> bool:
        """Whether one more operation is affordable; it is paid for then."""
        self._left -= 1
        return self._left >= 0
