"""What the rules of this group share: characters of a text, their names, and edits that keep the frontmatter."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec

from wikilint.rule import Document, Edit, Findings, Node, pattern, replace

P = ParamSpec("P")
Look = Callable[Concatenate[Document, P], Findings]

_TRIES = 20
"""Fixes that are tried one by one where all of them together do not keep the frontmatter."""

STRAY = pattern("[\udc80-\udcff]+")
"""Bytes that are not UTF-8, as `Document.text` holds them."""


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
        if is_outside(doc, match):
            yield match


def is_outside(doc: Document, match: re.Match[str]) -> bool:
    """Whether a match is in the frontmatter, or touches no protected region of the body."""
    return match.end() <= doc.body_start or not doc.is_protected(match.start(), match.end())


def line_around(doc: Document, start: int, end: int, reach: int = 200) -> tuple[str, str]:
    """What is on the line of `start` before it, and on the line of `end` from it on.

    A line can be as long as the file: beyond `reach` code points an “x” stands for the rest.
    """
    first, last = doc.line_start(start), doc.line_end(max(start, end - 1))
    before = doc.text[first:start] if start - first <= reach else "x" + doc.text[start - reach : start]
    after = doc.text[end:last] if last - end <= reach else doc.text[end : end + reach] + "x"
    return before, after.rstrip("\r\n")


class Subject:
    """Whether lines speak of something; a line is read once, when it is first asked about. No match spans lines."""

    def __init__(self, subject: re.Pattern[str]) -> None:
        self._subject = subject
        self._places: dict[tuple[int, int], list[int]] = {}

    def is_near(self, doc: Document, start: int, end: int, reach: int = 200) -> bool:
        """Whether the line of `text[start:end]` speaks of it, near there where the line is long."""
        line = doc.line_start(start), doc.line_end(max(start, end - 1))
        places = self._places.get(line)
        if places is None:
            places = [match.start() for match in self._subject.finditer(doc.text, *line)]
            self._places[line] = places
        at = bisect_left(places, start - reach)
        return at < len(places) and places[at] < end + reach


def line_near(doc: Document, start: int, end: int) -> str:
    """The line of `text[start:end]`, as far as it is near."""
    before, after = line_around(doc, start, end)
    return before + doc.text[start : min(end, start + 200)] + after


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    if STRAY.match(character):
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")


def around(doc: Document, start: int, end: int, reach: int = 12) -> str:
    """An excerpt of the line around `text[start:end]`."""
    begin = max(doc.line_start(start), start - reach)
    stop = min(doc.line_end(start), end + reach)
    return excerpt(doc.text[begin:stop].strip(" \t\r\n"), 2 * reach + 20)


def excerpt(text: str, limit: int = 40) -> str:
    """A text fit for a message: not long, and what cannot be seen as its escape sequence."""
    shown = "".join(map(_visible, text))
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def spares_frontmatter(look: Look[P]) -> Look[P]:
    """A rule's function whose fixes leave, or make, a frontmatter that can be read, and keep its keys.

    Fixes that do not are taken away; the findings stay.
    """

    @wraps(look)
    def spared(doc: Document, /, *args: P.args, **kwargs: P.kwargs) -> Findings:
        found = list(look(doc, *args, **kwargs))
        if not found or doc.frontmatter is None:
            yield from found
            return
        inside = [
            each for each in found if each.fix and any(edit.start < doc.body_start for edit in each.fix.edits)
        ]
        kept: list[Edit] = [edit for each in inside if each.fix for edit in each.fix.edits]
        dropped: set[int] = set()
        if inside and not _is_kept(doc, kept):
            kept = []
            for tries, each in enumerate(inside):
                edits = each.fix.edits if each.fix else ()
                if tries < _TRIES and _is_kept(doc, (*kept, *edits)):
                    kept += edits
                else:
                    dropped.add(id(each))
        for each in found:
            yield replace(each, fix=None) if id(each) in dropped else each

    return spared


def _is_kept(doc: Document, edits: Sequence[Edit]) -> bool:
    block = doc.frontmatter
    if block is None:
        return True
    after = doc.with_edits(edits).frontmatter
    if after is None or after.root is None:
        return False
    return block.root is None or _keys(after.root) == _keys(block.root)


def _keys(root: Node) -> list[str]:
    return [pair.name for pair in root.pairs]


def apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order, without those that overlap an earlier one: they wait for the next pass."""
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
