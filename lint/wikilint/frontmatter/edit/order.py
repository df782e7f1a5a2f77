"""The entries of a block in another order, each with its comments, byte for byte."""

from __future__ import annotations

from collections.abc import Sequence

from wikilint.finding import Edit
from wikilint.frontmatter.edit.proof import Token, prove, stream
from wikilint.frontmatter.read.lines import key_start, line_end, line_start
from wikilint.frontmatter.read.nodes import EditRefused, Pair
from wikilint.frontmatter.read.reading import Reading
from wikilint.pattern import pattern

_LAST_COMMENTS = pattern(r"(?<=[\r\n])(?:[ \t]*#[^\r\n]*(?:\r\n|\n|\r))+\Z")


def reorder(block: Reading, names: Sequence[str]) -> tuple[Edit, ...]:
    """Edits that put the top-level entries into the order of `names`, which has to name each of them once.

    Comment lines right above a key go with it; those that a blank line parts from the first key stay on top.
    Raises EditRefused.
    """
    root = block.root
    if root is None or root.flow:
        raise EditRefused("the block is not a mapping with a line for each key")
    pairs = {pair.name: pair for pair in root.pairs}
    if len(pairs) != len(root.pairs) or sorted(pairs) != sorted(names):
        raise EditRefused("each key has to be named once")
    now = list(pairs)
    same = [old == new for old, new in zip(now, names, strict=True)]
    if all(same):
        return ()
    first, last = same.index(False), len(same) - same[::-1].index(False)
    spans = _spans(block, root.pairs)
    moved = {name: block.text[start:end] for name, (start, end) in zip(now, spans, strict=True)}
    edit = Edit(spans[first][0], spans[last - 1][1], "".join(moved[name] for name in names[first:last]))
    tokens = [
        token for name in names for part in (pairs[name].key, pairs[name].value) for token in stream(part)
    ]
    opening = Token("{", "", "block", root.tag, root.anchor)
    return prove(block, [edit], {id(root): [opening, *tokens, Token("}")]}, names, moves_comments=True)


def _spans(block: Reading, pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """Where the lines of each entry begin and end; together they leave nothing between them."""
    text = block.text
    starts: list[int] = []
    for pair in pairs:
        start = line_start(text, key_start(text, pair.key))
        above = _LAST_COMMENTS.search(text, block.start if not starts else starts[-1], start)
        starts.append(start if above is None else above.start())
    ends = [*starts[1:], line_end(text, pairs[-1].end)]
    return list(zip(starts, ends, strict=True))
