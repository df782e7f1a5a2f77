"""Bytes that were lost on the way, so that U+FFFD stands for them. Guesses, never safe."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from itertools import product

from .alphabets import ALPHABETS
from .election import Run, neighbours
from .oddity import is_possible, kind, oddity
from .tables import LOST as LOST
from .tables import codec, one_of

_SHARE = 6
"""How steeply a language counts for less that lacks letters of a text: at 3, 43 more of 17,266 words are wrong."""
_ONLY_FINAL = frozenset("םןךףץς")
_OFTEN_FINAL = frozenset("яםןךףץςΝ")
_NEVER_FINAL = frozenset("्")
_BEFORE_CONSONANTS = frozenset("сύώόίάέή")
_CONSONANTS = frozenset("тпклвнмчцтςσνπκτμλδγθχφ")
_BEFORE_VOWELS = frozenset("ρс")
_VOWELS = frozenset("аеоиуыюαεηιουω")


@cache
def _lossy_pattern(name: str) -> re.Pattern[str] | None:
    characters = codec(name).characters
    if not any(0x80 <= byte < 0xC0 for byte in codec(name).holes):
        return None
    tail = one_of(characters[0x80:0xC0] + LOST)
    two, three, four = (
        one_of(characters[low:high]) for low, high in ((0xC2, 0xE0), (0xE0, 0xF0), (0xF0, 0xF5))
    )
    return re.compile(f"(?:{two}{tail}|{three}{tail}{tail}|{four}{tail}{tail}{tail})+")


@cache
def _candidates(name: str, sequence: str) -> tuple[str, ...]:
    """Every character that the bytes of one UTF-8 sequence could be."""
    holes = bytes(byte for byte in codec(name).holes if 0x80 <= byte < 0xC0)
    choices = [holes if char == LOST else codec(name).bytes_of(char) for char in sequence]
    found = []
    for each in product(*choices):
        try:
            character = bytes(each).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if is_possible(character) and character > "\x9f" and character != "\uf8ff":
            found.append(character)
    return tuple(found)


@cache
def _is_everyday(character: str) -> bool:
    """Whether a Han character or Hangul syllable is in the first level of its national standard.

    GB 2312 and JIS X 0208 put the common ones into rows 16 to 55 and 16 to 47; KS X 1001 has the common syllables.
    """
    for name, last in (("gb2312", 0xD7), ("euc_jp", 0xCF), ("euc_kr", 0xC8)):
        try:
            encoded = character.encode(name)
        except UnicodeEncodeError:
            continue
        if len(encoded) == 2 and encoded[0] <= last:
            return True
    return False


class _Language:
    """What the readable part of a text tells about its letters."""

    def __init__(self, text: str) -> None:
        self._counts = Counter(char for char in text if char > "\x9f")
        total = sum(self._counts.values()) or 1
        self._alphabets: list[tuple[float, dict[str, int]]] = []
        for alphabet in ALPHABETS:
            script = kind(alphabet[0])[1]
            shared = sum(self._counts[letter] for letter in alphabet)
            of_script = sum(count for char, count in self._counts.items() if kind(char)[1] == script)
            share = (shared + 0.5) / (of_script + 1)
            self._alphabets.append((share, {letter: rank for rank, letter in enumerate(alphabet)}))
        self._total = total

    def weight(self, character: str, before: str, after: str) -> float:
        """How likely a character is between its neighbours; comparable among the candidates of one place."""
        letter = character.lower()
        known: float = sum(
            share**_SHARE / (ranks[letter] + 3) for share, ranks in self._alphabets if letter in ranks
        )
        if letter != character:
            known *= 0.3
        weight = known + 2 * self._counts[character] / self._total + 0.0005
        if _is_everyday(character) or "\U0001f300" <= character <= "\U0001f6ff":
            weight += 0.01
        if character in "”’–—“\ufe0f":
            weight += 0.3
        odd: float = 2.5 ** oddity(character, before, after)
        return weight * _position(character, before, after) / odd


def _position(character: str, before: str, after: str) -> float:
    factor = 1.0
    is_final = before.isalpha() and not (after.isalpha() or after == LOST)
    if is_final:
        factor *= 5 if character in _OFTEN_FINAL else 0.2 if character in _NEVER_FINAL else 1
    elif character in _ONLY_FINAL:
        factor *= 0.02
    if after in _CONSONANTS and character in _BEFORE_CONSONANTS:
        factor *= 3
    if after in _VOWELS and character in _BEFORE_VOWELS:
        factor *= 3
    return factor


def _sequences(name: str, old: str) -> Iterator[str]:
    at = 0
    while at < len(old):
        lead = codec(name).bytes_of(old[at])[0]
        length = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
        yield old[at : at + length]
        at += length


def lossy_runs(text: str, name: str) -> Iterator[Run]:
    """Runs of a codec in which bytes are lost, with the most likely characters; those without any are left out."""
    pattern = _lossy_pattern(name) if LOST in text else None
    if pattern is None:
        return
    language = _Language(pattern.sub(" ", text))
    for match in pattern.finditer(text):
        if LOST not in match.group():
            continue
        before, after = neighbours(text, *match.span())
        sequences = list(_sequences(name, match.group()))
        options = [_candidates(name, sequence) for sequence in sequences]
        if not all(options):
            continue
        new = ""
        for number, choices in enumerate(options):
            following = options[number + 1] if number + 1 < len(options) else (after,)
            next_one = following[0] if len(following) == 1 else LOST
            last = new[-1] if new else before
            new += max(choices, key=partial(language.weight, before=last, after=next_one))
        yield Run(match.start(), match.end(), match.group(), new, 0.0)
