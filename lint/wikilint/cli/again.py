"""A run over files that are all as the last run saw them says what that run said.

Nothing is read, judged or written anew: what was said depends on the files, on what rules and settings there are, on
the command line and on the terminal, and all of that is compared.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from wikilint.cli.aim import Aim
    from wikilint.disk.memory import Memory, Stamp
    from wikilint.engine.recollect import Marks
    from wikilint.report import Style
    from wikilint.report.outcome import Outcome


class Said(NamedTuple):
    """What a run said on stdout: its report, its summary, and its exit code."""

    report: str
    summary: str
    code: int


MOST = 8 * 2**20
"""Characters of a report that are kept."""

_WITHOUT_REFERENCES = 2
"""The version of marshal in which equal values are equal bytes: a tenth of what the values take."""

_ELSEWHERE = ("output_file", "statistics", "timing", "manifest", "changed_lines", "since", "staged")
"""Parameters with which a run says more than its report, or less than is found."""


class Again:
    """Asks for what the last run said, and keeps what this one says, as long as that is short."""

    def __init__(
        self,
        aim: Aim,
        memory: Memory,
        state: tuple[Marks, Sequence[Stamp | None]],
        given: Mapping[str, Any],
        style: Style,
    ) -> None:
        """state: what tells rules and settings from any other state of them, and each file."""
        self._memory, self._files = memory, len(aim.paths)
        self._heard: list[str] = []
        self._length = 0
        self._looks_around = False
        marks, stamps = state
        self._asked = (
            os.getcwd(),
            "\0".join(aim.paths),
            marshal.dumps(list(stamps), _WITHOUT_REFERENCES),
            {name: str(value) for name, value in given.items()},
            style.width,
            style.color,
            tuple(marks.values()),
        )

    def said(self) -> Said | None:
        """What the last run said, if this one would say the same."""
        try:
            return Said(*self._memory.last(self._asked))
        except TypeError:
            return None

    def watched(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        """The outcomes; whether one of them depends on files that are not looked at themselves is noted."""
        for outcome in outcomes:
            if outcome.waits_for and not self._looks_around:
                from wikilint.evidence import TARGET

                self._looks_around = any(fact.startswith(TARGET) for fact in outcome.waits_for)
            yield outcome

    def hear(self, text: str) -> None:
        """Note what this run writes. A report that is too long to be kept takes no memory."""
        self._length += len(text)
        if self._length <= MOST:
            self._heard.append(text)
        else:
            self._heard.clear()

    def keep(self, summary: str, code: int) -> None:
        """Keep what this run said for the next one: its report is what it heard."""
        if self._length <= MOST and not self._looks_around:
            self._memory.keep(self._asked, ("".join(self._heard), summary, code), self._files)


def possible(aim: Aim, given: Mapping[str, Any]) -> bool:
    """Whether what is remembered of the files is all that a run depends on, and stdout all that it writes."""
    return (
        not any(given[name] for name in _ELSEWHERE)
        and aim.baselines is None
        and aim.changes is None
        and not any("=" in each for each in given["output_format"] or ())
    )
