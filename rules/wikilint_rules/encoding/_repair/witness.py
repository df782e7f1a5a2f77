"""A second witness: ftfy's measure of badness, which knows nothing of how a repair was found.

It is asked about every repair, of every codec, just before one is offered as safe. Of 35,797 right repairs of the
benchmark (all 37 codecs, pages with two codecs, pages with one symbol) it objects to two; of the wrong ones that the
engine once made it would have stopped most: “m̻me”, Hangul inside Latin words.
"""

from collections.abc import Iterable, Sequence

from .verdict import Repair

_AROUND = 12
"""Characters to each side that are judged with a repair."""


def doubted(text: str, repairs: Sequence[Repair]) -> set[int]:
    """The starts of the safe repairs that ftfy finds worse than what stood there, neighbours judged together."""
    found: set[int] = set()
    for group in _neighbours(repair for repair in repairs if repair.tier == "safe"):
        if _is_worse(text, group):
            found.update(each.start for each in group)
    return found


def _neighbours(repairs: Iterable[Repair]) -> Iterable[list[Repair]]:
    group: list[Repair] = []
    for each in repairs:
        if group and each.start - group[-1].end > _AROUND:
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _is_worse(text: str, group: Sequence[Repair]) -> bool:
    from ftfy.badness import badness  # only files with damage pay for the import

    start, end = max(0, group[0].start - _AROUND), group[-1].end + _AROUND
    parts: list[str] = []
    at = start
    for each in group:
        parts += (text[at : each.start], each.new)
        at = each.end
    new = badness("".join(parts) + text[at:end])
    return new > 0 and new > badness(text[start:end])
