"""Text in, proven repairs out: the whole text where one codec explains it all, else run by run."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from .certainty import Words
from .election import Run, convinces
from .gate import looks_damaged, odd_places
from .layer import View, layer
from .layer import undone as undone_by
from .lossy import LOST, guessed_runs
from .pieces import Piece, Tier, compose, splice
from .tables import CODECS, codec
from .verdict import ISLAND, Repair, aligned, islands, judged

Span = tuple[int, int]

_PLACES = 12
"""Odd places that a codec has to explain before a whole text is believed to be damaged."""


def repair(
    text: str,
    *,
    proven: frozenset[str] = frozenset(),
    code: Sequence[Span] = (),
    codecs: Sequence[str] = CODECS,
    layers: int = 6,
) -> list[Repair]:
    """The damage of a text, in order and disjoint; each repair is proven by damaging its `new` again.

    proven: codecs that other texts of the same origin prove; a lone short span of theirs is safe.
    code: sorted, disjoint stretches that may hold damage as an example: they prove nothing themselves.
    layers: how many times over damage is undone at most.
    """
    codecs = sorted(codecs, key=lambda name: name not in proven)
    undone, chain = _undo_whole(text, code, proven, codecs, layers)
    if chain and not looks_damaged(undone) and LOST not in undone:
        return aligned(text, undone, chain)
    pieces = [Piece(*old.span(), new, chain, "safe") for old, new in islands(text, undone)] if chain else []
    votes: Counter[str] = Counter({name: len(pieces) for name in chain})
    current = undone
    if not chain and not looks_damaged(text):
        return []
    for _ in range(layers - len(chain)):
        outside = _Outside(text, code, pieces)
        names = sorted(codecs, key=lambda name: name not in votes)  # mostly one mistake, made again
        step = layer(View(current, Words(current), outside, proven, _places_of(pieces)), names)
        if step is None:
            break
        name, found, voters = step
        votes[name] = max(votes[name], voters)
        pieces = compose(text, pieces, found, name)
        current = splice(text, pieces)
    for name in [each for each, _ in votes.most_common()] or ["windows-1252"]:
        outside = _Outside(text, code, pieces)
        guesses: list[tuple[Run, Tier]] = [
            (run, "unsafe") for run in guessed_runs(current, name, votes[name]) if outside(run.start)
        ]
        if guesses and name in codecs:
            pieces = compose(text, pieces, guesses, name)
            current = splice(text, pieces)
    return judged(text, pieces, votes)


def _undo_whole(
    text: str, code: Sequence[Span], proven: frozenset[str], names: Sequence[str], layers: int
) -> tuple[str, tuple[str, ...]]:
    """The text after the layers that one codec explains without a rest, and the codecs of these layers."""
    chain: list[str] = []
    while len(chain) < layers:
        outside = _Outside(text, code if not chain else (), ())
        places = list(islice(filter(outside, odd_places(text)), _PLACES))
        if len(places) < 2:
            break
        first = text[max(0, places[0] - 3) : places[0] + 1]
        distinct = " ".join(set(ISLAND.findall(text)))
        undone: dict[str, str] = {}
        for name in names:
            if not codec(name).leads.isdisjoint(first) and (result := undone_by(distinct, name)) is not None:
                undone.setdefault(result, name)
        if len(undone) != 1 or not convinces(text, places, name := next(iter(undone.values()))):
            break
        text = codec(name).undo(text)
        chain.append(name)
    return text, tuple(chain)


class _Outside:
    """Which offsets of the spliced text lie outside code."""

    def __init__(self, original: str, code: Sequence[Span], pieces: Sequence[Piece]) -> None:
        self._code = code
        self._starts = [start for start, _ in code]
        self._ends, self._shifts = [], [0]
        shift = 0
        for piece in pieces if code else ():
            shift += len(piece.new) - (piece.end - piece.start)
            self._ends.append(piece.end + shift)
            self._shifts.append(shift)

    def __call__(self, offset: int) -> bool:
        if not self._code:
            return True
        offset -= self._shifts[bisect_right(self._ends, offset)]
        at = bisect_right(self._starts, offset) - 1
        return at < 0 or offset >= self._code[at][1]


def _places_of(pieces: Sequence[Piece]) -> frozenset[Span]:
    """Where the pieces stand in the spliced text."""
    shift = 0
    places = []
    for piece in pieces:
        places.append((piece.start + shift, piece.start + shift + len(piece.new)))
        shift += len(piece.new) - (piece.end - piece.start)
    return frozenset(places)
