"""The scalars of a block, each with the keys that lead to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from wikilint.rule import Block, Node


class Field(NamedTuple):
    """A scalar value, the top-level key that it is below, and the closest key (the same one at the top)."""

    top: str
    name: str
    node: Node

    @property
    def is_item(self) -> bool:
        """Whether the scalar is an item of a top-level list."""
        parent = self.node.parent
        return (
            parent is not None and parent.kind == "sequence" and self.top == self.name and _depth(parent) == 1
        )


def _depth(node: Node) -> int:
    return 0 if node.parent is None else 1 + _depth(node.parent)


def fields(block: Block, wanted: Callable[[Node], bool]) -> Iterator[Field]:
    """Every scalar value that is `wanted`, in the order of the text.

    `Node.path` searches its parents, which is quadratic for a long list; here keys are carried along, and only
    when there is something to find.
    """
    if block.root is None or not any(wanted(node) for node in block.scalars()):
        return
    for pair in block.root.pairs:
        stack = [(pair.name, pair.value)]
        while stack:
            name, node = stack.pop()
            if node.kind == "scalar":
                if wanted(node):
                    yield Field(pair.name, name, node)
            elif node.kind == "sequence":
                stack += [(name, item) for item in reversed(node.items)]
            else:
                stack += [(below.name, below.value) for below in reversed(node.pairs)]
