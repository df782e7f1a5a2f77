"""Text in, proven repairs out: the whole text where one codec explains it all, else run by run."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence, Set
from itertools import islice

from .certainty import Sure, Words, are_words_explained, is_coherent, is_covered, is_foreign, is_solid, rivals
from .election import Run, convinces, elect, runs_of
from .examples import is_example
from .gate import looks_damaged, odd_places
from .lossy import LOST, guessed_runs
from .pieces import Piece, Tier, compose, splice
from .tables import CODECS, codec
from .verdict import ISLAND, Repair, aligned, islands, judged

Span = tuple[int, int]

_PLACES = 12
"""Odd places that a codec has to explain before a whole text is believed to be damaged."""
_BOLD = -2
"""How much odder a repair may make the text where other damage speaks for it."""
_MANY = 50
"""Places that agree, after which none of them is taken for an example."""


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
        step = _layer(current, outside, proven, names, _places_of(pieces))
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
            if not codec(name).leads.isdisjoint(first) and (result := _undone(distinct, name)) is not None:
                undone.setdefault(result, name)
        if len(undone) != 1 or not convinces(text, places, name := next(iter(undone.values()))):
            break
        text = codec(name).undo(text)
        chain.append(name)
    return text, tuple(chain)


def _undone(text: str, name: str) -> str | None:
    """The text before it was read with a codec, if that explains every character of it."""
    try:
        return codec(name).undo(text)
    except UnicodeError:
        return None


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


def _layer(
    current: str, outside: "_Outside", proven: frozenset[str], names: Sequence[str], mended: Set[Span]
) -> tuple[str, list[tuple[Run, Tier]], int] | None:
    """The codec of one more layer, its runs with their tiers, and how many of them vote for it.

    mended: where the repairs of the layers before stand.
    """
    places = [place for place in _suspects(current) if outside(place)]
    candidates = elect(current, places, names)
    if not candidates:
        return None
    whole = next((each for each in candidates[:4] if _undone(current, each) is not None), None)
    name = whole or candidates[0]
    found = list(runs_of(current, name))
    voting = [run for run in found if run.gain > 0 and outside(run.start)]
    if not whole and len(voting) < _MANY:
        voting = [run for run in voting if not is_example(run, current)]
    words = Words(current)
    if mended:
        voting = [run for run in voting if not words.is_lossy(run)]
    if not voting:
        return None
    solid = name in proven or is_solid(current, words, found, voting, candidates)
    if solid and (
        whole or (is_coherent(places, voting, current) and are_words_explained(current, words, found, voting))
    ):
        damaged = found if whole else _sure(found, voting, current, words, mended)
        return name, [(run, "safe") for run in damaged], len(voting)
    if len(voting) == 1 and is_foreign(voting[0], current):
        return None
    doubtful: dict[Span, Tier] = {}
    for run in voting:
        bounds = words.bounds(run.start)
        if bounds not in doubtful:
            sure = is_covered(current, words, found, run)
            sure = sure and not any(rivals(each, current, [run], 0.25) for each in candidates[1:])
            doubtful[bounds] = "unsafe" if sure else "display"
    accepted = [run for run in found if run.gain >= 0 and words.bounds(run.start) in doubtful]
    return (
        name,
        [(run, doubtful[words.bounds(run.start)]) for run in accepted if outside(run.start)],
        len(voting),
    )


def _sure(
    found: Sequence[Run], voting: Sequence[Run], text: str, words: Words, mended: Set[Span]
) -> list[Run]:
    """The runs that are damage given that the voting ones are; the first that join may bring in further ones.

    What shares a word with damage, or was damaged in the layer before, is damaged as well, even if what it gives is
    as odd (“Ãš” in “ÃšsÃ¡id”).
    """
    accepted = list(voting)
    for _ in range(2):
        sure = Sure(accepted)
        damaged = {words.bounds(run.start) for run in accepted}
        accepted = [
            run
            for run in found
            if run.gain > 0
            or sure.includes(run, text)
            or (run.gain >= _BOLD and ((run.start, run.end) in mended or words.bounds(run.start) in damaged))
        ]
    return accepted


_STRANGERS = re.compile(
    "(?<=[A-Za-z])[\u0370-\u04ff]|[\u0370-\u04ff](?=[A-Za-z])|[\x80-\x9f]|[─-▟](?=[a-z])|(?<=[a-z])[─-▟]"
)


def _suspects(text: str) -> list[int]:
    """The odd places of a damaged text: where letters of two scripts touch, they count as well."""
    return sorted({*odd_places(text), *(match.start() for match in _STRANGERS.finditer(text))})
