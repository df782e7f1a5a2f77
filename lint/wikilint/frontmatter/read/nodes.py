"""A parsed block as values: nodes with spans, pairs, and the first reason why a block cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from wikilint.value import frozen

Kind = Literal["scalar", "mapping", "sequence", "alias"]

ProblemKind = Literal[
    "invalid",
    "not-a-mapping",
    "too-complex",
    "multiple-documents",
    "unsupported-tag",
    "unsupported-key",
    "undefined-alias",
]


@frozen
class Problem:
    """Why a block cannot be used: `offset` is a code point of the whole text, `hint` a remedy or empty."""

    kind: ProblemKind
    offset: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.message}: {self.hint}" if self.hint else self.message


class UnusableError(Exception):
    """Raised inside the package when a block cannot be used; `Block.problem` is what others see."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class EditRefused(Exception):
    """An operation that cannot be proven to change what it should and nothing else; the message says why."""


class Node:
    """One node of the tree, never changed once the tree is built.

    start, end: its span, in code points of the whole text, with anchor and tag; a collection ends with its last
        child. A block scalar ends before the line break of its last line with content, or, with `+`, of its last
        empty line. A missing value is an empty span after `:` or `-`.
    kind: `scalar`, `sequence`, `mapping` or `alias`.
    style: None for a plain scalar, else one of `'`, `"`, `|`, `>`.
    value: the scalar's value (line breaks as LF), or the name of the anchor that an alias refers to.
    flow: whether a collection is written in brackets, or a scalar is inside one that is.
    target: the node that an alias refers to.
    tag, anchor: as written, without `&`; None without one.
    items: the nodes of a sequence.
    pairs: the entries of a mapping.
    parent: the collection that contains the node; None for the root.
    """

    __slots__ = (
        "anchor",
        "end",
        "flow",
        "items",
        "kind",
        "pairs",
        "parent",
        "start",
        "style",
        "tag",
        "target",
        "value",
    )

    def __init__(
        self,
        kind: Kind,
        start: int,
        end: int,
        *,
        value: str = "",
        style: str | None = None,
        tag: str | None = None,
        anchor: str | None = None,
        flow: bool = False,
        parent: Node | None = None,
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.value = value
        self.style = style
        self.tag = tag
        self.anchor = anchor
        self.flow = flow
        self.parent = parent
        self.items: list[Node] = []
        self.pairs: list[Pair] = []
        self.target: Node | None = None

    def __repr__(self) -> str:
        return f"<{self.kind} {self.start}..{self.end} {self.value[:40]!r}>"

    @property
    def children(self) -> Iterator[Node]:
        """The direct children of this node, including keys, in the order of the text."""
        yield from self.items
        for pair in self.pairs:
            yield pair.key
            yield pair.value

    def walk(self) -> Iterator[Node]:
        """This node and all nodes below it, in the order of the text; aliases are not followed."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(list(node.children)))

    @property
    def path(self) -> tuple[str | int, ...]:
        """The keys and indices that lead from the root to this node; for a key, those of its value."""
        steps: list[str | int] = []
        node = self
        while node.parent is not None:
            parent = node.parent
            if parent.kind == "sequence":
                steps.append(next(i for i, item in enumerate(parent.items) if item is node))
            else:
                pair = next(each for each in parent.pairs if each.key is node or each.value is node)
                steps.append(pair.name)
            node = parent
        return tuple(reversed(steps))


class Pair:
    """A key and its value in a mapping.

    key, value: the two nodes.
    """

    __slots__ = ("key", "value")

    def __init__(self, key: Node, value: Node) -> None:
        self.key = key
        self.value = value

    def __repr__(self) -> str:
        return f"<pair {self.key!r}: {self.value!r}>"

    @property
    def name(self) -> str:
        """What the key says; an alias used as a key says what its target says."""
        return self.key.target.value if self.key.target is not None else self.key.value

    @property
    def start(self) -> int:
        """Where the key begins."""
        return self.key.start

    @property
    def end(self) -> int:
        """Where the value ends, or the key of an entry without one."""
        return max(self.value.end, self.key.end)
