"""Damage whose letters were decomposed afterwards, as macOS does with names: “é” of “Ã©” became “e” and an accent."""

import unicodedata
from collections.abc import Iterator
from functools import cache

from wikilint.rule import pattern

from .gate import followers
from .pieces import Piece
from .tables import CODECS, codec

_CLUSTER = pattern("[^\\W\\d_][\u0300-\u036f]+")


@cache
def _bytes() -> frozenset[str]:
    """Every character that is a byte of UTF-8 in some codec."""
    tails = (char for name in CODECS for char in codec(name).characters[0x80:0xC0])
    return frozenset(followers()).union(tails)


def composed(text: str) -> Iterator[Piece]:
    """The letters that have to be composed before damage can be undone; unsafe, for they hold ASCII."""
    for match in _CLUSTER.finditer(text):
        new = unicodedata.normalize("NFC", match.group())
        if len(new) == 1 and new in _bytes():
            yield Piece(match.start(), match.end(), new, (), "unsafe")
