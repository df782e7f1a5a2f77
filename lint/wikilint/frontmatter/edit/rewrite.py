"""Another value for one scalar: in its style, else quoted anew, else refused."""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.finding import Edit
from wikilint.frontmatter.edit import render
from wikilint.frontmatter.edit.proof import ANY, Token, prove
from wikilint.frontmatter.read.blockscalar import Layout, header_comment, layout
from wikilint.frontmatter.read.data import Plain, is_text, kinds
from wikilint.frontmatter.read.flowscalar import content_start
from wikilint.frontmatter.read.lines import column
from wikilint.frontmatter.read.nodes import EditRefused, Node, Pair
from wikilint.frontmatter.read.reading import Reading
from wikilint.pattern import pattern

Change = tuple[int, int, str]
"""Replace `value[start:end]` by a text."""

_BLANKS = pattern(r"[ \t]+(?=[\r\n])")
_COMMENT_BEHIND = pattern(r"[ \t]+(?P<comment>#[^\r\n]*)")
_WORDS = pattern(r"\s|\w+|[^\w\s]")
_DIFF_LIMIT = 250_000
"""The largest product of two word counts that is worth a diff: beyond it, one replacement will do."""


def set_value(block: Reading, node: Node, value: Plain) -> tuple[Edit, ...]:
    """Edits that give a scalar another value. Raises EditRefused.

    A text stays text: it is quoted where a plain scalar would read as a number, a date or the like, unless the
    old value already was one of that very kind. Any other value is written plain.
    """
    _check_scalar(node)
    if not isinstance(value, str):
        return _set_plain(block, node, value)
    if value == node.value and (node.style is not None or node.start < node.end):
        return ()
    try:
        return _proven(block, node, value, in_style(block, node, value))
    except EditRefused:
        return _proven(block, node, value, requoted(block, node, value))


def join(block: Reading, node: Node, value: str) -> tuple[Edit, ...]:
    """Like `set_value`, but a block scalar whose value now fits one line becomes plain or quoted on that line."""
    _check_scalar(node)
    if node.style in ("|", ">") and "\n" not in value:
        return _proven(block, node, value, requoted(block, node, value))
    return set_value(block, node, value)


def quote(block: Reading, node: Node) -> tuple[Edit, ...]:
    """Edits that put a plain scalar into quotes, so that parsers treat it as text. Raises EditRefused."""
    _check_scalar(node)
    if node.style is not None:
        raise EditRefused("it is quoted already")
    content = render.scalar(node.value, flow=node.flow, quote=block.quote_mark)
    wanted = Token("scalar", node.value, ANY, node.tag, node.anchor, text=True)
    return prove(block, [whole(block, node, content)], {id(node): [wanted]}, {block.top(node)})


def take_in_comment(block: Reading, node: Node) -> tuple[Edit, ...]:
    """Edits that make the comment behind a plain scalar a part of its value, in quotes. Raises EditRefused."""
    _check_scalar(node)
    found = _COMMENT_BEHIND.match(block.text, node.end, block.end)
    if node.style is not None or found is None:
        raise EditRefused("there is no comment after the value")
    if " #" in found["comment"].replace("\t", " "):
        raise EditRefused("there is another comment after it")
    start = content_start(block.text, node)
    value = block.text[start : found.end()].strip(" \t")
    comment = found["comment"].rstrip(" \t")
    lead = " " if start == node.end and block.text[start - 1 : start] in (":", "-") else ""
    edit = Edit(start, found.end(), lead + render.scalar(value, flow=node.flow, quote=block.quote_mark))
    wanted = Token("scalar", value, ANY, node.tag, node.anchor, text=True)
    return prove(block, [edit], {id(node): [wanted]}, {block.top(node)}, [comment])


def rename_key(block: Reading, pair: Pair, name: str) -> tuple[Edit, ...]:
    """Edits that give an entry another key, in the style of the old one. Raises EditRefused."""
    key = pair.key
    _check_scalar(key)
    siblings = key.parent.pairs if key.parent is not None else []
    if any(each.name == name for each in siblings if each is not pair):
        raise EditRefused(f"there is a key {name!r} already")
    keys = {block.top(key), name}
    wanted = {id(key): [Token("scalar", name, ANY, key.tag, key.anchor, text=True)]}
    try:
        return prove(block, in_style(block, key, name), wanted, keys)
    except EditRefused:
        return prove(block, requoted(block, key, name), wanted, keys)


def _check_scalar(node: Node) -> None:
    if node.kind != "scalar":
        raise EditRefused(f"a {node.kind} is not a scalar")


def _proven(block: Reading, node: Node, value: str, edits: list[Edit]) -> tuple[Edit, ...]:
    must_be_text = is_text(node) or kinds(node.value) != kinds(value)
    wanted = Token("scalar", value, ANY, node.tag, node.anchor, must_be_text)
    return prove(block, edits, {id(node): [wanted]}, {block.top(node)})


def _set_plain(block: Reading, node: Node, value: Plain) -> tuple[Edit, ...]:
    if node.tag is not None:
        raise EditRefused("the value has a tag that says what it is")
    spelled = render.plain(value)
    wanted = Token("scalar", spelled, None, None, node.anchor)
    return prove(block, [whole(block, node, spelled)], {id(node): [wanted]}, {block.top(node)})


def requoted(block: Reading, node: Node, value: str) -> list[Edit]:
    """The whole scalar anew, on one line, in its quotes if it has some."""
    content = render.scalar(value, style=node.style, flow=node.flow, quote=block.quote_mark)
    return [whole(block, node, content)]


def whole(block: Reading, node: Node, content: str) -> Edit:
    """Replace a scalar, but for its anchor and tag; a comment on a block scalar's header line moves behind it."""
    start, end = content_start(block.text, node), node.end
    if node.style in ("|", ">"):
        at, stop = header_comment(block.text, node)
        if at < stop:
            content += " " + block.text[at:stop]
    elif start == end and block.text[start - 1] not in " \t":
        blanks = _BLANKS.match(block.text, end)
        end = blanks.end() if blanks else end
        content = " " + content
    return Edit(start, end, content)


def in_style(block: Reading, node: Node, value: str) -> list[Edit]:
    """Only the characters that change, written as the scalar's own style writes them. Raises EditRefused."""
    source = block.source_map(node)
    if source.value != node.value:
        raise EditRefused("the source cannot be mapped to the value")
    if not len(source):
        raise EditRefused("an empty value has no style to keep")
    edits: list[Edit] = []
    parts: Layout | None = None
    if node.style == "|" or node.style == ">":
        if not value.strip("\n"):
            raise EditRefused("a block scalar without a line of content is hard to read")
        parts = layout(block.text, node)
        edits.extend(_chomping(parts, node.value, value))
        value = value.rstrip("\n") + node.value[len(node.value.rstrip("\n")) :]
    for start, end, segment in changes(node.value, value):
        if start < end:
            first, last = source.span(start, end)
        else:
            first = last = source.char_span(start - 1)[1] if start else source.char_span(0)[0]
        edits.append(Edit(first, last, _encode(block, node, segment, parts, first)))
    return edits


def _chomping(parts: Layout, old: str, new: str) -> Iterator[Edit]:
    """A final line break comes or goes with the header's indicator; more than that needs another style."""
    had, has = (len(value) - len(value.rstrip("\n")) for value in (old, new))
    if had == has:
        return
    if (had, has, parts.chomp) == (1, 0, ""):
        yield Edit(parts.header[1], parts.header[1], "-")
    elif (had, has, parts.chomp) == (0, 1, "-"):
        yield Edit(parts.header[0] + 1, parts.header[1], parts.indicator)
    else:
        raise EditRefused("the block scalar cannot end in that many line breaks")


def _encode(block: Reading, node: Node, segment: str, parts: Layout | None, offset: int) -> str:
    if node.style == '"':
        return render.escape(segment)
    if parts is None:
        if not render.one_line(segment):
            raise EditRefused("the style cannot express these characters")
        return segment.replace("'", "''") if node.style == "'" else segment
    if not render.printable(segment) or (node.style == ">" and "\n" in segment):
        raise EditRefused("the style cannot express these characters")
    padding = " " * (parts.width - column(block.text, offset)) if segment else ""
    return padding + segment.replace("\n", block.newline + " " * parts.width)


def changes(old: str, new: str) -> list[Change]:
    """What turns one value into another, whole words at a time, in the order of the text."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if not a or not b:
        return [(head, head + len(a), b)] if a or b else []
    words, others = _WORDS.findall(a), _WORDS.findall(b)
    if len(words) * len(others) > _DIFF_LIMIT:
        return [(head, head + len(a), b)]
    from difflib import SequenceMatcher

    starts = [head]
    for word in words:
        starts.append(starts[-1] + len(word))
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return [
        (starts[i1], starts[i2], "".join(others[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
