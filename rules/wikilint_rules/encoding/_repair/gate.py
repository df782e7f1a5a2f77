"""Where a text looks damaged at all: one cheap pass that clean text leaves empty-handed."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Set
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from wikilint.rule import pattern

from .natural import FEW, is_ordinary
from .oddity import kind
from .pairs import PAIRS, TRIPLES
from .tables import CODECS, LOST, charset, one_of

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


NOTHING = Bytes(frozenset(), frozenset())


@cache
def leads() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The characters that begin UTF-8 in some codec, of two bytes and of more, with the names of these codecs."""
    pairs: dict[str, list[str]] = defaultdict(list)
    longer: dict[str, list[str]] = defaultdict(list)
    for name in CODECS:
        characters = charset(name)
        for lead in characters[0xC2:0xE0]:
            pairs[lead].append(name)
        for lead in characters[0xE0:0xF5]:
            longer[lead].append(name)
    return dict(pairs), dict(longer)


@cache
def all_leads() -> frozenset[str]:
    """The characters that begin UTF-8 in some codec."""
    return frozenset().union(*leads())


@cache
def _tails(name: str) -> frozenset[str]:
    return frozenset(charset(name)[0x80:0xC0])


@cache
def all_tails() -> frozenset[str]:
    """The characters that stand inside of UTF-8 in some codec, and what is lost."""
    return frozenset(LOST).union(*map(_tails, CODECS))


class _Followers(dict[str, Bytes]):
    """What may follow a character, made when it is asked for: a page needs a few."""

    def __missing__(self, lead: str) -> Bytes:
        two, more = (
            frozenset(LOST).union(*map(_tails, names[lead])) if lead in names else frozenset[str]()
            for names in leads()
        )
        two = (
            frozenset()
            if lead in _OPENING
            else two.difference(PAIRS.get(lead, ""), _ART if is_art(lead) else ())
        )
        more = more.difference(more if lead == "\xa0" else ())
        found = self[lead] = Bytes(two, more) if lead in all_leads() else NOTHING
        return found


followers = _Followers()
"""By each character that begins UTF-8 in some codec, without the pairs that clean text has; `NOTHING` for others."""


class _Places(NamedTuple):
    """Patterns for where odd characters may be; what they find is judged by `is_unseen`.

    rare: a tail of which every word is made, behind a box or sign, and behind a first byte of é and its kin in a
        Latin word; in Thai it takes a third that tells something.
    alone: the same where ASCII has become spaces.
    """

    common: re.Pattern[str]
    rare: re.Pattern[str]
    alone: re.Pattern[str]


@lru_cache(maxsize=4)
def _places(leads: Set[str], tails: Set[str]) -> _Places:
    """The patterns for a text that has no other first and further bytes than these."""
    tails = tails - _JOINERS
    quiet = frozenset(filter(_is_quiet, tails))
    loud = one_of(tails - quiet)
    boxes = frozenset(lead for lead in leads if not kind(lead)[1] and not lead.isalpha())
    latin = leads & {charset(name)[byte] for name in CODECS for byte in _LATIN}
    strangers = {lead for lead in latin if kind(lead)[1] in ("CYRILLIC", "THAI") and not lead.islower()}
    thai = leads & set(charset("cp874")[0xE0:0xF0])
    # A pattern that begins with one character class is the one shape that `re` scans for without trying.
    begin = f"{one_of(boxes | strangers | thai)}(?={one_of(quiet | set(_ART))})"
    after = f"(?<={one_of(thai)})(?=.{loud})"
    return _Places(
        re.compile(f"{one_of(leads)}(?={loud})"),
        re.compile(f"{begin}(?:(?<={one_of(boxes)})|(?<=[A-Za-z].)|{after})"),
        re.compile(f"{begin}(?:(?<={one_of(boxes)})|(?<= .)|{after})"),
    )


def is_unseen(text: str, at: int) -> bool:
    """Whether clean text never has what begins at an offset and could be a sequence of UTF-8."""
    first = text[at]
    pair, longer = followers[first]
    second = text[at + 1 : at + 2]
    if not second:
        return False
    if second in pair:
        return True
    third = text[at + 2 : at + 3]
    if second not in longer or third not in longer or third in TRIPLES.get(first + second, ""):
        return False
    return not is_plain(first + second + third)


def odd_places(text: str) -> Iterator[int]:
    """Where characters stand that UTF-8 read with some codec gives and that clean text never has.

    Code point offsets; each run of damage has one, unless it is one of the few pairs that clean text has.
    """
    if not _TWO.search(text):
        return
    common, rare, _ = _places(all_leads(), all_tails())
    for match in chain(common.finditer(text), rare.finditer(text)):
        at = match.start()
        if (is_unseen(text, at) and not is_ordinary(text, at)) or is_boxed_letter(text, at, at + 2):
            yield at


ALONE = pattern(
    r"[ÃÂ](?:(?<=[a-z]{2}Ã)(?=[ \r\n.,;:!?)]|\Z)"
    r"|(?<=[a-z.,;:!?)]Â)(?= )"
    r"|(?<=Ã)(?<![\w“‘'\"].)(?= (?:[cdjlmnst]|qu)['’][^\W\d_]{2}))"
)
"""“voilÃ ”, “Hello.Â  ”, “Ã l’eau”: first bytes whose no-break space became a space, and went at the end of a line.

After small letters no word ends in a capital one, and none is before “l’”.
"""


_LONE = frozenset("ÃÂ")


def _has_lone_lead(text: str) -> bool:
    return any(map(text.__contains__, _LONE)) and ALONE.search(text) is not None


def looks_damaged(text: str) -> bool:
    """Whether a text has a place that is worth `repair`; clean text hardly ever has."""
    if next(odd_places(text), None) is not None or _has_lone_lead(text):
        return True
    return (
        bool(_MARKS.search(text)) and next(odd_places(unicodedata.normalize("NFC", text)), None) is not None
    )


_LONG = 20_000
"""Characters from which on patterns of its own are made for a text."""
_BOXED = pattern("(?<![─-▟])[─-▟]{2}(?![─-▟])")
_COMBINING = frozenset(map(chr, range(0x300, 0x370)))


def may_look_damaged(text: str, runs: str, characters: frozenset[str]) -> bool:
    """What `looks_damaged` says of a text, or True where only all of it tells.

    runs: the stretches of characters beyond ASCII that the text has, each once, between spaces.
    characters: what they are made of.
    """
    if not _COMBINING.isdisjoint(characters) or (
        not _LONE.isdisjoint(characters) and ALONE.search(text) is not None
    ):
        return True
    if not _TWO.search(runs):
        return False
    there = characters & all_tails()
    begin = {lead: followers[lead] for lead in characters & all_leads()}
    begin = {lead: following for lead, following in begin.items() if _are_there(following, there)}
    if not begin:
        return bool(_BOXED.search(runs))
    if len(runs) > _LONG:
        ends = frozenset().union(*(following.pair | following.longer for following in begin.values()))
        places = _places(frozenset(begin), ends & there)
    else:
        places = _places(all_leads(), all_tails())
    found = chain(places.common.finditer(runs), places.alone.finditer(runs))
    return any(is_unseen(runs, match.start()) for match in found) or bool(_BOXED.search(runs))


def _are_there(following: Bytes, tails: Set[str]) -> bool:
    return not following.pair.isdisjoint(tails) or not following.longer.isdisjoint(tails)
