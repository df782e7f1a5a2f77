"""What is left of the damage in a repaired word: a word is repaired whole or not at all.

Text that was damaged may have been changed afterwards: put in capitals, stripped of controls or soft hyphens, its
quotes straightened. Then some sequences of a word can still be undone and others cannot.
"""

from collections.abc import Sequence

from wikilint.rule import pattern

from .gate import followers, is_art, is_unseen
from .oddity import UPPER, is_letter, kind, oddity
from .tables import Codec

Part = tuple[int, int, str]
"""Start, end and new text of a repair in a word."""

_BROKEN = pattern("[\"'?\ufffd]")
"""What straightened quotes and replaced bytes look like."""


def is_left_over(word: str, parts: Sequence[Part], undone: Codec) -> bool:
    """Whether a repaired word has a rest of the damage, or a letter of the wrong case.

    undone: the codec that was undone.
    """
    is_covered = sum(end - start for start, end, _ in parts) == len(word) - len(
        word.encode("ascii", "ignore")
    )
    if is_covered and not any(_meets_a_case(word, *part) for part in parts):
        return False
    new, given, kept = _repaired(word, parts)
    gives_others = any(is_letter(new[at]) and kind(new[at])[1] != "LATIN" for at in given)
    return (
        any(_is_rest(new, at, undone) for at in kept)
        or any(_is_miscast(new, at) for at in given)
        or (gives_others and any(new[at] in undone.leads and is_letter(new[at]) for at in kept))
    )


def _meets_a_case(word: str, start: int, end: int, new: str) -> bool:
    """Whether a letter beside a repair is of another case than its first or last one."""
    before, after = word[start - 1 : start], word[end : end + 1]
    return (before.isupper() and new[0].islower()) or (
        (after.isupper() and new[-1].islower()) or (before.islower() and new[0].isupper())
    )


def _repaired(word: str, parts: Sequence[Part]) -> tuple[str, list[int], list[int]]:
    """The new word, and where in it the characters stand that repairs gave, and those beyond ASCII that were kept."""
    text, at = "", 0
    given: list[int] = []
    kept: list[int] = []
    for start, end, new in (*parts, (len(word), len(word), "")):
        kept += [len(text) + offset for offset, char in enumerate(word[at:start]) if char > "\x7f"]
        text += word[at:start]
        given += {len(text), len(text) + len(new) - 1} if new else ()
        text += new
        at = end
    return text, given, kept


def _is_rest(word: str, at: int, undone: Codec) -> bool:
    char, before, after = word[at], word[at - 1 : at] if at else "", word[at + 1 : at + 2]
    if is_letter(char) and any(_are_of_two_scripts(char, each) for each in (before, after)):
        return True
    if char <= "\x9f" or (char in undone.characters and oddity(char, before or " ", after or " ") > 0):
        return True
    if char not in undone.leads:
        return False
    if not is_letter(char) and any(each > "\x7f" and is_letter(each) for each in (before, after)):
        return True  # “×ת” lost a control
    if is_art(char):
        return before.isalpha() or after.isalpha()
    if kind(char)[0] == UPPER and (before.islower() or after.islower()):
        return True
    return bool(_BROKEN.match(after)) or is_unseen(word, at) or _begins(char, after)


def _are_of_two_scripts(char: str, other: str) -> bool:
    return bool(other) and other > "\x7f" and is_letter(other) and kind(char)[1] != kind(other)[1]


def _begins(lead: str, after: str) -> bool:
    """Whether two characters begin a sequence whose end is gone: “â€”."""
    return bool(after) and not is_letter(after) and after in followers[lead].longer


def _is_miscast(word: str, at: int) -> bool:
    """Whether a letter that was given has not the case of the letters on both sides."""
    char, before, after = word[at], word[at - 1 : at] if at else "", word[at + 1 : at + 2]
    if not is_letter(char) or is_unseen(word, at):
        return False
    if char.islower():
        return after.isupper() or (
            before.isupper() and word[at - 2 : at - 1].isupper() and not after.isalpha()
        )
    return char.isupper() and before.islower() and (after.islower() or not after.isalpha())


_WORDS = pattern("[A-Za-z]{2,}")
_SMALL_IN_WORD = pattern("[a-z](?:[A-Za-z]|(?<=[A-Za-z]{2}))")
_CASED = frozenset("œšž")
"""Second and further bytes of windows-1252 that are other bytes as capitals."""
_ENOUGH = 8
"""Words that tell how a text is cased."""


def is_lowered(text: str) -> bool:
    """Whether a damaged text was put in small letters: “åš›” was “åŠ›”, and is another character now."""
    return text.islower() and len(_WORDS.findall(text)) >= _ENOUGH


def has_lost_case(old: str) -> bool:
    """Whether damage has a character that may have been a capital one."""
    return not _CASED.isdisjoint(old)


def is_recast(text: str, name: str) -> bool:
    """Whether a damaged text was put in capitals, in title case or in small letters by a program that did not know of
    the damage. Small letters leave nothing but “â€™” and its like; what another codec makes of them is chance."""
    is_lower = name not in ("windows-1252", "iso-8859-1") and text.islower()
    if not is_lower and not text.istitle() and _SMALL_IN_WORD.search(text):
        return False
    return len(_WORDS.findall(text)) >= _ENOUGH
