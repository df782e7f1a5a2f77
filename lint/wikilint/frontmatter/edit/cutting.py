"""Taking an entry out of a collection: its line or lines, its comma, and never the comment beside it."""

from __future__ import annotations

from collections.abc import Sequence

from wikilint.finding import Edit
from wikilint.frontmatter.edit.proof import comments
from wikilint.frontmatter.read.blockscalar import header_comment
from wikilint.frontmatter.read.flowscalar import content_start
from wikilint.frontmatter.read.lines import dash, line_end, line_start, line_stop, skip_gap
from wikilint.frontmatter.read.nodes import EditRefused, Node
from wikilint.frontmatter.read.reading import Reading
from wikilint.pattern import pattern

Span = tuple[int, int]

_PROPERTIES = pattern(r"[ \t]*[&!][^ \t\r\n]*(?:[ \t]+[&!][^ \t\r\n]*)?")


def cut_block(
    block: Reading, entries: Sequence[Span], index: int, last: Node
) -> tuple[list[Edit], list[str]]:
    """The edits that take one entry out of a block collection that has others, and the comments that go with it.

    entries: where each begins (its dash or key) and ends. last: the last node of the entry that goes.
    """
    text, (start, end) = block.text, entries[index]
    if text[line_start(text, start) : start].strip(" "):
        # Only the first of several does: it is on the line of the one that holds it.
        return [Edit(start, entries[index + 1][0])], comments(block, start, end)
    return cut_lines(block, start, end, last)


def cut_lines(block: Reading, start: int, end: int, last: Node) -> tuple[list[Edit], list[str]]:
    """Take out the lines from `start` to `end`; a comment behind the last of them keeps its place."""
    text = block.text
    tail = text[end : line_stop(text, end)]
    gone = comments(block, start, end)
    if tail.lstrip(" \t").startswith("#"):
        return [Edit(start, end + tail.index("#"))], gone
    if last.kind == "scalar" and last.style in ("|", ">"):
        at, stop = header_comment(text, last)
        if at < stop and gone == [text[at:stop]]:
            return [Edit(start, at), Edit(stop, end)], []
    return [Edit(line_start(text, start), line_end(text, end))], gone


def empty_block(block: Reading, node: Node, start: int, last: Node) -> tuple[list[Edit], list[str]]:
    """Put `[]` or `{}` in the place of a block collection whose only entry begins at `start`."""
    text = block.text
    brackets = "[]" if node.kind == "sequence" else "{}"
    at = _after_indicator(block, node)
    properties = _PROPERTIES.match(text, at) if node.anchor is not None or node.tag is not None else None
    if properties:
        at = properties.end()
    if not text[at:start].strip(" \t"):
        return [Edit(start, node.end, brackets)], comments(block, start, node.end)
    edits, gone = cut_lines(block, start, node.end, last)
    return [Edit(at, at, " " + brackets), *edits], gone


def _after_indicator(block: Reading, node: Node) -> int:
    """Right after the `:` or `-` that a collection is the value of."""
    parent = node.parent
    if parent is None:
        raise EditRefused("the block has nothing else")
    if parent.kind == "sequence":
        return dash(block.text, node) + 1
    key = next((pair.key for pair in parent.pairs if pair.value is node), node)
    colon = skip_gap(block.text, key.end, node.start)
    if block.text[colon] != ":":
        raise EditRefused("no colon before the collection")
    return colon + 1


def cut_flow(block: Reading, node: Node, entries: Sequence[Span], index: int) -> list[Edit]:
    """The edits that take one entry out of `[…]` or `{…}`, with its comma, and its line when it stands alone."""
    text, (start, end) = block.text, entries[index]
    opening = content_start(text, node)
    if text[opening] not in "[{":
        raise EditRefused("the entry has no brackets around it")
    if len(entries) == 1:
        return [Edit(opening + 1, node.end - 1)]
    comma = skip_gap(text, end, node.end)
    if text[comma] == ",":
        return [_cut_with_comma(text, start, comma + 1)]
    before = skip_gap(text, entries[index - 1][1], start)
    if text[before] != ",":
        raise EditRefused("no comma before the entry")
    if not text[before + 1 : start].strip(" \t"):
        return [Edit(before, end)]
    return [Edit(before, before + 1), _cut_with_comma(text, start, end)]


def _cut_with_comma(text: str, start: int, end: int) -> Edit:
    """From the entry to what follows on its line; the whole line if nothing else stands there."""
    while text[end] in " \t":
        end += 1
    first = line_start(text, start)
    if text[end] not in "\r\n":
        return Edit(start, end)
    if not text[first:start].strip(" \t"):
        return Edit(first, line_end(text, end))
    while text[start - 1] in " \t":
        start -= 1
    return Edit(start, end)
