"""Entries of a mapping: one more, or one less."""

from __future__ import annotations

from collections.abc import Sequence

from wikilint.finding import Edit
from wikilint.frontmatter.edit import render
from wikilint.frontmatter.edit.cutting import cut_block, cut_flow, empty_block
from wikilint.frontmatter.edit.proof import ANY, Token, prove, stream
from wikilint.frontmatter.read.data import Plain
from wikilint.frontmatter.read.lines import column, dash, key_start, line_end
from wikilint.frontmatter.read.nodes import EditRefused, Node, Pair
from wikilint.frontmatter.read.reading import Reading


def delete_pair(block: Reading, pair: Pair) -> tuple[Edit, ...]:
    """Edits that delete one entry; the only one of a nested mapping leaves `{}`. Raises EditRefused."""
    mapping = pair.key.parent
    if mapping is None:
        raise EditRefused("the entry belongs to no mapping")
    changed: dict[int, Sequence[Token]] = {id(pair.key): (), id(pair.value): ()}
    keys = {block.top(pair.key)}
    index = next(i for i, each in enumerate(mapping.pairs) if each is pair)
    if mapping.flow:
        edits = cut_flow(block, mapping, [(each.start, each.end) for each in mapping.pairs], index)
        return prove(block, edits, changed, keys)
    if len(mapping.pairs) == 1 and mapping is not block.root:
        edits, gone = empty_block(block, mapping, key_start(block.text, pair.key), _last(pair))
        changed = {id(mapping): (Token("{", "", ANY, mapping.tag, mapping.anchor), Token("}"))}
    else:
        entries = [(key_start(block.text, each.key), each.end) for each in mapping.pairs]
        edits, gone = cut_block(block, entries, index, _last(pair))
    return prove(block, edits, changed, keys, gone)


def _last(pair: Pair) -> Node:
    node = pair.value
    while node.items or node.pairs:
        node = node.items[-1] if node.items else node.pairs[-1].value
    return node


def add_key(
    block: Reading, key: str, value: Plain | Sequence[Plain], after: str | None = None
) -> tuple[Edit, ...]:
    """Edits that add a top-level entry, at the end or after the last entry called `after`. Raises EditRefused.

    A list is written one item to a line, indented as the block's first list is.
    """
    root = block.root
    if root is None:
        raise EditRefused("the block cannot be read")
    if any(pair.name == key for pair in root.pairs):
        raise EditRefused(f"there is a key {key!r} already")
    if root.flow:
        raise EditRefused("the block is written in braces")
    place = root.pairs[-1] if root.pairs else None
    if after is not None:
        place = block.pair(after)
        if place is None:
            raise EditRefused(f"there is no key {after!r}")
    lines, tokens = _entry(block, key, value)
    tokens = [Token("scalar", key, ANY, text=True), *tokens]
    if place is None:
        entry = "".join(line + block.newline for line in lines)
        empty = (Token("{", "", ANY), *tokens, Token("}"))
        return prove(block, [Edit(block.end, block.end, entry)], {id(root): empty}, {key})
    indent = " " * column(block.text, key_start(block.text, root.pairs[0].key))
    entry = "".join(indent + line + block.newline for line in lines)
    at = line_end(block.text, place.end)
    return prove(block, [Edit(at, at, entry)], {id(place.value): [*stream(place.value), *tokens]}, {key})


def _entry(block: Reading, key: str, value: Plain | Sequence[Plain]) -> tuple[list[str], list[Token]]:
    name = render.scalar(key, quote=block.quote_mark)
    if isinstance(value, (list, tuple)):
        if not value:
            return [f"{name}: []"], [Token("[", "", ANY), Token("]")]
        dash_at = " " * list_indent(block) + "- "
        written = [_scalar(block, item) for item in value]
        tokens = [Token("[", "", ANY), *(each for _, each in written), Token("]")]
        return [f"{name}:", *(dash_at + line for line, _ in written)], tokens
    line, found = _scalar(block, value)
    return [f"{name}: {line}"], [found]


def _scalar(block: Reading, value: object) -> tuple[str, Token]:
    if isinstance(value, str):
        return render.scalar(value, quote=block.quote_mark), Token("scalar", value, ANY, text=True)
    if value is None or isinstance(value, (bool, int, float)):
        spelled = render.plain(value)
        return spelled, Token("scalar", spelled)
    raise EditRefused(f"a {type(value).__name__} cannot be written into the block")


def list_indent(block: Reading) -> int:
    """The columns by which the block's lists stand deeper than their keys; 2 where it has none."""
    for pair in block.root.pairs if block.root else ():
        if pair.value.kind == "sequence" and pair.value.items and not pair.value.flow:
            return column(block.text, dash(block.text, pair.value.items[0])) - column(block.text, pair.start)
    return 2
