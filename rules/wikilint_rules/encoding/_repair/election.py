"""Which codec a text was wrongly read with: every odd place votes for the codecs that make it natural."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import log2
from typing import NamedTuple

from wikilint.rule import frozen, pattern

from .gate import is_unseen
from .oddity import is_possible, oddity, rarity
from .tables import codec, runs

_SAMPLE = 160
"""Distinct odd places, from all over the text, that are enough to tell the codecs apart."""
_BACK = 3
"""How far behind the beginning of a UTF-8 sequence its last character stands."""
_ROUND = 48
"""Distinct odd places after which codecs that lie far behind are no longer asked."""
_PRIOR = 0.1
"""What a codec has less than the one before it in the list, which goes from the most common mistake to the rarest."""
_CLEARLY = 1.0
"""What a codec gains less than another at a place that it does not explain beside it."""
_RIVALS = 3
"""Further codecs that are asked about the runs of the elected one: two at once are what is met."""
_HEAD = 16
"""Characters of a run that are enough to vote with."""
_ENOUGH = 8
"""Decoded characters that are enough to judge a run by."""


@frozen
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


@lru_cache(maxsize=65536)
def gain(name: str, old: str, new: str, before: str, after: str) -> float:
    """How much less odd the text gets; each further character that decodes adds a little.

    What is still odd does not count against a repair where further layers of the codec make it natural.
    """
    more = 0.5 * (len(new) - 1)
    if len(new) > _ENOUGH:
        head, after = new[:_ENOUGH], new[_ENOUGH]
        length = len(head.encode("utf-8"))
        found = _oddity(old[:length], before, old[length]) + _surprise(old, head)
        left = _left(head, before, after) + max(0, _rarest(new[_ENOUGH:]) - _rarest(head))
    else:
        found = _oddity(old, before, after) + _surprise(old, new)
        left = _left(new, before, after)
    if left > 0:
        left = min(left, _left_deeper(name, new, before, after))
    return found - left + (more if found else 0)


_UNSEEN = 4.25
"""What a pair that clean text never has is worth. Below it, symbols and boxes between letters are not found."""


def _surprise(old: str, new: str) -> float:
    """What it says against a run that clean text never has its sequences."""
    at = unseen = 0
    for char in new:
        unseen += is_unseen(old, at)
        at += len(char.encode("utf-8"))
    return _UNSEEN * unseen


_oddity = lru_cache(maxsize=65536)(oddity)


@lru_cache(maxsize=65536)
def _left(new: str, before: str, after: str) -> float:
    return oddity(new, before, after) + _rarest(new)


def _rarest(text: str) -> float:
    return max(map(rarity, text))


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
    known: dict[str, str | None] = {}
    for match in runs(name).finditer(text):
        start, end = match.span()
        old = match.group()
        if old not in known:
            new = codec(name).undo(old)
            known[old] = new if all(map(is_possible, new)) else None
        if (new_one := known[old]) is not None:
            gained = gain(name, old, new_one, *neighbours(text, start, end))
            yield Run(start, end, old, new_one, gained)


class Election(NamedTuple):
    """The codecs that explain odd places, the best first, and the places that each of them explains."""

    names: list[str]
    explained: dict[str, frozenset[int]]

    def rivals(self, name: str) -> list[str]:
        """Codecs that together explain what an elected one leaves, those first that explain most of it."""
        left = frozenset[int]().union(*self.explained.values()) - self.explained.get(name, frozenset())
        found: list[str] = []
        while left and len(found) < _RIVALS:
            best = max(self.names, key=lambda each: len(self.explained.get(each, frozenset()) & left))
            found.append(best)
            left -= self.explained[best]
        return found


def elect(text: str, places: Iterable[int], names: Sequence[str]) -> Election:
    """Let every odd place vote for the codecs that make it natural.

    A place counts for the oddity that a codec takes away there; repeats count little.
    """
    seen: Counter[str] = Counter()
    where: dict[str, int] = {}
    for place in places:
        context = text[max(0, place - 1) : place + 4]
        seen[context] += 1
        where.setdefault(context, place)
    weighted = [(place, 1 + log2(seen[context]) / 4) for context, place in where.items()]
    weighted = weighted[:: 1 + len(weighted) // _SAMPLE]
    score, explained = _count(text, weighted, names, back=0)
    if 2 * len(set().union(*explained.values())) < len(weighted):
        score, explained = _count(text, weighted, names, back=_BACK)
    order = {name: rank for rank, name in enumerate(names)}
    ranked = sorted(score, key=lambda name: (_PRIOR * order[name] - score[name], order[name]))
    return Election(ranked, {name: frozenset(found) for name, found in explained.items()})


def _count(
    text: str, places: Sequence[tuple[int, float]], names: Sequence[str], back: int
) -> tuple[dict[str, float], dict[str, set[int]]]:
    """The score of each codec, and the places that it explains.

    back: how many characters before an odd place a run may begin that explains it.
    """
    every = asked = tuple(names)
    written = set(text)
    score: dict[str, float] = {}
    explained: dict[str, set[int]] = {}
    for number, (place, weight) in enumerate(places, 1):
        best: dict[str, float] = {}
        for start in range(max(0, place - back), place + 1):
            for gained, new, codecs in _gains_at(text, start, every):
                if gained <= 0:
                    continue
                gained += 0.5 * written.issuperset(new)
                for name in codecs:
                    if name in asked:
                        best[name] = max(best.get(name, 0.0), gained)
        most = max(best.values(), default=0.0)
        for name, gained in best.items():
            score[name] = score.get(name, 0.0) + gained * weight
            if gained > most - _CLEARLY:
                explained.setdefault(name, set()).add(place)
        if number == _ROUND and score:
            asked = _still_running(names, score, explained)
    return score, explained


def _still_running(
    names: Sequence[str], score: Mapping[str, float], explained: Mapping[str, set[int]]
) -> tuple[str, ...]:
    """The codecs that are not far behind, and those that explain what the first one does not."""
    first = max(score, key=lambda name: score[name])
    return tuple(
        name
        for name in names
        if score.get(name, 0.0) * 2 > score[first] or explained.get(name, set()) - explained.get(first, set())
    )


def runs_at(text: str, places: Iterable[int], name: str) -> list[Run]:
    """The runs of a codec, or the heads of long ones, that begin at some odd places or shortly before."""
    leads = codec(name).leads
    found: dict[int, Run] = {}
    for place in places:
        for start in range(place, max(place - _BACK, 0) - 1, -1):
            if text[start] in leads:
                gained, new, _ = next(_gains_at(text, start, (name,)), (0.0, "", ()))
                old = codec(name).damage(new)
                found[start] = Run(start, start + len(old), old, new, gained)
                break
    return list(found.values())


def _gains_at(text: str, place: int, names: tuple[str, ...]) -> Iterator[tuple[float, str, tuple[str, ...]]]:
    """What codecs gain at a place, what they make of it, and which they are."""
    island = _BEYOND.match(text, place, place + _HEAD)
    for old, new, codecs in _readings(island.group(), names) if island else ():
        before, after = neighbours(text, place, place + len(old))
        if len(old) > _HEAD - 4:
            after = " "  # the run may go on
        yield gain(codecs[0], old, new, before, after), new, codecs


_BEYOND = pattern("[^\0-\x7f]+")


@lru_cache(maxsize=16384)
def _readings(island: str, names: tuple[str, ...]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The runs that codecs find at the beginning of some characters, with what they are and who finds them."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for name in _codecs_by_lead(names).get(island[0], ()):
        if match := runs(name).match(island):
            old = match.group()
            new = codec(name).undo(old)
            if all(map(is_possible, new)):
                grouped.setdefault((old, new), []).append(name)
    return tuple((old, new, tuple(found)) for (old, new), found in grouped.items())
