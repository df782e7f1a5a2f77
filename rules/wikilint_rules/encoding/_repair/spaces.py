"""No-break spaces inside of damage that became spaces, or went at the end of a line. Guesses, never safe.

A0 is the last byte of “à”, of “Š”, and of the no-break space itself. Programs that clean up spaces take it for one:
“Ã ” was “à”, “Å koda” was “Škoda”, “25Â km” has a no-break space.
"""

import re
from collections.abc import Iterator, Set
from functools import cache

from .election import Run
from .gate import ALONE
from .oddity import STRANGE, kind, rarity
from .pieces import Tier
from .plausible import Setting
from .tables import codec, one_of

_COMMON = "windows-1252"
"""The codec of such damage where nothing else of the text tells."""
_JOINED = r"(?:s|quel[ae]s?|quilo)(?![\w'’])"
"""What a space was never before: Portuguese “às”, “àquele” and its kin; in French “s’” and “quelle” come after “à ”."""


def spaced_runs(
    text: str, setting: Setting, name: str, votes: int, given: Set[int]
) -> Iterator[tuple[Run, Tier]]:
    """First bytes of a codec, or all of a sequence but its last byte, before what was a no-break space.

    setting: what the text has without what is only shown.
    votes: the places that prove the codec; without any only what can be nothing else is taken.
    given: the offsets of what repairs gave.
    """
    if codec(name).characters[0xA0] != "\xa0":
        return
    if not votes:
        yield from _alone(text) if name == _COMMON else ()
        return
    written = _Written(text, given, codec(name).tails)
    lead = re.escape(codec(name).characters[0xC3])
    # “nÃda”: “Ã ” may have been “í ” as well
    is_hyphenless = re.search(f"{lead}(?<=[a-z]{lead})(?=[a-z])", text) is not None
    for match in _spaced(name).finditer(text):
        run = _run(match, name)
        if (
            run is None
            or (run.new == "à" and is_hyphenless)
            or run.start in given
            or written.has(run.old[0], is_grave=run.new == "à")
        ):
            continue
        if setting.is_at_home(run) and all(rarity(char) < STRANGE or char in text for char in run.new):
            yield run, "unsafe"


def _alone(text: str) -> Iterator[tuple[Run, Tier]]:
    for match in ALONE.finditer(text):
        start, old = match.start(), match.group()
        is_inside = text[start - 1 : start].strip() != "" and start > 0
        taken = old + " " if text[start + 1 : start + 3] == "  " or old == "Â" else old
        new = "à" if old == "Ã" else "\xa0"
        yield Run(start, start + len(taken), taken, new, 0.0), "unsafe" if is_inside else "display"


def _run(match: re.Match[str], name: str) -> Run | None:
    """What was there; one space is left where there is only one and a word ends."""
    old = match.group()
    try:
        new = codec(name).undo(old.rstrip(" ") + "\xa0")
    except UnicodeError:
        return None
    return Run(*match.span(), old, new, 0.0)


class _Written:
    """The letters that a text has in words of its own: they can stand alone as well (“В” in Russian, “Å” in Danish)."""

    def __init__(self, text: str, given: Set[int], tails: Set[str]) -> None:
        self._text = text
        self._given = given
        self._tails = tails
        self._known: dict[str, bool] = {}

    def has(self, lead: str, *, is_grave: bool) -> bool:
        """Whether the first byte is such a letter; in a Latin text no “Ã” stands alone."""
        if not lead.isalpha() or (is_grave and kind(lead)[1] == "LATIN"):
            return False
        if lead not in self._known:
            found = re.finditer(f"(?i:{lead})", self._text)
            self._known[lead] = any(self._is_in_word(match.start()) for match in found)
        return self._known[lead]

    def _is_in_word(self, at: int) -> bool:
        """Whether a letter is beside another one of its own text; “š” is none in “âš ”."""
        beside = self._text[max(0, at - 1) : at] + self._text[at + 1 : at + 2]
        return at not in self._given and any(char.isalpha() and char not in self._tails for char in beside)


@cache
def _spaced(name: str) -> re.Pattern[str]:
    table = codec(name).characters
    lead, mark = one_of(table[0xC3]), one_of(table[0xC2] + table[0xD0] + table[0xD9])
    others, tail = one_of(table[0xC4:0xE0]), one_of(table[0x80:0xC0])
    # A pattern that begins with one character class is scanned for in a tenth of the time.
    return re.compile(
        f"{one_of(table[0xC2:0xED])}(?:(?<={lead})(?: (?={_JOINED})| (?![^\\W\\d_])|(?= [^\\W\\d_]))"
        f"|(?<={mark}) (?=[^ ]| )|(?<={others}) (?=[a-z])"
        f"|(?<={one_of(table[0xE0:0xED])}){tail} (?=[^\\0-\\x7f]))"
    )
