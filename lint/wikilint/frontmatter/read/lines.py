"""Lines, columns and the punctuation around nodes, found from offsets. Lines end in CRLF, LF or CR."""

from __future__ import annotations

from wikilint.frontmatter.read.nodes import Node
from wikilint.pattern import pattern

_LINE_BREAK = pattern(r"\r\n|\n|\r")
_REST = pattern(r"[^\r\n]*")
_BEFORE_COMMENT = pattern(r"[ \t?:-]*#")
_GAP = pattern(r"(?:[ \t]+|(?:\r\n|\n|\r)|#[^\r\n]*)*")


def line_start(text: str, offset: int) -> int:
    """The first offset of the line that holds `offset`."""
    at = text.rfind("\n", 0, offset) + 1
    return max(at, text.rfind("\r", at, offset) + 1)


def line_stop(text: str, offset: int) -> int:
    """Where the line break of the line that holds `offset` begins."""
    rest = _REST.match(text, offset)
    return rest.end() if rest else len(text)


def line_end(text: str, offset: int) -> int:
    """Where the line after the one that holds `offset` begins."""
    stop = line_stop(text, offset)
    found = _LINE_BREAK.match(text, stop)
    return found.end() if found else stop


def column(text: str, offset: int) -> int:
    return offset - line_start(text, offset)


def newline(text: str, start: int, end: int) -> str:
    """The line break that `text[start:end]` uses first; LF when it has none."""
    found = _LINE_BREAK.search(text, start, end)
    return found.group() if found else "\n"


def skip_gap(text: str, offset: int, end: int) -> int:
    """Past blanks, line breaks and comments."""
    found = _GAP.match(text, offset, end)
    return found.end() if found else offset


def before_gap(text: str, offset: int) -> int:
    """The last character before `offset` that is no blank, line break or comment; -1 without one.

    Only right where a comment stands alone on its line or right after the indicators `-`, `?` and `:`.
    """
    at = offset - 1
    while at >= 0:
        if text[at] in " \t\r\n":
            at -= 1
            continue
        start = line_start(text, at)
        comment = _BEFORE_COMMENT.match(text, start, at + 1) if _next_line(text, at, offset) else None
        if comment is None:
            return at
        at = comment.end() - 2
    return at


def _next_line(text: str, at: int, offset: int) -> bool:
    return line_start(text, offset) > at


def dash(text: str, item: Node) -> int:
    """The offset of the `-` of an item of a block sequence. Raises ValueError where none is found."""
    at = before_gap(text, item.start)
    if at < 0 or text[at] != "-":
        raise ValueError(f"no dash before {item.start}")
    return at


def key_start(text: str, key: Node) -> int:
    """Where a key's entry begins: at its `?` if it has one."""
    at = key.start - 1
    while at >= 0 and text[at] in " \t":
        at -= 1
    return at if 0 <= at < key.start - 1 and text[at] == "?" else key.start


def parent_column(text: str, node: Node) -> int:
    """The column of the block collection around a node; -1 without one."""
    parent = node.parent
    while parent is not None and parent.flow:
        parent = parent.parent
    if parent is None:
        return -1
    if parent.items:
        return column(text, dash(text, parent.items[0]))
    return column(text, key_start(text, parent.pairs[0].key) if parent.pairs else parent.start)
