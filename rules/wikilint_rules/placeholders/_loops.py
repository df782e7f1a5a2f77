"""Stretches of a text that say the same thing again and again, found so that a clean page costs little."""

from __future__ import annotations

from operator import eq
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# A sample of 16 every 48 code points meets every loop of 64 code points and one more unit.
_STRIDE = 48
_SAMPLE = 16
# The longest unit of a loop.
_REACH = 200
_STEP = 64


class Loop(NamedTuple):
    """A stretch `text[start:end]` that begins anew every `unit` code points."""

    start: int
    end: int
    unit: int


def loops(text: str, at_least: int) -> Iterator[Loop]:
    """The stretches in which a word stands `at_least` times in a row, and any that repeat a longer unit.

    In order, but for words before phrases; one may be found twice. Of phrases, two units can be all there is.
    Linear on any input.
    """
    words = text.split()
    # Every second pair is enough to see a run, and half the work.
    if b"\1" * (at_least // 2 - 1) in bytes(map(eq, words[::2], words[1::2])):
        yield from _word_runs(text, words, at_least)
    yield from _periods(text)


def _word_runs(text: str, words: list[str], at_least: int) -> Iterator[Loop]:
    at = nth = 0
    while nth < len(words):
        word, first = words[nth], nth
        at = start = text.index(word, at)
        while nth < len(words) and words[nth] == word:
            at = text.index(word, at) + len(word)
            nth += 1
        if nth - first >= at_least:
            yield Loop(start, at, len(word) + 1)


def _periods(text: str) -> Iterator[Loop]:
    find = text.find
    at, size = 0, len(text)
    while at < size:
        again = find(text[at : at + _SAMPLE], at + 1, at + _SAMPLE + _REACH)
        if again < 0:
            at += _STRIDE
            continue
        unit = again - at
        end = _end(text, again + _SAMPLE, unit)
        yield Loop(_start(text, at, unit), end, unit)
        # What is measured is not measured again.
        at = max(at + _STRIDE, end - unit - _SAMPLE)


def _end(text: str, at: int, unit: int) -> int:
    """Where the text from `at` on stops saying what is `unit` before it."""
    while at < len(text) and text[at : at + _STEP] == text[at - unit : at - unit + _STEP]:
        at += _STEP
    while at < len(text) and text[at] == text[at - unit]:
        at += 1
    return min(at, len(text))


def _start(text: str, at: int, unit: int) -> int:
    """Where the text before `at` begins to say what is `unit` after it."""
    while at >= _STEP and text[at - _STEP : at] == text[at - _STEP + unit : at + unit]:
        at -= _STEP
    while at and text[at - 1] == text[at - 1 + unit]:
        at -= 1
    return at
