"""Escape sequences in prose: where a token ends, and what its bytes say."""

from __future__ import annotations

import re
import unicodedata

from wikilint.rule import Document, fact, pattern

from ._text import Subject

_BEFORE = pattern(r"[^ \t\r\n<>|`“”]*\Z")
_BEHIND = pattern(r"[^ \t\r\n<>|`“”]*")
_REACH = 120
"""Code points on either side that are looked at for the edges of a token: no word is longer."""

_ABOUT = pattern(
    r"unicode|escap|code ?point|u\+[0-9a-f]{4}|encod|decod|json|regex|utf|percent|entit", re.IGNORECASE
)
_PUNCTUATION = frozenset("‐‑‒–—―‘’‚“”„†‡•…‰′″‹›«»€™©®°·¿¡§¶ªº²³½¼¾×\xa0")


def token(text: str, start: int, end: int) -> str:
    """The stretch without spaces, quotes or angle brackets around `text[start:end]`."""
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    behind = _BEHIND.match(text, end, end + _REACH)
    return (before.group() if before else "") + text[start:end] + (behind.group() if behind else "")


@fact
def _subject(_: Document) -> Subject:
    return Subject(_ABOUT)


def is_about_encodings(doc: Document, start: int, end: int) -> bool:
    """Whether the line of `text[start:end]` speaks of encodings, so that what looks like damage is an example."""
    return _subject(doc).is_near(doc, start, end)


def reads_as_text(decoded: str) -> bool:
    """Whether decoded characters are what prose is made of: letters, marks, typographic punctuation, emoji."""
    return bool(decoded) and all(
        char in _PUNCTUATION or unicodedata.category(char)[0] in "LM" or unicodedata.category(char) == "So"
        for char in decoded
    )


def is_letter(character: str) -> bool:
    """Whether a character is a letter, or a mark that stands on one."""
    return bool(character) and unicodedata.category(character)[0] in "LM"


def utf8(values: bytes) -> str:
    """The text that bytes say, if all of it is beyond ASCII; empty when they are no such UTF-8."""
    try:
        text = values.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if any(char.isascii() for char in text) else text
