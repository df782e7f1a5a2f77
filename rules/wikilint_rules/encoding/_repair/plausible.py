"""Whether a repair fits in its place: what damaging it again cannot tell, for every repair can be undone."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from .election import Run, neighbours
from .gate import is_art
from .oddity import STRANGE, UPPER, is_letter, is_quote, kind, rarity, scripts_of

_LETTER = re.compile("([^\0-\x7f])[a-z]")
"""What stands before an ASCII letter is a letter of the text, and no first byte."""
_POWERS = frozenset("²³¹°")
"""Signs that follow a unit: “Å²” is a square ångström."""
_SHARED = frozenset({"", "LATIN", "GREEK"})
"""Scripts whose single letters are signs in any text: “Δt”, “5 µm”."""
_EAST_ASIAN = "east asian"


class Setting:
    """The scripts of a text, and of what its repairs give, as far as they stand together: two letters and more."""

    def __init__(self, text: str, found: Iterable[Run]) -> None:
        self._text = text
        self._letters = frozenset(_LETTER.findall(text))
        given: set[str] = set()
        for run in found:
            scripts = scripts_of(run.new)
            if len(run.new) > 1 and not (_EAST_ASIAN in scripts and _touches_latin(run, text)):
                given |= scripts
        self._scripts = scripts_of("".join(set(text))) | given

    def fits(self, run: Run) -> bool:
        """Whether what a run gives could stand where it stands."""
        before, after = neighbours(self._text, run.start, run.end)
        return self._is_at_home(run, before, after) and is_cased(run, self._text)

    def is_doubtful(self, run: Run) -> bool:
        """Whether a run can as well be written: see `is_written`; so can letters of a word (“zvlášť”)."""
        if is_written(run, self._text):
            return True
        around = {kind(each)[1] for each in neighbours(self._text, run.start, run.end)} - {""}
        return (
            run.new.isalpha()
            and all(unicodedata.category(char) == "Ll" for char in run.old)
            and around <= scripts_of(run.old)
            and run.old[0] in self._letters
        )

    def _is_at_home(self, run: Run, before: str, after: str) -> bool:
        scripts = frozenset(map(_script, run.new)) - _SHARED
        if not scripts or {kind(before)[1], kind(after)[1]} & scripts:
            return True
        if _EAST_ASIAN in scripts:
            return bool(scripts & self._scripts)
        if len(run.new) > 1:
            return True
        return bool(scripts & self._scripts) and "LATIN" not in (kind(before)[1], kind(after)[1])


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """The script of a letter or mark, and of punctuation that only one script has (“؟”)."""
    if script := kind(character)[1]:
        return script
    return unicodedata.name(character, "").partition(" ")[0] if "\u0530" <= character < "\u1e00" else ""


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


def is_written(run: Run, text: str) -> bool:
    """Whether a run can as well be written: a word that ends in a letter, and a mark (“CAFÉ²”, “FHIR®”), or “5 Å²”.

    Lines drawn with boxes are evidence for nothing, nor are formulas (“√π”).
    """
    if is_art(run.old):
        return True
    before, after = neighbours(text, run.start, run.end)
    around = {kind(before)[1], kind(after)[1]} - {""}
    if all(map(_is_formula, run.old)):
        return "LATIN" not in around
    if run.new == run.old[1:] and not is_quote(run.new):
        return False  # “FHIRÂ®”: no word of any language in capitals ends in “Â”
    if len(run.old) != 2 or not is_letter(run.old[0]) or is_letter(run.old[1]):
        return False
    if after.isalpha():
        return False
    if before.isalpha():
        return kind(before) == kind(run.old[0]) or (
            kind(before)[0] == UPPER and kind(before)[1] == kind(run.old[0])[1]
        )
    is_odd_letter = run.old[1] in _POWERS or rarity(run.new) >= STRANGE
    return (is_odd_letter and is_letter(run.new)) or (is_quote(before) and is_quote(run.old[1]))


@lru_cache(maxsize=4096)
def _is_formula(character: str) -> bool:
    return unicodedata.category(character) == "Sm" or kind(character)[1] == "GREEK"


def several(doubtful: Sequence[Run], text: str) -> list[Run]:
    """Those of the doubtful runs that prove one another: two different words, and hardly any that does not fit.

    What fits is a capital letter.
    """
    fitting = [run for run in doubtful if run.new.isupper()]
    words = {text[max(0, run.start - 4) : run.start] for run in fitting}
    return fitting if len(words) > 1 and 4 * len(fitting) > 3 * len(doubtful) else []
