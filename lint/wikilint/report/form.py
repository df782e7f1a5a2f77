"""What a format is: how outcomes are written, each as soon as it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from wikilint.report.outcome import Manual, Outcome
from wikilint.report.style import Style
from wikilint.value import frozen

Manuals = Callable[[], Iterable[Manual]]
"""Gives what is known of the rules; only formats that describe them ask."""


def _nothing(manuals: Manuals) -> str:
    return ""


@frozen
class Format:
    """A way to write outcomes: each file's as soon as it is known, so that a report is never held in memory.

    file: yields what is written of one file, piece by piece.
    head: what comes first, from the manuals of the rules.
    between: what separates two pieces.
    tail: what comes last.
    machine: whether a program reads it, so that nothing else may be on the same stream.
    snippets: whether it shows the text around a finding.
    """

    file: Callable[[Outcome, Style], Iterator[str]]
    head: Callable[[Manuals], str] = _nothing
    between: str = ""
    tail: str = ""
    machine: bool = False
    snippets: bool = False


class Report:
    """A format at work: outcomes go in, text goes out.

    write: called with each piece of text.
    manuals: what is known of the rules, for formats that describe them.
    """

    def __init__(
        self, form: Format, style: Style, write: Callable[[str], object], manuals: Manuals = tuple
    ) -> None:
        self._form, self._style, self._write = form, style, write
        self._separator = ""
        write(form.head(manuals))

    def add(self, outcome: Outcome) -> None:
        if pieces := list(self._form.file(outcome, self._style)):
            between = self._form.between
            self._write(self._separator + between.join(pieces))
            self._separator = between

    def end(self) -> None:
        self._write(self._form.tail)
