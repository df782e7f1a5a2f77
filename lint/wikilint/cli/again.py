"""A run over files that are all as the last run saw them says what that run said.

Nothing is read, judged or written anew: what was said depends on the files, on what rules and settings there are, on
the command line and on the terminal, and all of that is compared.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from wikilint.disk.memory import joined

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
"""Bytes of a compressed report that are kept: a text report of more than a hundred thousand findings."""

_FASTEST = 1
"""The level of zlib: a fifth of a text report is left."""

_ELSEWHERE = ("output_file", "statistics", "timing", "manifest", "changed_lines", "since", "staged")
"""Parameters with which a run says more than its report, or less than is found."""


class _Heard:
    """Text as it is written, compressed."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(_FASTEST)
        self._packed: list[bytes] = []
        self._size = 0

    def add(self, text: str) -> None:
        """One that is too long to be kept takes no memory."""
        if self._size <= MOST:
            packed = self._packer.compress(text.encode("utf-8", "surrogatepass"))
            self._size += len(packed)
            self._packed.append(packed)
        else:
            self._packed.clear()

    def whole(self) -> bytes | None:
        """All of it, to be called once; None if that is too long."""
        last = self._packer.flush()
        return b"".join((*self._packed, last)) if self._size + len(last) <= MOST else None


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
        marks, stamps = state
        self._memory, self._paths, self._stamps = memory, aim.paths, joined(stamps)
        self._rest = (
            os.getcwd(),
            {name: str(value) for name, value in given.items()},
            style.width,
            style.color,
            tuple(marks.values()),
        )
        self._heard = _Heard()
        self._looks_around = False

    @property
    def _asked(self) -> tuple[object, ...]:
        """All that an answer depends on. Made when it is needed, not kept: it names every file."""
        return ("\0".join(self._paths), self._stamps, *self._rest)

    def said(self) -> Said | None:
        """What the last run said, if this one would say the same."""
        try:
            report, summary, code = self._memory.last(self._asked)
            return Said(zlib.decompress(report).decode("utf-8", "surrogatepass"), summary, code)
        except (TypeError, ValueError, zlib.error):  # there is none, or it is broken
            return None

    def watched(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        """The outcomes; whether one of them depends on files that are not looked at themselves is noted."""
        for outcome in outcomes:
            if outcome.waits_for and not self._looks_around:
                from wikilint.evidence import TARGET

                self._looks_around = any(fact.startswith(TARGET) for fact in outcome.waits_for)
            yield outcome

    def hear(self, text: str) -> None:
        """Note what this run writes."""
        self._heard.add(text)

    def keep(self, summary: str, code: int) -> None:
        """Keep what this run said for the next one: its report is what it heard."""
        report = self._heard.whole()
        if report is not None and not self._looks_around:
            self._memory.keep(self._asked, (report, summary, code), len(self._paths))


def possible(aim: Aim, given: Mapping[str, Any]) -> bool:
    """Whether what is remembered of the files is all that a run depends on, and stdout all that it writes."""
    return (
        not any(given[name] for name in _ELSEWHERE)
        and aim.baselines is None
        and aim.changes is None
        and not any("=" in each for each in given["output_format"] or ())
    )
