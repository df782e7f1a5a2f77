"""Where a link leads: the destinations of inline links, reference definitions, bare URLs. Never its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wikilint.markdown.shapes import Region
from wikilint.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = pattern(r"[ \t]*+(?:(?:\r\n|\n|\r)[ \t]*+)?+")
_POINTED = pattern(r"<(?:[^<>\\\r\n]|\\[^\r\n])*+>")
_NOTABLE = pattern(r"\\[^\s]|[()\s]")
_TITLE = pattern(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)", re.DOTALL)
# CommonMark asks for three levels of balanced parentheses at least; a limit keeps `](](](` linear.
_MAX_NESTING = 5

_DEFINED = pattern(
    r"\]:[ \t]*+(?:<[^<>\r\n]*+>|[^\s<]\S*+)(?:[ \t]++(?:\"[^\"\r\n]*+\"|'[^'\r\n]*+'|\([^()\r\n]*+\)))?+"
)
_MAX_LABEL = 999  # https://spec.commonmark.org/0.31.2/#link-label

_MAX_SCHEME = 32  # https://spec.commonmark.org/0.31.2/#scheme
_SCHEME = pattern(r"[A-Za-z][A-Za-z+]+\Z")
_URL_REST = pattern(r"[^\s<>\[\]\"`|]++")


def _behind_blanks(text: str, start: int, end: int) -> int:
    blanks = _BLANKS.match(text, start, end)
    return blanks.end() if blanks else start


def destination_end(text: str, start: int, end: int) -> int:
    """Where `(destination "title")` ends whose text begins at `start`: the closing bracket; -1 without one."""
    position = _behind_blanks(text, start, end)
    if pointed := _POINTED.match(text, position, end):
        position = pointed.end()
    else:
        position = _plain_end(text, position, end)
        if position < 0:
            return -1
    position = _behind_blanks(text, position, end)
    if title := _TITLE.match(text, position, end):
        position = _behind_blanks(text, title.end(), end)
    return position if text[position : min(position + 1, end)] == ")" else -1


def _plain_end(text: str, start: int, end: int) -> int:
    """Where a destination without `<>` ends: at a blank, or the bracket that closes what it did not open."""
    depth = 0
    for notable in _NOTABLE.finditer(text, start, end):
        mark = notable[0]
        if mark == "(":
            depth += 1
            if depth > _MAX_NESTING:
                return -1
        elif mark == ")":
            if not depth:
                return notable.start()
            depth -= 1
        elif mark.isspace():
            return -1 if depth else notable.start()
    return -1


def definitions(text: str, body_start: int) -> Iterator[Region]:
    """The destination and title of every `[label]: destination "title"`; footnotes (`[^1]: …`) are prose."""
    at = text.find("]:", body_start)
    while at >= 0:
        defined = _DEFINED.match(text, at)
        if defined and _is_label(text, max(body_start, at - _MAX_LABEL), at):
            yield Region(at + 2, defined.end(), "link")
        at = text.find("]:", at + 2)


def _is_label(text: str, limit: int, end: int) -> bool:
    """Whether a `[` that leads its line (inside list items and quotes, too) opens the label that ends at `end`."""
    opening = text.rfind("[", limit, end)
    if opening < 0 or text[opening + 1] in "^]":
        return False
    before = text[max(limit, opening - 40) : opening].rstrip(" \t>")
    return not before or before[-1] in "\r\n"


def urls(text: str, body_start: int) -> Iterator[Region]:
    """Bare addresses (`https://…`, `www.…`), without the punctuation that follows them."""
    for mark in ("://", "www."):
        at = text.find(mark, body_start)
        while at >= 0:
            start = at
            if mark == "://":
                scheme = _SCHEME.search(text[max(body_start, at - _MAX_SCHEME) : at])
                start = at - len(scheme[0]) if scheme else -1
            rest = _URL_REST.match(text, at + len(mark))
            if start >= 0 and rest:
                yield Region(start, at + len(mark) + len(rest[0].rstrip(".,:;!?*_~')")), "link")
            at = text.find(mark, rest.end() if rest else at + len(mark))
