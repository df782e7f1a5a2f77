"""How far the runs of an elected codec can be trusted."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence, Set

from wikilint.rule import pattern

from .election import Run, gain, neighbours
from .gate import is_art, is_plain, is_unseen
from .lossy import LOST
from .oddity import STRANGE, is_letter, is_possible, is_quote, oddity, rarity, scripts_of, with_partners
from .plausible import USUAL, is_formula
from .tables import CODECS, codec

_ARABIC_MARKS = "،؛؟"
"""Bytes of windows-1256 that stand behind the letters of any Arabic text as well, as in “غ،”."""
_OFTEN = USUAL | {"mac-roman", "cp437"}
"""The codecs of which a lone pair may be safe; a pair of the others could be anything."""
_COMMON = 3.0
"""What it is worth to be the more common mistake, where only one place or kind of place speaks."""
_SLIGHT = 1.0
"""How much odder a repair may be than what stood there, where other damage speaks for it: a rare letter is."""
_RARER = -2.0
"""What it costs to be the rarer one."""
_EQUALS = frozenset({"windows-1250", "iso-8859-2"})
"""Neither is the rarer mistake, and they differ in “š”, “ť”, “ž” and a few more: “bĹŤtĹł” is “bōtų” or “būtų”."""
_PUNCTUATION = frozenset("“”„‘’‚«»‹›–—…·•")
_SYMBOLS = "\u2000"
_BEYOND = pattern("[^\0-\x7f\xa0]")
_QUOTED = pattern("[\"'`“”„«»]")
_NEAR = 20
"""How far away quotation marks may be that show a word as a word."""
_BLANKS = " \t\r\n"
_BLANK = pattern("[ \t\r\n]")
_STEP = 64
"""Characters that are looked at first for the beginning of a word; each further step is four times as long."""


class Words:
    """The words of a text: from blank to blank, ASCII blanks only.

    Linear, however long a word is, where they are asked for in order: the last one is kept.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._last = 0, 0
        self._lost = [match.start() for match in re.finditer(LOST, text)] if LOST in text else []

    def bounds(self, offset: int) -> tuple[int, int]:
        """Start and end of the word that an offset lies in."""
        low, high = self._last
        if not low <= offset < high:
            blank = _BLANK.search(self._text, offset + 1)
            self._last = self._begin(offset), blank.start() if blank else len(self._text)
        return self._last

    def _begin(self, offset: int) -> int:
        at, step = offset + 1, _STEP
        while at > 0:
            start = max(0, at - step)
            found = max(self._text.rfind(each, start, at) for each in _BLANKS)
            if found >= 0:
                return found + 1
            at, step = start, 4 * step
        return 0

    def lost(self) -> Counter[int]:
        """How many bytes are lost in each word, by its start."""
        return Counter(self.bounds(offset)[0] for offset in self._lost)

    def is_lossy(self, run: Run) -> bool:
        """Whether bytes of the word are lost."""
        low, high = self.bounds(run.start)
        return bisect_right(self._lost, low - 1) < bisect_right(self._lost, high - 1)


def is_solid(
    text: str,
    words: Words,
    found: Sequence[Run],
    voting: Sequence[Run],
    candidates: Sequence[str],
    mended: Set[tuple[int, int]] = frozenset(),
) -> bool:
    """Whether the voting runs are evidence enough for the first of the candidates.

    Several are, unless all stand in one word: then they count as one, which has to be explained without a rest. What
    one word or one sequence, however often, says, no other codec may explain nearly as well in another way.
    mended: where the repairs of the layers before stand: two layers speak louder than one.
    """
    low, high = words.bounds(voting[0].start)
    if not all(low <= run.start < high for run in voting):
        if len({run.old for run in voting}) == 1 and are_rivalled(candidates, text, voting[:1], 1.5):
            return False
        return not is_stray({run.new for run in voting}, text)
    first = voting[0]
    if len(voting) == 1:
        is_pair = len(first.old) < 3 and (first.start, first.end) not in mended
        is_usual = candidates[0] in _OFTEN and max(map(rarity, first.new)) < STRANGE
        if is_foreign(first, text) or (is_pair and not (is_usual and _is_only_place(first, text))):
            return False
    if not is_covered(text, words, found, first, candidates[0]):
        return False
    return not are_rivalled(candidates, text, voting, 1.5)


def _is_only_place(run: Run, text: str) -> bool:
    """Whether a lone pair is all that a text has beyond ASCII, inside a word and outside of quotes.

    Then there is no sign that the text was ever read rightly, and clean text never has the pair.
    """
    before, after = neighbours(text, run.start, run.end)
    is_inside = before.isalpha() and after.isalpha()
    if not (before.isalpha() or after.isalpha()) or not is_unseen(text, run.start) or is_formula(run.old):
        return False
    if oddity(run.old, before, after) <= 0 and not is_inside:
        return False
    return len(_BEYOND.findall(text)) == len(run.old) and not _QUOTED.search(_around(text, run))


def _around(text: str, run: Run) -> str:
    """What is near a run, without the run: “aoÃ»t” is no quotation."""
    return text[max(0, run.start - _NEAR) : run.start] + text[run.end : run.end + _NEAR]


def is_covered(text: str, words: Words, found: Sequence[Run], run: Run, name: str) -> bool:
    """Whether the runs of a codec explain all that is not ASCII in the word of one of them.

    A no-break space that no run needs ends a word as any space does; Word and Blogger put one beside every dash. Nor
    does intact punctuation count that is no first byte, nor an emoji, which is no byte at all.
    """
    low, high = words.bounds(run.start)
    first = bisect_left(found, low, key=_start)
    last = bisect_left(found, high, key=_start)
    left = list(text[low:high])
    for each in found[first:last]:
        left[each.start - low : each.end - low] = " " * (each.end - each.start)
    leads = codec(name).leads
    return all(
        char < "\x80"
        or char == "\xa0"
        or (char in _PUNCTUATION and char not in leads)
        or (char > _SYMBOLS and not is_letter(char) and char not in codec(name).characters)
        for char in left
    )


def _start(run: Run) -> int:
    return run.start


def are_rivalled(candidates: Sequence[str], text: str, voting: Sequence[Run], margin: float) -> bool:
    """Whether a codec makes something else of the same characters than the first of the candidates does.

    margin: how much more odd that has to be, to count no longer; from a more common codec it counts nearly always.
    """
    rank = CODECS.index
    own: str = candidates[0]
    for name in candidates[1:]:
        bias = _COMMON if rank(name) < rank(own) else 0 if {name, own} == _EQUALS else _RARER
        wide = margin + bias
        if _is_rival(name, text, voting, wide):
            return True
    return False


def _is_rival(name: str, text: str, voting: Sequence[Run], margin: float) -> bool:
    for run in voting:
        try:
            new = codec(name).undo(run.old)
        except UnicodeError:
            continue
        if new != run.new and all(map(is_possible, new)):
            other = gain(name, run.old, new, *neighbours(text, run.start, run.end))
            if other > run.gain - margin:
                return True
    return False


def is_foreign(run: Run, text: str) -> bool:
    """Whether a run gives a single letter of a script that the text has nowhere else."""
    return len(run.new) == 1 and not scripts_of(run.new) <= scripts_of("".join(set(text)))


def is_stray(characters: Set[str], text: str) -> bool:
    """Whether all that is given is one character of a block beyond Greek and Cyrillic, and the text has none of it.

    Several “Ÿ§” in German that lost its “ü” and “ß” are no Arabic digits.
    """
    only = "".join(characters)
    return (
        len(only) == 1
        and "\u0530" <= only < "\u1e00"
        and not any(ord(char) >> 8 == ord(only) >> 8 for char in set(text))
    )


def is_coherent(places: Sequence[int], voting: Sequence[Run], text: str) -> bool:
    """Whether a codec explains most of what is odd; where two one-byte codecs were mixed up, none does."""
    starts = [run.start for run in voting]

    def is_explained(place: int) -> bool:
        at = bisect_right(starts, place) - 1
        return at >= 0 and place < voting[at].end

    unexplained = [place for place in places if not is_explained(place)]
    lossy = sum(LOST in text[max(0, place - 3) : place + 4] for place in unexplained)
    return len(unexplained) - lossy <= len(places) - len(unexplained)


def are_words_explained(
    text: str, words: Words, found: Sequence[Run], voting: Sequence[Run], name: str
) -> bool:
    """Whether a codec explains most words without a rest; words in two one-byte encodings mixed up have rests.

    A word that lost something is not asked: a byte, or the second half of its “Ã\xa0”.
    """
    by_word = {words.bounds(run.start): run for run in voting if not words.is_lossy(run)}
    by_word = {word: run for word, run in by_word.items() if text[word[1] - 1] not in "ÂÃÐ"}
    rests = sum(not is_covered(text, words, found, run, name) for run in by_word.values())
    return not by_word or 2 * rests < len(by_word)


def _is_no_word(run: Run, text: str) -> bool:
    """Whether two letters stand alone, the first in capitals: the “РІ” that was “в”."""
    return (
        len(run.old) == 2
        and run.old[0].isupper()
        and not any(each.isalpha() for each in neighbours(text, run.start, run.end))
    )


def _is_no_art(run: Run, text: str) -> bool:
    """Whether boxes are a word or a part of one, and not a drawing: “╬║╬▒╬╣” was “και”."""
    around = neighbours(text, run.start, run.end)
    return not any(map(is_art, around)) and (
        "LATIN" not in scripts_of(run.new) or any(each.isalpha() for each in around)
    )


class Sure:
    """What the repairs that speak for themselves tell about runs that read as naturally as their repair."""

    def __init__(self, voting: Sequence[Run]) -> None:
        letters = frozenset(char for run in voting for char in run.new)
        self._characters = with_partners(letters)
        self._scripts = scripts_of("".join(letters))

    def includes(self, run: Run, text: str) -> bool:
        """Whether a run is damage too: “Ã‰” is as natural as “É²”, and “áşż” inside a word could be one."""
        if run.gain < -_SLIGHT or not scripts_of(run.new) <= self._scripts:
            return False
        if is_plain(run.old) and not is_unseen(run.old, 0) and not _is_no_word(run, text):
            return False
        if is_art(run.old):
            return _is_no_art(run, text)
        if self._characters.issuperset(run.new) or (len(run.old) > 2 and scripts_of(run.new)):
            return True
        if run.old[-1] in _ARABIC_MARKS and scripts_of(run.old) <= self._scripts:
            return False
        before, after = neighbours(text, run.start, run.end)
        if run.old.isalpha():
            if len(run.old) > 2:
                return False
            return not (before.isalpha() or after.isalpha())
        return not (is_quote(before) and is_quote(run.old[-1]))
