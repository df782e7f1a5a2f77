"""Which codec a text was wrongly read with: every odd place votes for the codecs that make it natural."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log2

from .oddity import is_possible, is_rare, oddity
from .tables import codec, runs

_SAMPLE = 400
"""Distinct odd places that are enough to tell the codecs apart."""
_ENOUGH = 8
"""Decoded characters that are enough to judge a run by."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in a row that are UTF-8 read with the elected codec; offsets are code points.

    gain: how much less odd the text is with `new` in the place of `old`.
    """

    start: int
    end: int
    old: str
    new: str
    gain: float


@cache
def _codecs_by_lead(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    leads = {lead for name in names for lead in codec(name).leads}
    return {lead: tuple(name for name in names if lead in codec(name).leads) for lead in leads}


def gain(name: str, old: str, new: str, before: str, after: str) -> float:
    """How much less odd the text gets; each further character that decodes adds a little.

    What is still odd does not count against a repair where further layers of the codec make it natural.
    """
    more = 0.5 * (len(new) - 1)
    if len(new) > _ENOUGH:
        head, after = new[:_ENOUGH], new[_ENOUGH]
        length = len(head.encode("utf-8"))
        found = _oddity(old[:length], before, old[length])
        left = _left(head, before, after)
    else:
        found = _oddity(old, before, after)
        left = _left(new, before, after)
    if left > 0:
        left = min(left, _left_deeper(name, new, before, after))
    return found - left + (more if found else 0)


_oddity = lru_cache(maxsize=65536)(oddity)


@lru_cache(maxsize=65536)
def _left(new: str, before: str, after: str) -> float:
    return oddity(new, before, after) + (2 if any(map(is_rare, new)) else 0)


def _left_deeper(name: str, new: str, before: str, after: str) -> float:
    least = float("inf")
    while least > 0 and len(new) > 1 and runs(name).fullmatch(new):
        new = codec(name).undo(new)
        least = min(least, _left(new[:_ENOUGH], before, after if len(new) <= _ENOUGH else new[_ENOUGH]))
    return least


def neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    return text[start - 1] if start else " ", text[end] if end < len(text) else " "


def runs_of(text: str, name: str) -> Iterator[Run]:
    """Every run of a text that a codec explains and that a repair may give, whatever its gain."""
    undo = codec(name).undo
    known: dict[tuple[str, str, str], tuple[str, float] | None] = {}
    for match in runs(name).finditer(text):
        start, end = match.span()
        old = match.group()
        before, after = neighbours(text, start, end)
        key = (old, before, after)
        if key not in known:
            new = undo(old)
            known[key] = (new, gain(name, old, new, before, after)) if all(map(is_possible, new)) else None
        if (found := known[key]) is not None:
            yield Run(start, end, old, found[0], found[1])


def elect(text: str, places: Iterable[int], names: Sequence[str]) -> list[str]:
    """The codecs that explain odd places, the best first.

    A place counts for the oddity that a codec takes away there; repeats count little.
    """
    by_lead = _codecs_by_lead(tuple(names))
    seen: Counter[str] = Counter()
    where: dict[str, int] = {}
    for place in places:
        context = text[max(0, place - 1) : place + 4]
        if context in seen or len(seen) < _SAMPLE:
            seen[context] += 1
            where.setdefault(context, place)
    written = set(text)
    score: Counter[str] = Counter()
    for context, place in where.items():
        for name in by_lead.get(text[place], ()):
            match = runs(name).match(text, place)
            if match is None:
                continue
            old = match.group()
            new = codec(name).undo(old)
            if all(map(is_possible, new)):
                gained = gain(name, old, new, *neighbours(text, place, match.end()))
                if gained > 0:
                    gained += 0.5 * written.issuperset(new)
                    score[name] += gained * (1 + log2(seen[context]) / 4)  # type: ignore[assignment]
    order = {name: rank for rank, name in enumerate(names)}
    return sorted(score, key=lambda name: (-score[name], order[name]))
