"""What is said of the repairs of a text: their proof, and what may be done with each."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from wikilint.rule import pattern

from .certainty import Words
from .election import Run
from .leftovers import has_lost_case, is_left_over, is_lowered, is_recast
from .lossy import LOST
from .oddity import is_final, may_be_written
from .pieces import Piece, Tier, most_doubtful
from .plausible import Setting
from .tables import codec

ISLAND = pattern("[^\0-\x7f]+")
"""Characters beyond ASCII in a row."""


_BEYOND_CHANCE = 24
"""Characters beyond ASCII, all of which one codec undoes: more than a text can have that was never damaged."""


class Repair(NamedTuple):
    """`text[start:end]`, which is `old`, was `new` before its UTF-8 bytes were read with `chain`.

    start, end: code points.
    chain: the codecs, the one that was used last first; the same one twice is damage in two layers.
    votes: the places of the text that the codec makes natural.
    """

    start: int
    end: int
    old: str
    new: str
    chain: tuple[str, ...]
    tier: Tier
    votes: int

    @property
    def codec(self) -> str:
        return self.chain[0]

    @property
    def layers(self) -> int:
        return len(self.chain)


def damage(text: str, chain: Sequence[str]) -> str:
    """`text` after its UTF-8 bytes were read with each codec of `chain`, the last of them first."""
    for name in reversed(chain):
        text = codec(name).damage(text)
    return text


def islands(text: str, undone: str) -> Iterator[tuple[re.Match[str], str]]:
    """Everything that is not ASCII, and its new content: repairs neither make nor take ASCII."""
    return zip(ISLAND.finditer(text), ISLAND.findall(undone), strict=True)


def aligned(text: str, undone: str, chain: tuple[str, ...]) -> list[Repair]:
    """The repairs of a text that is damaged from end to end; none without the proof."""
    if damage(undone, chain) != text:
        return []
    pairs = list(islands(text, undone))
    votes = len(pairs)
    runs = [Run(*old.span(), old.group(), new, 0.0) for old, new in pairs]
    setting = Setting(text, runs, chain[-1])
    at_home = accumulate(len(run.old) for run in runs if setting.is_at_home(run))
    is_certain = any(size >= _BEYOND_CHANCE for size in at_home)
    found = [
        Repair(
            run.start,
            run.end,
            run.old,
            run.new,
            chain,
            _tier(run.new, "safe", is_certain or setting.is_at_home(run)),
            votes,
        )
        for run in runs
    ]
    # Where the whole text is proven, an odd letter in a word was there before: “FileУтро”, a Cyrillic “е” in “capturе”.
    is_kept = is_certain and not is_recast(text, chain[0]) and not is_lowered(text)
    return found if is_kept else _by_word(text, found)


def _tier(new: str, tier: Tier, fits: bool = True) -> Tier:
    return tier if fits and all(map(may_be_written, new)) else "display"


def judged(text: str, pieces: Sequence[Piece], votes: Mapping[str, int]) -> list[Repair]:
    """The repairs that pieces stand for; those without the proof are left out."""
    found: list[Repair] = []
    for piece in pieces:
        old = text[piece.start : piece.end]
        if is_final(piece.new) and _is_proven(piece.new, piece.chain, old):
            tier = _tier(piece.new, piece.tier)
            found.append(
                Repair(piece.start, piece.end, old, piece.new, piece.chain, tier, votes[piece.chain[0]])
            )
    return _by_word(text, found)


def _by_word(text: str, found: list[Repair]) -> list[Repair]:
    """The same repairs, none of them bolder than its word allows.

    A word with a lost byte, with a part that may not be written, or with a rest of the damage is repaired as a whole or
    not at all: half of it repaired could not be undone later with better evidence.
    """
    if found and is_recast(text, found[0].codec):
        return [each._replace(tier="display") for each in found]
    if is_lowered(text):
        found = [each._replace(tier="display") if has_lost_case(each.old) else each for each in found]
    words = Words(text)
    lost = words.lost()
    result: list[Repair] = []
    for low, high, group in _words_of(found, words):
        result += _judged_word(text[low:high], low, group, lost[low])
    return result


def _words_of(found: Sequence[Repair], words: Words) -> Iterator[tuple[int, int, list[Repair]]]:
    """The repairs of each word, with its bounds; a space that is repaired away is no end of a word."""
    low = high = 0
    group: list[Repair] = []
    for each in found:
        start, end = words.bounds(each.start)
        is_joined = bool(group) and start <= group[-1].end and " " in group[-1].old
        if group and start >= high and not is_joined:
            yield low, high, group
            group = []
        low, high = (low if group else start), end
        group.append(each)
    if group:
        yield low, high, group


def _judged_word(word: str, low: int, repairs: list[Repair], lost: int) -> list[Repair]:
    if any(each.tier == "display" for each in repairs) or is_left_over(
        word,
        [(each.start - low, each.end - low, each.new) for each in repairs],
        codec(repairs[0].chain[0]),
    ):
        tier: Tier = "display"
    elif lost:
        tier = "unsafe" if sum(each.old.count(LOST) for each in repairs) == lost else "display"
    else:
        tier = "safe"
    tier = most_doubtful(tier, *(each.tier for each in repairs))
    return [each._replace(tier=tier) for each in repairs]


def _is_proven(new: str, chain: Sequence[str], old: str) -> bool:
    """Whether damaging `new` again gives `old`.

    There letters may be decomposed, U+FFFD stands for a byte that the codec leaves undefined, and a space or nothing
    for a no-break space.
    """
    again = damage(new, chain)
    if again in (old, unicodedata.normalize("NFC", old), old + "\xa0"):
        return True
    holes = {codec(chain[0]).characters[byte] for byte in codec(chain[0]).holes}
    return len(again) == len(old) and all(
        one == other or (other == LOST and one in holes) or (other == " " and one == "\xa0")
        for one, other in zip(again, old, strict=True)
    )
