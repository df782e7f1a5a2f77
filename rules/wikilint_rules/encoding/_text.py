"""What the rules of this group share: characters of a text, their names, and edits that keep the frontmatter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from wikilint.rule import Document, Edit, Node

_USUAL = bytes(range(0x20, 0x7F)) + b"\t\n\r"

STRAY = re.compile("[\udc80-\udcff]+")
"""Bytes that are not UTF-8, as `Document.text` holds them."""


@lru_cache(maxsize=1)
def unusual(doc: Document) -> str:
    """Each character of a file once, without printable ASCII, tabs and line breaks.

    All rules of the group ask what is in it before they read the text; for most files it is short.
    """
    rest = doc.raw.translate(None, _USUAL)
    try:
        return "".join(set(rest.decode("utf-8")))
    except UnicodeDecodeError:  # what stood around stray bytes is gone: only the text itself tells
        return "".join(set(doc.text))


def one_of(characters: Iterable[str]) -> str:
    """A character class for regular expressions."""
    return "[" + "".join(map(re.escape, sorted(characters))) + "]"


@lru_cache(maxsize=256)
def named(character: str) -> str:
    """`U+200B ZERO WIDTH SPACE`."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


def outside(doc: Document, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Every match of `pattern` in the frontmatter and the body that touches no protected region."""
    found = pattern.finditer(doc.text)
    first = next(found, None)
    if first is None:
        return
    for match in (first, *found):
        if match.end() <= doc.body_start or not doc.is_protected(match.start(), match.end()):
            yield match


def line_around(doc: Document, start: int, end: int) -> tuple[str, str]:
    """What stands on the line of `start` before it, and on the line of `end` from it on."""
    stop = doc.line_end(end - 1 if end > start else end)
    return doc.text[doc.line_start(start) : start], doc.text[end:stop].rstrip("\r\n")


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    if STRAY.match(character):
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")


def around(doc: Document, start: int, end: int, reach: int = 12) -> str:
    """An excerpt of the line that `text[start:end]` stands in."""
    begin = max(doc.line_start(start), start - reach)
    stop = min(doc.line_end(start), end + reach)
    return excerpt(doc.text[begin:stop].strip(" \t\r\n"), 2 * reach + 20)


def excerpt(text: str, limit: int = 40) -> str:
    """A text fit for a message: not long, and what cannot be seen as its escape sequence."""
    shown = "".join(map(_visible, text))
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def keeps_block(doc: Document, edits: Sequence[Edit]) -> bool:
    """Whether edits leave, or make, a frontmatter that can be read, and keep its keys."""
    inside = [edit for edit in edits if edit.start < doc.body_start]
    block = doc.frontmatter
    if not inside or block is None:
        return True
    parts: list[str] = []
    at = 0
    for edit in sorted(inside):
        parts += (doc.text[at : edit.start], edit.content)
        at = edit.end
    parts.append(doc.text[at : max(at, doc.body_start)])
    after = Document.from_text("".join(parts)).frontmatter
    if after is None or after.root is None:
        return False
    return block.root is None or _keys(after.root) == _keys(block.root)


def _keys(root: Node) -> list[str]:
    return [pair.name for pair in root.pairs]
