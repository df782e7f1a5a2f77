"""Text in, proven repairs out: the whole text where one codec explains it all, else run by run."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from .certainty import Words
from .decomposed import composed
from .election import Run, runs_at
from .examples import explains_mojibake, names_subject
from .gate import looks_damaged, odd_places
from .layer import View, layer
from .layer import undone as undone_by
from .lossy import LOST, lossy_runs
from .oddity import NEVER, rarity
from .pieces import Piece, Tier, compose, most_doubtful, splice
from .plausible import Setting
from .spaces import spaced_runs
from .tables import CODECS, codec
from .verdict import ISLAND, Repair, aligned, islands, judged

Span = tuple[int, int]

_PLACES = 12
"""Odd places that a codec has to explain before a whole text is believed to be damaged."""


class _Request(NamedTuple):
    """What `repair` was asked for."""

    code: Sequence[Span]
    proven: frozenset[str]
    codecs: Sequence[str]
    layers: int


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
    code: sorted, disjoint stretches that may hold damage as an example: they prove nothing outside of them.
    layers: how many times over damage is undone at most.
    """
    request = _Request(code, proven, sorted(codecs, key=lambda name: name not in proven), layers)
    found = _best(text, request)
    if not code or any(is_inside(each, code) for each in found):
        return found
    return sorted((*found, *_in_code(text, request, found)))


def is_inside(repair: Repair, code: Sequence[Span]) -> bool:
    at = bisect_right(code, (repair.start, len(code) and code[-1][1])) - 1
    return at >= 0 and repair.start < code[at][1]


def _in_code(text: str, request: _Request, outside: Sequence[Repair]) -> list[Repair]:
    """The damage of code, where none outside of it speaks for its codec: never bolder than it can be there.

    Symbols are safe where the codec is proven; two places may be repaired on demand; a page about encodings shows them.
    """
    if explains_mojibake(text):
        return []
    found = _best(text, request._replace(code=()))
    found = [each for each in found if is_inside(each, request.code)]
    proven = request.proven | {each.codec for each in outside if each.tier == "safe"}
    most: Tier = "unsafe" if len(found) > 1 and not names_subject(text) else "display"

    def tier(each: Repair) -> Tier:
        is_certain = each.codec in proven and not any(map(str.isalpha, each.new))
        return each.tier if is_certain else most_doubtful(each.tier, most)

    return [each._replace(tier=tier(each)) for each in found]


def _best(text: str, request: _Request) -> list[Repair]:
    """The repairs of a text as it is, or after its letters were composed where that explains more."""
    found = _repaired(text, request, [])
    letters = list(composed(text))
    if not letters:
        return found
    return max(found, _repaired(text, request, letters), key=_explained)


def _explained(found: Sequence[Repair]) -> int:
    """How many characters repairs explain that fit where they stand."""
    return sum(len(each.old) * (-1 if each.tier == "display" else 1) for each in found)


def _repaired(text: str, request: _Request, letters: Sequence[Piece]) -> list[Repair]:
    """The repairs of a text; `letters` are composed first."""
    undone, chain = ("", ()) if letters else _undo_whole(text, request)
    if chain and not looks_damaged(undone) and LOST not in undone:
        return aligned(text, undone, chain)
    pieces = list(letters)
    if chain:
        pieces = [Piece(*old.span(), new, chain, "safe") for old, new in islands(text, undone)]
    elif not looks_damaged(splice(text, pieces)):
        return []
    votes: Counter[str] = Counter({name: len(pieces) for name in chain})
    pieces = _by_layers(text, request, pieces, votes, len(chain))
    pieces = _with_guesses(text, request, pieces, votes)
    return judged(text, [piece for piece in pieces if piece.chain], votes)


def _by_layers(
    text: str, request: _Request, pieces: list[Piece], votes: Counter[str], undone: int
) -> list[Piece]:
    """The pieces after every further layer that can be found; `votes` are counted."""
    for _ in range(request.layers - undone):
        current = splice(text, pieces)
        if next(odd_places(current), None) is None:
            break
        outside = _Outside(text, request.code, pieces)
        names = sorted(request.codecs, key=lambda name: name not in votes)  # mostly one mistake, made again
        step = layer(
            View(current, Words(current), outside, request.proven, _places_of(pieces), votes.keys()), names
        )
        if step is None:
            break
        votes[step.name] = max(votes[step.name], step.votes)
        pieces = compose(text, pieces, step.runs, step.name)
    return pieces


def _with_guesses(text: str, request: _Request, pieces: list[Piece], votes: Mapping[str, int]) -> list[Piece]:
    """The pieces with what was lost on the way."""
    names = sorted(votes, key=lambda name: -votes[name]) or ["windows-1252"]
    for name in names:
        current = splice(text, pieces)
        outside = _Outside(text, request.code, pieces)
        given = {start for span in _places_of(pieces) for start in range(*span)}
        lossy: list[tuple[Run, Tier]] = [(run, "unsafe") for run in lossy_runs(current, name)]
        shown = splice(text, (piece for piece in pieces if piece.tier != "display"))
        spaced = spaced_runs(current, Setting(shown, (), name), name, votes.get(name, 0), given)
        guesses = sorted(
            ((run, tier) for run, tier in (*lossy, *spaced) if outside(run.start)),
            key=lambda each: each[0].start,
        )
        if guesses and name in request.codecs:
            pieces = compose(text, pieces, guesses, name)
    return pieces


def _undo_whole(text: str, request: _Request) -> tuple[str, tuple[str, ...]]:
    """The text after the layers that one codec explains without a rest, and the codecs of these layers."""
    chain: list[str] = []
    clean: tuple[str, tuple[str, ...]] = text, ()
    while len(chain) < request.layers:
        outside = _Outside(text, request.code if not chain else (), ())
        places = list(islice(filter(outside, odd_places(text)), _PLACES))
        if len(places) < 2:
            break
        first = text[max(0, places[0] - 3) : places[0] + 1]
        distinct = " ".join(set(ISLAND.findall(text)))
        undone: dict[str, str] = {}
        for name in request.codecs:
            if not codec(name).leads.isdisjoint(first) and (result := undone_by(distinct, name)) is not None:
                undone.setdefault(result, name)
        if len(undone) != 1 or not _convinces(text, places, name := next(iter(undone.values()))):
            break
        text = codec(name).undo(text)
        chain.append(name)
        # With controls in it the text is either still damaged, or one codec was forced on what two have damaged.
        if not any(rarity(char) >= NEVER for char in set(text) if not char.isascii()):
            clean = text, tuple(chain)
    return clean


def _convinces(text: str, places: Sequence[int], name: str) -> bool:
    """Whether a codec makes most of some odd places less odd, of those that could begin a run of it."""
    found = runs_at(text, places, name)
    setting = Setting(text, found, name)
    better = [run for run in found if run.gain > 0 and not setting.is_doubtful(run)]
    return len(found) > 1 and 2 * len(better) > len(found)


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
