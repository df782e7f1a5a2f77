"""Items of a list: one becomes several, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from wikilint.finding import Edit
from wikilint.frontmatter.edit import render
from wikilint.frontmatter.edit.cutting import cut_block, cut_flow, empty_block
from wikilint.frontmatter.edit.proof import ANY, Token, prove
from wikilint.frontmatter.edit.rewrite import whole
from wikilint.frontmatter.read.lines import column, dash, line_start
from wikilint.frontmatter.read.nodes import EditRefused, Node
from wikilint.frontmatter.read.reading import Reading

_MOST_PROOFS = 32
"""Readings of the block that the deletions of one list may cost: those of a clean list need one."""


def delete_item(block: Reading, node: Node) -> tuple[Edit, ...]:
    """Edits that delete one item of a list; the last one leaves `[]`. Raises EditRefused."""
    parent = _list_of(node)
    keys = {block.top(node)}
    if len(parent.items) == 1 and not parent.flow:
        edits, gone = empty_block(block, parent, dash(block.text, node), _last_leaf(node))
        empty = (Token("[", "", ANY, parent.tag, parent.anchor), Token("]"))
        return prove(block, edits, {id(parent): empty}, keys, gone)
    index = next(i for i, item in enumerate(parent.items) if item is node)
    cut = _cut(block, parent, index)
    return prove(block, cut.edits, {id(node): ()}, keys, cut.gone)


def delete_items(block: Reading, nodes: Sequence[Node]) -> Mapping[Node, tuple[Edit, ...]]:
    """The edits that delete each of several items of one list, proven together with one reading of the block.

    Items that cannot be deleted are missing from the result; one whose edits overlap those of the item before it
    is proven alone. Of a list with several items one stays: what is left has to say that it is empty.
    """
    parent = _list_of(nodes[0])
    if len(parent.items) == 1:
        with suppress(EditRefused, ValueError):
            return {nodes[0]: delete_item(block, nodes[0])}
        return {}
    together, apart = _cuts(block, parent, nodes[1:] if len(nodes) == len(parent.items) else nodes)
    keys = {block.top(parent)}
    proven: dict[Node, tuple[Edit, ...]] = {}
    waiting = [together, *([item] for item in apart)]
    for _ in range(_MOST_PROOFS):
        if not waiting:
            break
        cuts = waiting.pop()
        edits = [edit for _, cut in cuts for edit in cut.edits]
        gone = [comment for _, cut in cuts for comment in cut.gone]
        try:
            prove(block, edits, {id(node): () for node, _ in cuts}, keys, gone)
        except EditRefused:
            half = len(cuts) // 2
            waiting += [part for part in (cuts[:half], cuts[half:]) if half]
        else:
            proven.update((node, tuple(cut.edits)) for node, cut in cuts)
    return proven


def _cuts(
    block: Reading, parent: Node, nodes: Sequence[Node]
) -> tuple[list[tuple[Node, _Cut]], list[tuple[Node, _Cut]]]:
    """How to take each node out: those that go together, and those that overlap the one before."""
    wanted = {id(node) for node in nodes}
    together: list[tuple[Node, _Cut]] = []
    apart: list[tuple[Node, _Cut]] = []
    done = 0
    for index, node in enumerate(parent.items):
        if id(node) in wanted:
            with suppress(EditRefused, ValueError):
                cut = _cut(block, parent, index)
                (apart if cut.edits[0].start < done else together).append((node, cut))
                done = max(done, cut.edits[-1].end)
    return together, apart


class _Cut(NamedTuple):
    """The edits that take one item out, sorted, and the comments that go with it."""

    edits: list[Edit]
    gone: list[str]


def _cut(block: Reading, parent: Node, index: int) -> _Cut:
    """How to take one of several items out. Raises EditRefused, and ValueError where a dash is not found."""
    items, text = parent.items, block.text
    near = items[max(index - 1, 0) : index + 2]
    at = min(index, 1)
    if parent.flow:
        spans = [(item.start, item.end) for item in near]
        return _Cut(sorted(cut_flow(block, parent, spans, at)), [])
    entries = [(dash(text, items[index]), items[index].end)]
    entries += [(start, start) for start in (dash(text, item) for item in items[index + 1 : index + 2])]
    edits, gone = cut_block(block, entries, 0, _last_leaf(items[index]))
    return _Cut(sorted(edits), gone)


def split_item(block: Reading, node: Node, values: Sequence[str]) -> tuple[Edit, ...]:
    """Edits that put several text items where one scalar item stands. Raises EditRefused.

    The quotes of the old item are kept; a block scalar becomes lines of its own. Anchor and tag stay with the
    first, a comment on the line with the last.
    """
    parent = _list_of(node)
    if node.kind != "scalar":
        raise EditRefused(f"a {node.kind} cannot be split")
    if not values:
        return delete_item(block, node)
    items = [
        render.scalar(value, style=node.style, flow=parent.flow, quote=block.quote_mark) for value in values
    ]
    edit = whole(block, node, _glue(block, parent, node).join(items))
    first = Token("scalar", values[0], ANY, node.tag, node.anchor, text=True)
    rest = [Token("scalar", value, ANY, text=True) for value in values[1:]]
    return prove(block, [edit], {id(node): [first, *rest]}, {block.top(node)})


def _glue(block: Reading, parent: Node, node: Node) -> str:
    """What stands between two items: a comma, or a line break and a dash in the column of the others."""
    text = block.text
    if parent.flow:
        indent = text[line_start(text, node.start) : node.start]
        return ", " if indent.strip(" ") or len(parent.items) == 1 else "," + block.newline + indent
    at = dash(text, node)
    gap = text[at + 1 : node.start]
    gap = gap if gap and not gap.strip(" ") else " "
    return block.newline + " " * column(text, at) + "-" + gap


def _list_of(node: Node) -> Node:
    if node.parent is None or node.parent.kind != "sequence":
        raise EditRefused("it is not an item of a list")
    return node.parent


def _last_leaf(node: Node) -> Node:
    while node.items or node.pairs:
        node = node.items[-1] if node.items else node.pairs[-1].value
    return node
