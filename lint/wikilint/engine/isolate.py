"""Which fixes are to blame when the result of all of them breaks a promise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

S = TypeVar("S")

MAX_TRIES = 24
"""Attempts at a document. One bad fix among a hundred takes about eight; where these do not do, what is suspected
by then is left out, a few good fixes with it."""


def isolate(suspects: Sequence[S], holds: Callable[[frozenset[S]], bool]) -> frozenset[S]:
    """The suspects to leave out: as few as halving finds, and such that the rest holds.

    suspects: all of them left out, the rest is known to hold.
    holds: whether the rest holds when these are left out.
    """
    tries = iter(range(MAX_TRIES))

    def needed(some: Sequence[S], out: frozenset[S]) -> frozenset[S]:
        """Those of `some` that have to be left out, where `out` is left out already."""
        if len(some) == 1:
            return frozenset(some)
        halves = some[: len(some) // 2], some[len(some) // 2 :]
        for half in halves:
            if next(tries, None) is None:
                return frozenset(some)
            if holds(out | frozenset(half)):
                return needed(half, out)
        first = needed(halves[0], out | frozenset(halves[1]))
        return first | needed(halves[1], out | first)

    return needed(suspects, frozenset())
