"""What a run says besides its findings: progress, summaries, statistics."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from time import monotonic

from wikilint.cli.request import width
from wikilint.cli.tally import ByRule, Tally
from wikilint.report.outcome import Outcome
from wikilint.report.style import visible
from wikilint.report.width import wrapped
from wikilint.words import count

_PATIENCE = 0.5
"""Seconds before a progress bar appears."""

_PAUSE = 0.1
"""Seconds between two looks of it."""


class Progress:
    """A line on stderr, on a terminal and once a run takes long: how far it is, how fast, what was found."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._total = self._done = self._findings = 0
        self._began = self._drawn = monotonic()
        self._visible = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.step_aside()

    def over(self, outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
        """The outcomes, each counted as it passes."""
        self._total = total
        for outcome in outcomes:
            self._count(outcome)
            yield outcome

    def _count(self, outcome: Outcome) -> None:
        self._done += 1
        self._findings += len(outcome.diagnoses)
        now = monotonic()
        if self._wanted and now - self._began > _PATIENCE and now - self._drawn > _PAUSE:
            self._drawn = now
            self._draw(self._done / (now - self._began))

    def _draw(self, rate: float) -> None:
        done = self._done / max(self._total, 1)
        bar = "━" * round(20 * done)
        line = f"{bar:<20} {self._done:,}/{self._total:,} files  {rate:,.0f} files/s  {self._findings:,} findings"
        sys.stderr.write(f"\r\x1b[2K{line[: width(80) - 1]}")
        sys.stderr.flush()
        self._visible = True

    def step_aside(self) -> None:
        """Take the line away, so that something else can be written."""
        if self._visible:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
            self._visible = False


def _remedy(total: ByRule) -> str:
    """Which of the findings a command fixes, and which are left to people."""
    parts = []
    if total.safe:
        parts.append(f"{total.safe:,} [*] fixable with `wikilint fix`")
    if total.unsafe:
        parts.append(f"{total.unsafe:,} [u] {'more ' if total.safe else ''}with `--unsafe-fixes`")
    if total.shown and parts:
        parts.append(f"{total.shown:,} display only")
    return f": {', '.join(parts)}" if parts else ""


def _trouble(tally: Tally, done: str) -> str:
    """A sentence about the files that could not be handled."""
    return f" {count(tally.failed, 'file')} could not be {done}." if tally.failed else ""


def checked(tally: Tally) -> str:
    """The last lines of `check`."""
    total, trouble = tally.total, _trouble(tally, "read")
    if not total.findings:
        handled = count(tally.files - tally.failed, "file")
        if trouble or tally.files == tally.failed:
            return f"Nothing found in {handled}.{trouble}\n"
        return f"All clean: {handled} checked.\n"
    more = " More may appear after fixing." if total.safe else ""
    where = f"{count(total.findings, 'finding')} in {count(total.files, 'file')}"
    return f"Found {where}{_remedy(total)}.{more}{trouble}\n"


def _sum(tally: Tally, fixed: str) -> str:
    """`684 found: 340 fixed, 104 gone with them, 240 left`: the first number is the sum of the others."""
    done, left = tally.fixed.total(), tally.total.findings
    gone = tally.before - done - left
    parts = [f"{done:,} {fixed}"]
    if gone > 0:
        parts.append(f"{gone:,} gone with {'it' if done == 1 else 'them'}")
    parts.append(f"{left:,} left")
    more = f" and {-gone:,} more after fixing" if gone < 0 else ""
    return f"{tally.before:,} found{more}: {', '.join(parts)}"


def fixed(tally: Tally, *, leftovers: bool = True) -> str:
    """The last lines of `fix`. leftovers: whether what is left is said."""
    trouble = _trouble(tally, "read or written")
    if not tally.changed:
        lines = [f"Nothing to fix in {count(tally.files - tally.failed, 'file')}.{trouble}"]
    else:
        by_rule = ", ".join(f"{name} {number:,}" for name, number in sorted(tally.fixed.items()))
        where = f"{count(tally.fixed.total(), 'finding')} in {count(tally.changed, 'file')}"
        lines = [f"Fixed {where} ({by_rule}).{trouble}"]
    left = tally.total
    if leftovers and left.findings:
        if tally.changed:
            lines.append(f"{_sum(tally, 'fixed')}.")
        lines.append(f"{count(left.findings, 'finding')} left{_remedy(left)}.")
    return "".join(f"{line}\n" for line in lines)


def would_fix(tally: Tally) -> str:
    """The last line of `fix --diff`."""
    end = f" ({_sum(tally, 'would be fixed')})" if tally.changed else ""
    return f"Would change {count(tally.changed, 'file')}{end}.\n"


def shown_fixes(outcome: Outcome) -> str:
    """What `--show-fixes` says of a file: each rule whose fixes were applied, and how often."""
    if not outcome.fixed:
        return ""
    lines = [f"Fixed {visible(outcome.path)}:"]
    lines += [f"  {number:,} × {name}" for name, number in sorted(outcome.fixed.items())]
    return "".join(f"{line}\n" for line in [*lines, ""])


def say(text: str) -> None:
    """Sentences on stdout; on a terminal they are broken between words, elsewhere a line stays a line."""
    if sys.stdout.isatty():
        columns = width(80)
        text = "".join(
            f"{part}\n" for line in text.split("\n")[:-1] for part in wrapped(line, columns, indent=4)
        )
    sys.stdout.write(text)


def patch(diff: str, color: bool) -> None:
    """A diff on stdout: byte for byte into a pipe or a file, without what moves the cursor on a terminal."""
    if color or sys.stdout.isatty():
        from wikilint.report.patch import colored, defused

        sys.stdout.write(colored(diff) if color else defused(diff))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(diff.encode("utf-8", "surrogateescape"))


def statistics(tally: Tally, *, as_json: bool = False) -> str:
    """A table of the rules that found something: how often, in how many files, and what can be done about it."""
    ordered = sorted(tally.rules.items(), key=lambda item: (-item[1].findings, item[0]))
    rows = [(each.findings, each.files, each.safe, each.unsafe, each.shown, name) for name, each in ordered]
    keys = ("findings", "files", "safe", "unsafe", "shown", "rule")
    if as_json:
        import json

        return json.dumps([dict(zip(keys, row, strict=True)) for row in rows], indent=2) + "\n"
    if not rows:
        return ""
    lines = ["{:>9} {:>7} {:>7} {:>7} {:>7}  {}".format(*keys)]
    lines += ["{:>9,} {:>7,} {:>7,} {:>7,} {:>7,}  {}".format(*row) for row in rows]
    return "".join(f"{line}\n" for line in lines)


def timing(tally: Tally) -> str:
    """What each rule took over all files, the slowest first."""
    total = sum(tally.seconds.values()) or 1.0
    lines = [f"{'seconds':>9} {'share':>6}  rule"]
    slowest = sorted(tally.seconds.items(), key=lambda item: -item[1])
    lines += [f"{spent:>9.3f} {spent / total:>6.1%}  {name}" for name, spent in slowest]
    return "".join(f"{line}\n" for line in lines)
