"""Damage whose letters were decomposed afterwards, as macOS does with names: “é” of “Ã©” became “e” and an accent."""

import unicodedata
from collections.abc import Iterator

from wikilint.rule import pattern

from .gate import all_leads, all_tails
from .pieces import Piece

_COMBINING = pattern("[\u0300-\u036f]")
_CLUSTER = pattern("[^\\W\\d_][\u0300-\u036f]+")


def composed(text: str) -> Iterator[Piece]:
    """The letters that have to be composed before damage can be undone; unsafe, for they hold ASCII."""
    if not _COMBINING.search(text):  # which is found in a tenth of the time
        return
    for match in _CLUSTER.finditer(text):
        new = unicodedata.normalize("NFC", match.group())
        if len(new) == 1 and (new in all_leads() or new in all_tails()):
            yield Piece(match.start(), match.end(), new, (), "unsafe")
