"""Where a text looks damaged at all: one cheap pass that clean text leaves empty-handed."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

from .oddity import kind, oddity
from .tables import CODECS, codec, one_of

_BOXES = "┬├─┼╨╤"
"""The first bytes of accented and Cyrillic letters in cp866, the one codec whose tails are small Cyrillic letters."""
_STRANGERS = "ВГДЕ"
"""The first bytes of accented Latin letters in windows-1251, where a tail can be a small Cyrillic letter too."""
_FEW = frozenset({"CYRILLIC", "GREEK", "HEBREW", "ARABIC"})


def _tells(tail: str) -> bool:
    """Whether a tail is rare behind a lead: not the letters of a script of which every word is made."""
    script = kind(tail)[1]
    return script not in _FEW or (script in ("CYRILLIC", "GREEK") and tail.isupper())


@cache
def _places() -> tuple[re.Pattern[str], re.Pattern[str]]:
    tables = [codec(name).characters for name in CODECS]
    leads = {char for table in tables for char in table[0xC2:0xF5]}
    tails = {char for table in tables for char in table[0x80:0xC0]} | {"\ufffd"}
    # Zero-width joiners stand inside every other Persian word.
    tells = {tail for tail in tails - set("\u200c\u200d\u200e\u200f") if _tells(tail)}
    quiet = one_of(tails - tells)
    # A pattern that begins with one character class is the one shape that `re` scans for without trying.
    return (
        re.compile(f"{one_of(leads)}(?={one_of(tells)})"),
        re.compile(f"{one_of(_BOXES + _STRANGERS)}(?={quiet})(?:(?<={one_of(_BOXES)})|(?<=[A-Za-z].))"),
    )


@lru_cache(maxsize=65536)
def _is_odd(five: str) -> bool:
    return oddity(five[1:4], five[0], five[4:]) > 0


def odd_places(text: str) -> Iterator[int]:
    """Where two characters stand that UTF-8 read with some codec gives and written text hardly ever has.

    Code point offsets; each run of damage has one, unless it is as natural as the “É²” of “CAFÉ²”.
    """
    common, rare = _places()
    found = chain(common.finditer(text), rare.finditer(text))
    for match in found:
        at = match.start()
        if _is_odd(text[at - 1 : at + 4] if at else " " + text[:4]):
            yield at


def looks_damaged(text: str) -> bool:
    """Whether a text has a place that is worth `repair`; clean text hardly ever has."""
    return next(odd_places(text), None) is not None
