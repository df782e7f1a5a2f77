"""Whether a repair fits in its place: what damaging it again cannot tell, for every repair can be undone."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from wikilint.rule import pattern

from .election import Run, neighbours
from .gate import is_art, is_boxed_letter
from .natural import is_ordinary
from .oddity import BOX, JUNK, LETTER, LOWER, STRANGE, UPPER, is_letter, is_quote, kind, rarity, scripts_of

USUAL = frozenset({"windows-1252", "iso-8859-1", "windows-1251", "windows-1250"})
"""The codecs of nearly all damage: with any other, letters that could be a word are more likely one."""
_LETTER = pattern("([^\0-\x7f])[a-z]")
"""What stands before an ASCII letter is a letter of the text, and no first byte."""
_POWERS = frozenset("²³¹°")
"""Signs that follow a unit: “Å²” is a square ångström."""
_SHARED = frozenset({"", "LATIN", "GREEK"})
"""Scripts whose single letters are signs in any text: “Δt”, “5 µm”."""
_EAST_ASIAN = "east asian"
_SMALL = frozenset(
    {(LOWER, "LATIN"), (LOWER, "CYRILLIC"), (LOWER, "GREEK"), (LETTER, "ARABIC"), (LETTER, "HEBREW")}
)
"""Letters that a word has behind its first one. Not those of Thai: all damage by cp874 is made of them."""


@lru_cache(maxsize=4)
def _described(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The letters of a text that stand before an ASCII letter, and its scripts: asked for each codec of each layer."""
    return frozenset(_LETTER.findall(text)), scripts_of("".join(set(text)))


class Setting:
    """The scripts of a text, and of what its repairs give, as far as they stand together: two letters and more."""

    def __init__(self, text: str, found: Iterable[Run], name: str) -> None:
        self._is_common = name in USUAL
        self._text = text
        self._letters, own = _described(text)
        given: set[str] = set()
        for run in found:
            scripts = scripts_of(run.new)
            if len(run.new) > 1 and not (_EAST_ASIAN in scripts and _touches_latin(run, text)):
                given |= scripts
        self._scripts = own | given

    def fits(self, run: Run) -> bool:
        """Whether what a run gives could stand where it stands."""
        return self.is_at_home(run) and is_cased(run, self._text)

    def is_doubtful(self, run: Run) -> bool:
        """Whether a run can as well be written: see `is_written`; so can letters of a word (“zvlášť”)."""
        if is_written(run, self._text):
            return True
        before, after = neighbours(self._text, run.start, run.end)
        if not {kind(before)[1], kind(after)[1]} - {""} <= scripts_of(run.old):
            return False
        if not self._is_common and _is_word(run.old):
            return True
        if not run.new.isalpha():
            return False
        if run.old[0] in self._letters and all(unicodedata.category(char) == "Ll" for char in run.old):
            return True
        return not self._is_common and _reads_as_letters(before + run.old + after)

    def voters(self, runs: Sequence[Run], found: Sequence[Run]) -> list[Run]:
        """The runs that may vote: those that can as well be written only where they prove one another.

        That is in two different words, with a capital letter behind a capital one, and hardly any among all that were
        found that would give something else.
        """
        sure = [run for run in runs if not self.is_doubtful(run)]
        if len(sure) == len(runs) or not self._is_common:
            return sure
        doubtful = [run for run in found if run.old[1] > "\xa0" and self.is_doubtful(run)]
        fitting = [run for run in doubtful if run.new.isupper()]
        words = {self._text[max(0, run.start - 4) : run.start] for run in fitting}
        if len(words) < 2 or 4 * len(fitting) <= 3 * len(doubtful):
            return sure
        return sorted((*sure, *fitting), key=lambda run: run.start)

    def is_at_home(self, run: Run) -> bool:
        """Whether the scripts of what a run gives are those around it, or of the text."""
        before, after = neighbours(self._text, run.start, run.end)
        strangest = STRANGE + 0.25 * (before.isalpha() or after.isalpha())
        if len(run.new) == 1 and rarity(run.new) > strangest and run.new not in self._text:
            return False
        if not self._is_common and len(run.new) == 1 and kind(run.new)[0] == JUNK:
            return run.new in self._text
        scripts = frozenset(map(_script, run.new)) - _SHARED
        if not scripts or {_script(before), _script(after)} & scripts:
            return True
        if _EAST_ASIAN in scripts:
            return bool(scripts & self._scripts)
        if len(run.new) > 1:
            return True
        is_glued = any(each.isascii() and each.isalpha() for each in (before, after))
        return bool(scripts & self._scripts) and not is_glued


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


def _is_word(old: str) -> bool:
    """Whether a run is small letters of one script, with at most one mark before and after them: “„čí”, “سپس•”."""
    word = old[is_quote(old[0]) : len(old) - _is_usual_mark(old[-1])]
    kinds = {kind(char) for char in word}
    return len(kinds) == 1 and kinds <= _SMALL


def _reads_as_letters(text: str) -> bool:
    """Whether a stretch reads as a part of a word: letters of one case, the first of them as it likes."""
    letters = [char for char in text if char.isalpha()]
    return all(map(is_letter, text[1:-1])) and (
        all(map(str.isupper, letters)) or all(map(str.islower, letters[1:]))
    )


def is_written(run: Run, text: str) -> bool:
    """Whether a run can as well be written: a word that ends in a letter, and a mark: “CAFÉ²”, “10 Å—”, “5 Å²”.

    Lines drawn with boxes are evidence for nothing, nor are formulas (“√π”) and drawn-out words (“Ôôô”).
    """
    before, after = neighbours(text, run.start, run.end)
    if len(run.old) == 2 and is_ordinary(text, run.start):
        return True
    if is_art(run.old):
        return not is_boxed_letter(text, run.start, run.end)
    if is_formula(run.old):
        return "LATIN" not in (kind(before)[1], kind(after)[1])
    if _is_drawn_out(run.old) or (_ends_word(run.old) and not after.isalpha()):
        return True
    return len(run.old) == 2 and _is_letter_and_mark(run, before, after)


def _is_drawn_out(old: str) -> bool:
    return len(old) > 2 and old[1] == old[2] and is_letter(old[1])


def _is_letter_and_mark(run: Run, before: str, after: str) -> bool:
    """Whether a letter and a mark may stand where they do: at the end of a word, or alone where the repair is rare."""
    letter, mark = run.old[0], run.old[1]
    if is_quote(before) and is_quote(mark):
        return True
    if not is_letter(letter) or is_letter(mark):
        return False
    if run.new == mark and not is_quote(run.new) and run.new != "\xa0":
        return False  # “FHIRÂ®”: no word of any language in capitals ends in “Â”
    if not before.isalpha():
        return is_letter(run.new) and not after.isalpha() and (mark in "–—" or _is_mark(run))
    first, last = kind(before), kind(letter)
    is_natural = first == last or (first[0] == UPPER and first[1] == last[1])
    return is_natural and (not after.isalpha() or (mark == "\xa0" and not after.islower()))


def _ends_word(old: str) -> bool:
    """Whether a small letter ends a word, and a mark or a no-break space and a dash come after it: “Git'а\xa0—”."""
    if len(old) == 3:
        return is_letter(old[0]) and old[1] == "\xa0" and not is_letter(old[2])
    return len(old) == 2 and kind(old[0])[0] == LOWER and _is_usual_mark(old[1])


def _is_usual_mark(char: str) -> bool:
    """Whether a character often comes after words: neither a letter nor a box nor junk."""
    return not is_letter(char) and kind(char)[0] not in (BOX, JUNK)


def _is_mark(run: Run) -> bool:
    """Whether the second character of a run could follow a letter that stands alone."""
    mark = run.old[1]
    return (mark in _POWERS and run.old[0] == "Å") or rarity(run.new) >= STRANGE


def is_formula(text: str) -> bool:
    """Whether a text is nothing but signs and Greek letters of formulas."""
    return all(map(_is_of_formulas, text))


@lru_cache(maxsize=4096)
def _is_of_formulas(character: str) -> bool:
    return unicodedata.category(character) == "Sm" or kind(character)[1] == "GREEK" or character in "°´"
