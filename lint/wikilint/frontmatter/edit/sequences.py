"""Items of a list: one becomes several, or none."""

from __future__ import annotations

from collections.abc import Sequence

from wikilint.finding import Edit
from wikilint.frontmatter.edit import render
from wikilint.frontmatter.edit.cutting import cut_block, cut_flow, empty_block
from wikilint.frontmatter.edit.proof import ANY, EditRefused, Token, prove
from wikilint.frontmatter.edit.rewrite import whole
from wikilint.frontmatter.read.lines import column, dash, line_start
from wikilint.frontmatter.read.nodes import Node
from wikilint.frontmatter.read.reading import Reading


def delete_item(block: Reading, node: Node) -> tuple[Edit, ...]:
    """Edits that delete one item of a list; the last one leaves `[]`. Raises EditRefused."""
    parent = _list_of(node)
    index = next(i for i, item in enumerate(parent.items) if item is node)
    changed: dict[int, Sequence[Token]] = {id(node): ()}
    if parent.flow:
        edits = cut_flow(block, parent, [(item.start, item.end) for item in parent.items], index)
        return prove(block, edits, changed, {block.top(node)})
    start = dash(block.text, node)
    if len(parent.items) == 1:
        edits, gone = empty_block(block, parent, start, _last_leaf(node))
        changed = {id(parent): (Token("[", "", ANY, parent.tag, parent.anchor), Token("]"))}
    else:
        following = [dash(block.text, item) for item in parent.items[index + 1 : index + 2]]
        entries = [(start, node.end), *((at, at) for at in following)]
        edits, gone = cut_block(block, entries, 0, _last_leaf(node))
    return prove(block, edits, changed, {block.top(node)}, gone)


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
        raise EditRefused("it is no item of a list")
    return node.parent


def _last_leaf(node: Node) -> Node:
    while node.items or node.pairs:
        node = node.items[-1] if node.items else node.pairs[-1].value
    return node
