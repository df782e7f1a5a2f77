"""Where a text looks damaged at all: one cheap pass that clean text leaves empty-handed."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from wikilint.rule import pattern

from .natural import FEW, is_ordinary
from .oddity import kind
from .pairs import PAIRS, TRIPLES
from .tables import CODECS, codec, one_of

_JOINERS = frozenset("\u200c\u200d\u200e\u200f")
"""Second bytes of windows-1255 and -1256 that stand inside every other Persian word."""
_LATIN = range(0xC2, 0xC6)
"""First bytes of the letters of Latin-1 and Latin Extended-A."""
_MARKS = pattern("[\u0300-\u036f]")
_TWO = pattern("[^\0-\x7f](?=[^\0-\x7f])")
"""What every place of damage begins with: most Latin text has no two characters beyond ASCII side by side."""


_OPENING = frozenset("“‘«‹„‚’\xa0\u05be")
"""Quotation marks, the apostrophe, the no-break space, and the hyphen of Hebrew: anything may follow."""
_ART = "".join(map(chr, range(0x2500, 0x25A0)))


def is_art(text: str) -> bool:
    """Whether a text is nothing but box drawing and block elements, which people draw with: no evidence at all."""
    return all("\u2500" <= char <= "\u259f" for char in text)


def _is_quiet(tail: str) -> bool:
    """Whether a tail is a letter of a script of which every word is made."""
    script = kind(tail)[1]
    return script in FEW and not (script in ("CYRILLIC", "GREEK") and tail.isupper())


@lru_cache(maxsize=65536)
def is_plain(letters: str) -> bool:
    """Whether letters of one such script follow one another as they do in every word."""
    scripts = {kind(letter)[1] for letter in letters}
    if len(scripts) > 1 or not scripts <= FEW:
        return False
    return not any(first.islower() and second.isupper() for first, second in pairwise(letters))


def is_boxed_letter(text: str, start: int, end: int) -> bool:
    """Whether boxes stand inside a word, as in “M├╝nchen”; lines drawn with boxes may touch single letters."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    is_inside = before[-1:].isalpha() and after[:1].isalpha()
    return (
        is_inside
        and is_art(text[start:end])
        and ((len(before) == 2 and before.isalpha()) or after[1:].isalpha())
    )


class Bytes(NamedTuple):
    """What may follow a character in UTF-8 that some codec read: as the first byte of two, and of three or four."""

    pair: frozenset[str]
    longer: frozenset[str]


@cache
def followers() -> dict[str, Bytes]:
    """By each character that begins UTF-8 in some codec; without the pairs that clean text has."""
    pairs: dict[str, set[str]] = {}
    longer: dict[str, set[str]] = {}
    for name in CODECS:
        characters = codec(name).characters
        tails = characters[0x80:0xC0]
        for following, leads in ((pairs, characters[0xC2:0xE0]), (longer, characters[0xE0:0xF5])):
            for lead in leads:
                following.setdefault(lead, {"\ufffd"}).update(tails)
    for lead in pairs.keys() & _OPENING:
        pairs[lead] = set()
    longer.pop("\xa0", None)
    return {
        lead: Bytes(
            frozenset(pairs.get(lead, set()).difference(PAIRS.get(lead, ""), _ART if is_art(lead) else ())),
            frozenset(longer.get(lead, ())),
        )
        for lead in pairs.keys() | longer.keys()
    }


@cache
def _places() -> tuple[re.Pattern[str], re.Pattern[str]]:
    leads = set(followers())
    tails: set[str] = set().union(*(pair | longer for pair, longer in followers().values())) - _JOINERS
    quiet = {tail for tail in tails if _is_quiet(tail)}
    # A quiet tail tells something behind a box or sign, and behind a first byte of é and its kin in a Latin word;
    # in Thai it takes a third that does.
    boxes = {lead for lead in leads if not kind(lead)[1] and not lead.isalpha()}
    latin = {codec(name).characters[byte] for name in CODECS for byte in _LATIN}
    strangers = {lead for lead in latin if kind(lead)[1] in ("CYRILLIC", "THAI") and not lead.islower()}
    thai = set(codec("cp874").characters[0xE0:0xF0])
    # A pattern that begins with one character class is the one shape that `re` scans for without trying.
    return (
        re.compile(f"{one_of(leads)}(?={one_of(tails - quiet)})"),
        re.compile(
            f"{one_of(boxes | strangers | thai)}(?={one_of(quiet | set(_ART))})"
            f"(?:(?<={one_of(boxes)})|(?<=[A-Za-z].)|(?<={one_of(thai)})(?=.{one_of(tails - quiet)}))"
        ),
    )


def is_unseen(text: str, at: int) -> bool:
    """Whether clean text never has what begins at an offset and could be a sequence of UTF-8."""
    first = text[at]
    pair, longer = followers().get(first, NOTHING)
    second = text[at + 1 : at + 2]
    if not second:
        return False
    if second in pair:
        return True
    third = text[at + 2 : at + 3]
    if second not in longer or third not in longer or third in TRIPLES.get(first + second, ""):
        return False
    return not is_plain(first + second + third)


NOTHING = Bytes(frozenset(), frozenset())


def odd_places(text: str) -> Iterator[int]:
    """Where characters stand that UTF-8 read with some codec gives and that clean text never has.

    Code point offsets; each run of damage has one, unless it is one of the few pairs that clean text has.
    """
    if not _TWO.search(text):
        return
    common, rare = _places()
    for match in chain(common.finditer(text), rare.finditer(text)):
        at = match.start()
        if (is_unseen(text, at) and not is_ordinary(text, at)) or is_boxed_letter(text, at, at + 2):
            yield at


ALONE = pattern(
    r"(?<=[a-z]{2})Ã(?=[ \r\n.,;:!?)]|\Z)"
    r"|(?<=[a-z.,;:!?)])Â(?= )"
    r"|(?<![\w“‘'\"])Ã(?= (?:[cdjlmnst]|qu)['’][^\W\d_]{2})"
)
"""“voilÃ ”, “Hello.Â  ”, “Ã l’eau”: first bytes whose no-break space became a space, and went at the end of a line.

After small letters no word ends in a capital one, and none is before “l’”.
"""


def _has_lone_lead(text: str) -> bool:
    return ("Ã" in text or "Â" in text) and ALONE.search(text) is not None


def looks_damaged(text: str) -> bool:
    """Whether a text has a place that is worth `repair`; clean text hardly ever has."""
    if next(odd_places(text), None) is not None or _has_lone_lead(text):
        return True
    return (
        bool(_MARKS.search(text)) and next(odd_places(unicodedata.normalize("NFC", text)), None) is not None
    )
