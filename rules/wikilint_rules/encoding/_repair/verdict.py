"""What is said of the repairs of a text: their proof, and what may be done with each."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .certainty import Words
from .lossy import LOST
from .oddity import is_final, may_be_written
from .pieces import Piece, Tier, most_doubtful
from .tables import codec

ISLAND = re.compile("[^\0-\x7f]+")
"""Characters beyond ASCII in a row."""


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
    wrong = {char for char in set(undone) if char > "\x7f" and not may_be_written(char)}
    pairs = list(islands(text, undone))
    votes = len(pairs)
    found = [
        Repair(*old.span(), old.group(), new, chain, "safe" if wrong.isdisjoint(new) else "display", votes)
        for old, new in pairs
    ]
    return _by_word(text, found) if wrong else found


def judged(text: str, pieces: Sequence[Piece], votes: Mapping[str, int]) -> list[Repair]:
    """The repairs that pieces stand for; those without the proof are left out."""
    found: list[Repair] = []
    for piece in pieces:
        old = text[piece.start : piece.end]
        if is_final(piece.new) and _is_proven(piece.new, piece.chain, old):
            tier: Tier = piece.tier if all(map(may_be_written, piece.new)) else "display"
            found.append(
                Repair(piece.start, piece.end, old, piece.new, piece.chain, tier, votes[piece.chain[0]])
            )
    return _by_word(text, found)


def _by_word(text: str, found: list[Repair]) -> list[Repair]:
    """The same repairs, none of them bolder than its word allows.

    A word with a lost byte, or with a part that may not be written, is repaired as a whole or not at all: half of it
    repaired could not be undone later with better evidence.
    """
    if LOST not in text and not any(each.tier == "display" for each in found):
        return found
    words = Words(text)
    mended: Counter[int] = Counter()
    tiers: dict[int, Tier] = {}
    for each in found:
        word = words.bounds(each.start)[0]
        mended[word] += each.old.count(LOST)
        if each.tier == "display":
            tiers[word] = "display"
    for word, lost in words.lost().items():
        if word not in tiers:
            tiers[word] = "unsafe" if mended[word] == lost else "display"
    return [
        each._replace(tier=most_doubtful(each.tier, tiers.get(words.bounds(each.start)[0], "safe")))
        for each in found
    ]


def _is_proven(new: str, chain: Sequence[str], old: str) -> bool:
    """Whether damaging `new` again gives `old`.

    There U+FFFD stands for a byte that the codec leaves undefined, and a space for a no-break space.
    """
    again = damage(new, chain)
    if again == old:
        return True
    holes = {codec(chain[0]).characters[byte] for byte in codec(chain[0]).holes}
    return len(again) == len(old) and all(
        one == other or (other == LOST and one in holes) or (other == " " and one == "\xa0")
        for one, other in zip(again, old, strict=True)
    )
