"""UTF-8 that was read as windows-1252 or latin-1, undone where a short text is nothing else: for escapes of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from wikilint.rule import pattern

from ._spans import latin_byte

_LAYERS = 3
_ANYWHERE = pattern("[\xa0-\u052f\u1e00-\u1fff\u2010-\u2bff\ufb00-\ufb06\ufe0f\U0001f000-\U0001faff]+")
"""Latin, Greek and Cyrillic, punctuation, symbols and emoji."""
_ENOUGH = 3
"""Characters of other scripts that are no accident, as “é”, a no-break space and “»” are one in French."""


def undone(text: str) -> str:
    """What `text`, without ASCII, was before it was read wrongly, once or more; empty where it is no such damage.

    The way back needs no proof of its own: a character stands for one byte, and strict UTF-8 for one text.
    """
    result = ""
    for _ in range(_LAYERS):
        try:
            text = bytes(map(latin_byte, text)).decode("utf-8")
        except UnicodeError:
            return result
        if any(char.isascii() for char in text):
            return ""
        if all(map(_may_be_written, text)):
            result = text
    return result


def _may_be_written(char: str) -> bool:
    return (
        unicodedata.category(char) not in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
        or char in "\xad\u200b\u200c\u200d\u200e\u200f"
    )


def likely(results: Iterable[str]) -> frozenset[str]:
    """Those of the results of a text that are more than an accident of a few characters in a row: everyday characters,
    several of any script, and what is of the same blocks as those."""
    sound = [each for each in results if "\ufffd" not in each]
    long = [each for each in sound if len(each) >= _ENOUGH]
    blocks = {ord(char) >> 7 for each in long for char in each}
    return frozenset(
        each
        for each in sound
        if len(each) >= _ENOUGH or _ANYWHERE.fullmatch(each) or all(ord(char) >> 7 in blocks for char in each)
    )
