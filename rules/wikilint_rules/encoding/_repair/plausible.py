"""Whether a repair fits in its place: what damaging it again cannot tell, for every repair can be undone."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from .election import Run, neighbours
from .gate import is_art
from .oddity import UPPER, is_letter, is_quote, kind, scripts_of

_POWERS = frozenset("²³¹°")
"""Signs that follow a unit: “Å²” is a square ångström."""
_SHARED = frozenset({"", "LATIN", "GREEK"})
"""Scripts whose single letters are signs in any text: “Δt”, “5 µm”."""
_EAST_ASIAN = "east asian"


class Setting:
    """The scripts of a text, and of what its repairs give, as far as they stand together: two letters and more."""

    def __init__(self, text: str, found: Iterable[Run]) -> None:
        given: set[str] = set()
        for run in found:
            scripts = scripts_of(run.new)
            if len(run.new) > 1 and not (_EAST_ASIAN in scripts and _touches_latin(run, text)):
                given |= scripts
        self._scripts = scripts_of("".join(set(text))) | given

    def fits(self, run: Run, text: str) -> bool:
        """Whether what a run gives could stand where it stands."""
        before, after = neighbours(text, run.start, run.end)
        return self._is_at_home(run, before, after) and is_cased(run, text)

    def _is_at_home(self, run: Run, before: str, after: str) -> bool:
        scripts = scripts_of(run.new) - _SHARED
        if not scripts or {kind(before)[1], kind(after)[1]} & scripts:
            return True
        if _EAST_ASIAN in scripts:
            return bool(scripts & self._scripts)
        if len(run.new) > 1:
            return True
        return bool(scripts & self._scripts) and "LATIN" not in (kind(before)[1], kind(after)[1])


def _touches_latin(run: Run, text: str) -> bool:
    return any(kind(each)[1] == "LATIN" for each in neighbours(text, run.start, run.end))


def is_cased(run: Run, text: str) -> bool:
    """Whether a letter has the case of the word it stands in; damage that was upper-cased afterwards has not.

    Only ASCII letters beside it are asked: others may be damage themselves.
    """
    before, after = neighbours(text, run.start, run.end)
    is_after_capital = before.isascii() and before.isupper()
    is_before_capital = after.isascii() and after.isupper()
    first, last = run.new[0], run.new[-1]
    if first.islower() and is_letter(first) and is_after_capital and not after.islower():
        return not is_before_capital and not text[max(0, run.start - 2) : run.start - 1].isalpha()
    return not (last.islower() and is_letter(last) and is_before_capital and not before.islower())


def is_doubtful(run: Run, text: str) -> bool:
    """Whether a run can as well be written: a word that ends in a letter, and a mark (“CAFÉ²”, “FHIR®”), or “5 Å²”.

    So can letters in the middle of a word (“zvlášť”) that would give another letter. Lines drawn with boxes are
    evidence for nothing, nor are formulas (“√π”).
    """
    if is_art(run.old):
        return True
    before, after = neighbours(text, run.start, run.end)
    around = {kind(before)[1], kind(after)[1]} - {""}
    if all(map(_is_formula, run.old)):
        return "LATIN" not in around
    if all(unicodedata.category(char) == "Ll" for char in run.old) and around <= scripts_of(run.old):
        return run.new.isalpha()
    if len(run.old) != 2 or not is_letter(run.old[0]) or is_letter(run.old[1]):
        return False
    if after.isalpha():
        return False
    if before.isalpha():
        if run.new.islower() and before.isupper() and not text[run.start - 2 : run.start - 1].isalpha():
            return False  # “Có”
        return kind(before) == kind(run.old[0]) or (
            kind(before)[0] == UPPER and kind(before)[1] == kind(run.old[0])[1]
        )
    return (run.old[1] in _POWERS and is_letter(run.new)) or (is_quote(before) and is_quote(run.old[1]))


@lru_cache(maxsize=4096)
def _is_formula(character: str) -> bool:
    return unicodedata.category(character) == "Sm" or kind(character)[1] == "GREEK"


def several(doubtful: Sequence[Run], text: str) -> list[Run]:
    """Those of the doubtful runs that prove one another: two different words, and hardly any that does not fit.

    What fits is a capital letter behind a capital one, or the very mark that stood there (“FHIRÂ®”).
    """
    fitting = [
        run for run in doubtful if run.new.isupper() or (run.new == run.old[1] and not is_quote(run.new))
    ]
    words = {text[max(0, run.start - 4) : run.start] for run in fitting}
    return fitting if len(words) > 1 and 4 * len(fitting) > 3 * len(doubtful) else []


_BROKEN = re.compile("[\"'?\\ufffd]")


def has_rest(old: str, new: str, kept: Sequence[tuple[int, str]], leads: frozenset[str]) -> bool:
    """Whether a repaired word still has something of the damage.

    kept: the characters beyond ASCII of `new` that no repair gave, with their offsets.
    leads: the first bytes of the codec that was undone.
    """
    for at, char in kept:
        if char not in leads or is_art(char):
            continue
        before, after = neighbours(new, at, at + 1)
        if kind(char)[0] == UPPER and (before.islower() or after.islower() or not after.isalpha()):
            return True
        if _BROKEN.match(after) or not char.isalpha():
            return True
    return False
