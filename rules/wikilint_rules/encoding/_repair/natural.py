"""Clean words that look like damage: with what a typesetter puts around them, in an odd case, or joined."""

from functools import lru_cache
from itertools import islice

from wikilint.rule import pattern

from .oddity import LOWER, is_letter, kind
from .tables import CODECS, codec

FEW = frozenset({"CYRILLIC", "GREEK", "HEBREW", "ARABIC", "THAI"})
"""Scripts that a one-byte codec holds as a whole: every word of theirs is made of first and second bytes."""
_DASHES = frozenset("…–—")
_OPENED_BY = {"»": "«„", "«": "»", "”": "“„”", "“": "„“", "’": "‘‚’", "‘": "‚", "›": "‹", "‹": "›"}
_AFTER_WORDS = frozenset("\xa0") | _DASHES | _OPENED_BY.keys()
_QUOTATION = 200
"""How many characters a quotation may have."""
_FIRST = frozenset("ΞΟ")
"""What the first byte of every Greek letter is in windows-1253: “Ξ’” was “Β”."""
_JOINING = frozenset("’·–—")
"""What joins two letters: “Д’Артаньян”, “В·А”, “Р–Н”."""
_EDGES = "«»„“”‘’‹›…–—·•"
"""Punctuation around a word, which may be intact where the word is damaged."""
_CASED = frozenset({"CYRILLIC", "GREEK"})
_ISLAND = pattern("[^\0-\x7f\xa0]+")
_LONGEST = 64
"""Characters beyond ASCII that a word may have on each side of a place."""
_WORD = pattern("(?<![^\\W_])[\u0370-\u052f][\u03ac-\u03ce\u0430-\u045f]{3,}(?![^\\W_])")
"""A word of Cyrillic or Greek in small letters, but for the first: damage gives capitals in between."""
_INTACT = 2
"""Such words that show a text to be in the script."""


def is_ordinary(text: str, at: int) -> bool:
    """Whether characters that no clean text is known to have are a word all the same, or its end."""
    return _is_typeset(text, at) or _is_word(text, at)


def _is_typeset(text: str, at: int) -> bool:
    """Whether what begins at an offset is a word and a mark, as any typesetter puts them, and says nothing.

    After a word: a no-break space (“v\xa0lese”, “в\xa0Москве”), a quotation mark that was opened in the same
    paragraph, dots, a dash. Before one: a dash (“Київ–Львів”), an opening quotation mark (“„čáp“”, “»öffentlich«”).
    """
    lead, second = text[at], text[at + 1 : at + 2]
    if lead in _DASHES:
        return kind(second)[1] in FEW if second else False
    if lead == "»":
        return (
            not text[at - 1 : at].isalnum() and second.isalpha() and text.find("«", at, at + _QUOTATION) > 0
        )
    if lead == "„":
        return not text[at - 1 : at].isalnum() and text[at + 3 : at + 4].isalpha() and text[at + 3] < "\x80"
    if _ends_word(text, at):
        return True
    before = text[at - 1 : at]
    if not (second.isalpha() and _follows(lead, second) and _ends_word(text, at + 1)):
        return False
    # “âš\xa0” was a symbol, whatever it touches.
    return _follows(before, lead) and lead != "â" if before.isalpha() else kind(lead)[1] in FEW


def _ends_word(text: str, at: int) -> bool:
    """Whether a letter ends a word and a mark follows it. Single capitals in Latin are not asked: “Ã\xa0” was “à”."""
    lead, tail, after = text[at], text[at + 1 : at + 2], text[at + 2 : at + 3]
    if tail not in _AFTER_WORDS or not is_letter(lead):
        return False
    name, script = kind(lead)
    if tail == "\xa0":
        return name == LOWER or script in FEW
    before = text[at - 1 : at]
    if not (_follows(before, lead) if before.isalpha() else script in FEW):
        return False
    if after.isalpha():  # “Київ–Інформ”
        return tail in "–—" and script in FEW and before.isalpha() and kind(after)[1] == script
    if tail == "’" and script == "GREEK" and not before.isalpha():
        return lead not in _FIRST  # “Γ’ τάξη”, the third form
    return after < "\x80" if tail in _DASHES else _is_open(text, at, _OPENED_BY[tail])


def _follows(before: str, letter: str) -> bool:
    """Whether a letter may follow another in a word: of one script, and no capital after a small one."""
    return kind(before)[1] == kind(letter)[1] and not (before.islower() and letter.isupper())


def _is_open(text: str, at: int, marks: str) -> bool:
    """Whether one of these quotation marks was opened shortly before an offset, in the same paragraph."""
    start = max(at - _QUOTATION, 0)
    start = max(text.rfind("\n\n", start, at), text.rfind("\n\r", start, at), start)
    return any(text.find(mark, start, at) >= 0 for mark in marks)


def _is_word(text: str, at: int) -> bool:
    """Whether Cyrillic or Greek letters belong to a word in an odd case, or to two that are joined: “ЧаВо”, “В·А”.

    Damage is damage from end to end: the first byte of one character follows the last one of another.
    """
    second = at + (text[at + 1 : at + 2] in _JOINING) + 1
    scripts = {kind(char)[1] for char in text[at : second + 1] if char.isalpha()}
    if len(scripts) != 1 or not scripts <= _CASED or not text[second : second + 1].isalpha():
        return False
    start = at
    while start and text[start - 1] > "\xa0" and at - start < _LONGEST:
        start -= 1
    island = _ISLAND.match(text, start, start + 2 * _LONGEST)
    most = _most(island[0]) if island else 0
    return most == 0 or (most == 1 and _is_in_script(text))


@lru_cache(maxsize=4096)
def _most(island: str) -> int:
    """How many characters an island of non-ASCII ones is when some codec undoes all of it; 0 where none does."""
    found = 0
    for name in CODECS:
        for part in {island, island.strip(_EDGES)}:
            if part[:1] in codec(name).leads:
                try:
                    found = max(found, len(codec(name).undo(part)))
                except UnicodeError:
                    continue
    return found


@lru_cache(maxsize=4)
def _is_in_script(text: str) -> bool:
    """Whether a text has intact words of Cyrillic or Greek."""
    return sum(1 for _ in islice(_WORD.finditer(text), _INTACT)) == _INTACT
