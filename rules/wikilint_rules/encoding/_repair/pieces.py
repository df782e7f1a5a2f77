"""Repairs on top of repairs: every piece keeps its place in the text as it was first read."""

from collections.abc import Iterable, Sequence
from typing import Literal

from wikilint.rule import frozen

from .election import Run

Tier = Literal["safe", "unsafe", "display"]
_DOUBT: dict[Tier, int] = {"safe": 0, "unsafe": 1, "display": 2}


def most_doubtful(*tiers: Tier) -> Tier:
    return max(tiers, key=_DOUBT.__getitem__)


@frozen
class Piece:
    """`original[start:end]` is `new`, with the codecs that were undone, the first undone first.

    tier: that of its most doubtful layer.
    """

    start: int
    end: int
    new: str
    chain: tuple[str, ...]
    tier: Tier


def splice(original: str, pieces: Iterable[Piece]) -> str:
    """The text with every piece in its place."""
    parts: list[str] = []
    at = 0
    for piece in pieces:
        parts += (original[at : piece.start], piece.new)
        at = piece.end
    parts.append(original[at:])
    return "".join(parts)


def compose(
    original: str, pieces: Sequence[Piece], found: Sequence[tuple[Run, Tier]], name: str
) -> list[Piece]:
    """The pieces after one more layer; `found`: runs in the spliced text, and the tier of each."""
    result: list[Piece] = []
    shift = 0  # offset in the spliced text minus offset in the original
    position = 0

    def pass_by(limit: int) -> None:
        nonlocal shift, position
        while position < len(pieces) and pieces[position].start + shift + len(pieces[position].new) <= limit:
            piece = pieces[position]
            result.append(piece)
            shift += len(piece.new) - (piece.end - piece.start)
            position += 1

    index = 0
    while index < len(found):
        run, tier = found[index]
        pass_by(run.start)
        low, high = run.start, run.end
        members, inside, inner = [(run, tier)], [], shift
        index += 1
        # A group grows until neither a piece nor a further run overlaps it.
        while True:
            if position < len(pieces) and pieces[position].start + inner < high:
                piece = pieces[position]
                inside.append(piece)
                low = min(low, piece.start + inner)
                high = max(high, piece.start + inner + len(piece.new))
                inner += len(piece.new) - (piece.end - piece.start)
                position += 1
            elif index < len(found) and found[index][0].start < high:
                members.append(found[index])
                high = max(high, found[index][0].end)
                index += 1
            else:
                break
        chain = max((piece.chain for piece in inside), key=len, default=())
        result.append(
            Piece(
                low - shift,
                high - inner,
                _spliced(original, low, high, shift, inside, [member for member, _ in members]),
                (*chain, name),
                most_doubtful(*(piece.tier for piece in inside), *(tier for _, tier in members)),
            )
        )
        shift = inner
    pass_by(len(original) + shift + sum(len(piece.new) for piece in pieces))
    return result


def _spliced(
    original: str, low: int, high: int, shift: int, inside: Sequence[Piece], members: Sequence[Run]
) -> str:
    """The new text of a group that stands at `low..high` of the spliced text."""
    start = low - shift
    removed = sum(piece.end - piece.start - len(piece.new) for piece in inside)
    stretch = original[start : high - shift + removed]
    current = splice(
        stretch,
        [Piece(piece.start - start, piece.end - start, piece.new, (), "safe") for piece in inside],
    )
    return splice(current, [Piece(run.start - low, run.end - low, run.new, (), "safe") for run in members])
