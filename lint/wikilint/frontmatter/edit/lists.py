"""A whole list in another style: in brackets, or one item to a line; and a text made a list."""

from __future__ import annotations

from collections.abc import Sequence

from wikilint.finding import Edit
from wikilint.frontmatter.edit import render
from wikilint.frontmatter.edit.mappings import list_indent
from wikilint.frontmatter.edit.proof import ANY, Token, prove
from wikilint.frontmatter.read.data import is_text
from wikilint.frontmatter.read.lines import column, key_start, skip_gap
from wikilint.frontmatter.read.nodes import EditRefused, Node
from wikilint.frontmatter.read.reading import Reading


def restyle_list(block: Reading, node: Node, *, flow: bool) -> tuple[Edit, ...]:
    """Edits that write the list of a top-level key in brackets (`flow`) or one item to a line.

    Raises EditRefused, among others for a list of anything but scalars and for one with comments in the way.
    """
    if node.kind != "sequence" or node.flow == flow or not node.items:
        raise EditRefused("it is not a list in the other style")
    if any(item.kind != "scalar" or item.anchor or item.tag or item.start == item.end for item in node.items):
        raise EditRefused("the list holds more than plain values")
    tokens = [
        Token("scalar", item.value, ANY if is_text(item) else item.style, text=is_text(item))
        for item in node.items
    ]
    return _written(block, node, [_source(block, item, flow) for item in node.items], tokens, flow)


def make_list(block: Reading, node: Node, values: Sequence[str], *, flow: bool) -> tuple[Edit, ...]:
    """Edits that put a list of texts where the scalar of a top-level key stands. Raises EditRefused."""
    if node.kind != "scalar" or not values:
        raise EditRefused("only a scalar can be made a list")
    items = [render.scalar(value, flow=flow, quote=block.quote_mark) for value in values]
    return _written(block, node, items, [Token("scalar", value, ANY, text=True) for value in values], flow)


def _source(block: Reading, item: Node, flow: bool) -> str:
    """An item as it is written, where that may stand in the new style on one line."""
    source = block.text[item.start : item.end]
    if "\n" in source or "\r" in source:
        return render.scalar(item.value, style=item.style, flow=flow, quote=block.quote_mark)
    if item.style is None and is_text(item) and not render.plain_ok(item.value, flow=flow):
        return render.scalar(item.value, flow=flow, quote=block.quote_mark)
    return source


def _written(
    block: Reading, node: Node, items: Sequence[str], tokens: Sequence[Token], flow: bool
) -> tuple[Edit, ...]:
    parent = node.parent
    pair = next((each for each in parent.pairs if each.value is node), None) if parent is not None else None
    if pair is None or parent is not block.root or node.anchor or node.tag:
        raise EditRefused("it is not the plain value of a top-level key")
    colon = skip_gap(block.text, pair.key.end, max(node.start, pair.key.end + 1))
    if block.text[colon] != ":":
        raise EditRefused("no colon before the value")
    if flow:
        content = f" [{', '.join(items)}]"
    else:
        indent = column(block.text, key_start(block.text, pair.key)) + list_indent(block)
        content = "".join(f"{block.newline}{' ' * indent}- {item}" for item in items)
    wanted = [Token("[", "", "flow" if flow else "block"), *tokens, Token("]")]
    edit = Edit(colon + 1, max(node.end, colon + 1), content)
    return prove(block, [edit], {id(node): wanted}, {pair.name})
