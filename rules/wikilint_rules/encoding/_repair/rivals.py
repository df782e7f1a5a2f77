"""Two codecs in one text: every run goes to the codec that explains it best, with the elected one as the prior."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from .alphabets import likely
from .certainty import Words
from .election import Run, runs_of
from .plausible import Setting

_AROUND = 2.0
"""The most that the rest of the line may weigh; damage mostly comes by the line."""
_KNOWN = 1.5
"""What it is worth that the text has what a run gives."""
_SEVERAL = 2
"""Places that only a rival explains, before it is heard at others."""
_CLEARLY = 1.0
"""What a run has to gain more than those it overlaps to be one that only its codec explains."""
_MARGIN = 1.0
"""What a codec has to be better by at a place."""


class Contest(NamedTuple):
    """What other codecs of the text say about the runs of the elected one.

    lost: runs that belong to another codec; unclear: runs that could belong to either; offsets are starts of runs.
    theirs: what only other codecs explain.
    """

    lost: frozenset[int]
    unclear: frozenset[int]
    theirs: tuple[Run, ...]


def contest(text: str, words: Words, found: Sequence[Run], others: Sequence[str]) -> Contest:
    """Let every other codec that explains what the elected one does not have its say; offsets are starts of runs."""
    lost: set[int] = set()
    unclear: set[int] = set()
    theirs: list[Run] = []
    lines: list[int] = []

    def line(run: Run) -> int:
        return bisect_left(lines, run.start)

    def word(run: Run) -> int:
        return words.bounds(run.start)[0]

    for name in others:
        better = [run for run in runs_of(text, name) if run.gain > 0]
        setting = Setting(text, better, name)
        disputed, alone = _disputed(found, [run for run in better if setting.fits(run)])
        if len(alone) < _SEVERAL:
            continue
        theirs += alone
        lines = lines or [match.start() for match in re.finditer("\n", text)]
        _, ours = _disputed(better, [run for run in found if run.gain > 0])
        by_line, by_word = _balance(line, ours, alone), _balance(word, ours, alone)
        known = _known(text, found, alone, disputed)
        for run, rival in disputed:
            difference = run.gain - rival.gain
            difference += _KNOWN * (known.issuperset(run.new) - known.issuperset(rival.new))
            around = by_line[line(run)]
            difference += max(-_AROUND, min(_AROUND, around / 2)) + by_word[word(run)]
            if difference <= -_MARGIN:
                lost.add(run.start)
            elif difference < _MARGIN:
                unclear.add(run.start)
    return Contest(frozenset(lost), frozenset(unclear - lost), tuple(theirs))


def _balance(part: Callable[[Run], int], ours: Sequence[Run], theirs: Sequence[Run]) -> Mapping[int, float]:
    """What speaks for the elected codec in each part of a text, less what speaks for its rival.

    part: which one a run is in.
    """
    balance: dict[int, float] = defaultdict(float)
    for run in ours:
        balance[part(run)] += run.gain
    for run in theirs:
        balance[part(run)] -= run.gain
    return balance


def _disputed(found: Sequence[Run], theirs: Sequence[Run]) -> tuple[list[tuple[Run, Run]], list[Run]]:
    """The runs of two codecs that overlap and give different things, and those that only the second has."""
    starts = [run.start for run in found]
    disputed: list[tuple[Run, Run]] = []
    alone: list[Run] = []
    for run in theirs:
        rivals = _overlapping(found, starts, run)
        if not any(each.gain > max(0, run.gain - _CLEARLY) for each in rivals):
            alone.append(run)
        disputed += [(each, run) for each in rivals if (each.start, each.new) != (run.start, run.new)]
    return disputed, alone


def _known(
    text: str, found: Sequence[Run], alone: Sequence[Run], disputed: Sequence[tuple[Run, Run]]
) -> frozenset[str]:
    """The characters that the text has without doubt: all that no run claims, what the undisputed ones
    give, and the letters of their language."""
    doubted = {run.start for run, _ in disputed}
    sure = [run for run in found if run.gain > 0 and run.start not in doubted]
    claimed = sorted((run.start, run.end) for run in (*found, *alone))
    parts, at = [], 0
    for start, end in claimed:
        parts.append(text[at:start])
        at = max(at, end)
    known = "".join(parts) + text[at:] + "".join(run.new for run in (*sure, *alone))
    letters = likely(known)
    return frozenset(known) | letters | frozenset("".join(letters).upper())


def _overlapping(found: Sequence[Run], starts: Sequence[int], run: Run) -> list[Run]:
    at = bisect_left(starts, run.start)
    if at and found[at - 1].end > run.start:
        at -= 1
    result = []
    while at < len(found) and found[at].start < run.end:
        result.append(found[at])
        at += 1
    return result
