"""Where a text looks damaged at all: one cheap pass that clean text leaves empty-handed."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import chain

from .oddity import kind
from .pairs import SEEN
from .tables import CODECS, codec, one_of

_FEW = frozenset({"CYRILLIC", "GREEK", "HEBREW", "ARABIC", "THAI"})
"""Scripts that a one-byte codec holds as a whole: every word of theirs is made of first and second bytes."""
_JOINERS = frozenset("\u200c\u200d\u200e\u200f")
"""Second bytes of windows-1255 and -1256 that stand inside every other Persian word."""
_LATIN = range(0xC2, 0xC6)
"""First bytes of the letters of Latin-1 and Latin Extended-A."""
_MARKS = re.compile("[\u0300-\u036f]")


_ART = "".join(map(chr, range(0x2500, 0x25A0)))


def is_art(text: str) -> bool:
    """Whether a text is nothing but box drawing and block elements, which people draw with: no evidence at all."""
    return all("\u2500" <= char <= "\u259f" for char in text)


def _is_quiet(tail: str) -> bool:
    """Whether a tail is a letter of a script of which every word is made."""
    script = kind(tail)[1]
    return script in _FEW and not (script in ("CYRILLIC", "GREEK") and tail.isupper())


@cache
def followers() -> dict[str, str]:
    """For each character that begins UTF-8 in some codec: those that could follow and in clean text never do."""
    following: dict[str, set[str]] = {}
    for name in CODECS:
        characters = codec(name).characters
        tails = characters[0x80:0xC0]
        for lead in characters[0xC2:0xF5]:
            following.setdefault(lead, {"\ufffd"}).update(tails)
    return {
        lead: "".join(tails.difference(SEEN.get(lead, ""), _ART if is_art(lead) else ()))
        for lead, tails in following.items()
    }


@cache
def _places() -> tuple[re.Pattern[str], re.Pattern[str]]:
    leads = set(followers())
    tails = set().union(*followers().values()) - _JOINERS
    quiet = {tail for tail in tails if _is_quiet(tail)}
    # A quiet tail tells something behind a box or sign, and behind a first byte of é and its kin in a Latin word.
    boxes = {lead for lead in leads if not kind(lead)[1] and not lead.isalpha()}
    latin = {codec(name).characters[byte] for name in CODECS for byte in _LATIN}
    strangers = {lead for lead in latin if kind(lead)[1] in ("CYRILLIC", "THAI") and not lead.islower()}
    # A pattern that begins with one character class is the one shape that `re` scans for without trying.
    return (
        re.compile(f"{one_of(leads)}(?={one_of(tails - quiet)})"),
        re.compile(f"{one_of(boxes | strangers)}(?={one_of(quiet)})(?:(?<={one_of(boxes)})|(?<=[A-Za-z].))"),
    )


def odd_places(text: str) -> Iterator[int]:
    """Where two characters stand that UTF-8 read with some codec gives and that clean text never has.

    Code point offsets; each run of damage has one, unless it is one of the few pairs that clean text has.
    """
    common, rare = _places()
    tails = followers()
    for match in chain(common.finditer(text), rare.finditer(text)):
        at = match.start()
        if text[at + 1] in tails[text[at]]:
            yield at


def looks_damaged(text: str) -> bool:
    """Whether a text has a place that is worth `repair`; clean text hardly ever has."""
    if next(odd_places(text), None) is not None:
        return True
    return bool(_MARKS.search(text)) and next(odd_places(unicodedata.normalize("NFC", text)), None) is not None
