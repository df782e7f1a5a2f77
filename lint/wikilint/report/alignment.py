"""Which lines of two texts are the same: exact where that is cheap, and linear where it is not."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

Match = tuple[int, int, int]
"""Equal lines: where they begin in one text and in the other, and how many they are."""

_CHEAP = 1_000_000
"""Pairs of lines that `difflib` may compare at a time; it takes a second for ten times as many."""


def matches(old: Sequence[str], new: Sequence[str]) -> Iterator[Match]:
    """Stretches of equal lines, in order. What lies between two of them differs."""
    yield from _between(old, new, (0, len(old)), (0, len(new)), anchored=True)


def _between(
    old: Sequence[str], new: Sequence[str], one: tuple[int, int], two: tuple[int, int], *, anchored: bool
) -> Iterator[Match]:
    """Those of `old[slice(*one)]` and `new[slice(*two)]`. anchored: whether lines that are there once are tried."""
    (start, end), (begin, finish) = one, two
    head = 0
    while head < min(end - start, finish - begin) and old[start + head] == new[begin + head]:
        head += 1
    if head:
        yield start, begin, head
    start, begin = start + head, begin + head
    tail = 0
    while tail < min(end - start, finish - begin) and old[end - 1 - tail] == new[finish - 1 - tail]:
        tail += 1
    end, finish = end - tail, finish - tail
    if start < end and begin < finish:
        yield from _middle(old, new, (start, end), (begin, finish), anchored=anchored)
    if tail:
        yield end, finish, tail


def _middle(
    old: Sequence[str], new: Sequence[str], one: tuple[int, int], two: tuple[int, int], *, anchored: bool
) -> Iterator[Match]:
    (start, end), (begin, finish) = one, two
    if (end - start) * (finish - begin) <= _CHEAP:
        yield from _exact(old, new, one, two)
    elif anchored:
        last, final = start, begin
        for at, to in [*_anchors(old, new, one, two), (end, finish)]:
            yield from _between(old, new, (last, at), (final, to), anchored=False)
            if at < end:
                yield at, to, 1
            last, final = at + 1, to + 1
    elif end - start == finish - begin:
        yield from (
            (start + at, begin + at, 1) for at in range(end - start) if old[start + at] == new[begin + at]
        )


def _exact(
    old: Sequence[str], new: Sequence[str], one: tuple[int, int], two: tuple[int, int]
) -> Iterator[Match]:
    from difflib import SequenceMatcher

    found = SequenceMatcher(None, old[slice(*one)], new[slice(*two)]).get_matching_blocks()
    yield from ((one[0] + each.a, two[0] + each.b, each.size) for each in found if each.size)


def _anchors(
    old: Sequence[str], new: Sequence[str], one: tuple[int, int], two: tuple[int, int]
) -> list[tuple[int, int]]:
    """Lines that both texts have once, as many as come in the same order (the longest increasing subsequence)."""
    once = {line for line, number in Counter(old[slice(*one)]).items() if number == 1}
    counts = Counter(new[slice(*two)])
    places = {new[at]: at for at in range(*two) if counts[new[at]] == 1 and new[at] in once}
    pairs = [(at, places[old[at]]) for at in range(*one) if old[at] in places]
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1], last[at : at + 1] = [place], [number]
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]
