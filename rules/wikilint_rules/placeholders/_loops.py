"""Stretches of a text that say the same thing again and again, found so that a clean page costs little."""

from __future__ import annotations

from operator import eq
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# A sample of 16 every 48 code points meets every loop of 64 code points and one more unit.
_STRIDE = 48
_SAMPLE = 16
# No loop is worth a word that says its unit fewer times.
_FEWEST = 4
# The longest unit of a loop.
_REACH = 200
_STEP = 64


class Loop(NamedTuple):
    """A stretch `text[start:end]` that begins anew every `unit` code points."""

    start: int
    end: int
    unit: int


def loops(text: str, lines: list[str], at_least: int) -> Iterator[Loop]:
    """The stretches in which a word stands `at_least` times in a row, and any within a line that repeat a longer unit.

    lines: those of the text.

    In order, but for words before phrases; one may be found twice. Of phrases, two units can be all there is.
    Linear on any input.
    """
    words = text.split()
    # Every third pair is enough to see a run, and a third of the work.
    has_run = b"\1" * max((at_least - 1) // 3, 0) in bytes(map(eq, words[::3], words[1::3]))
    if has_run:
        yield from _word_runs(text, words, at_least)
    if has_run or _may_loop([line for line in lines if len(line) >= _STEP and line[0] != "|"], at_least):
        yield from _periods(text)


def _may_loop(lines: list[str], at_least: int) -> bool:
    """Whether a line may say something several times in a row: a sample of it comes again, and all around it does."""
    samples = [
        (line, at, again - at)
        for line in lines
        for at in range(_STRIDE - 1, len(line) - _SAMPLE, _STRIDE)
        if (again := line.find(line[at : at + _SAMPLE], at + 1, at + _SAMPLE + _REACH)) >= 0
    ]
    fewest = min(at_least, _FEWEST)
    return any(
        _end(line, at + unit + _SAMPLE, unit) - _start(line, at, unit) + 1 >= fewest * unit
        for line, at, unit in samples
    )


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
