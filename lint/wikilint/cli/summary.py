"""What a run says besides its findings: progress, summaries, statistics."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic

from wikilint.report.outcome import Outcome
from wikilint.report.style import visible
from wikilint.words import count

__all__ = ["checked", "fixed", "patch", "progress", "statistics", "timing", "visible"]

_PATIENCE = 0.5
"""Seconds before a progress bar appears."""


@contextmanager
def progress(total: int, wanted: bool) -> Iterator[Callable[[Outcome], None]]:
    """A function to call with each outcome; on a terminal, a bar on stderr once the run takes long."""
    if not (wanted and sys.stderr.isatty()):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.0f} files/s"),
        TextColumn("{task.fields[findings]} findings"),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("Reading", total=total, findings=0, rate=0.0)
    began, done, findings = monotonic(), 0, 0

    def seen(outcome: Outcome) -> None:
        nonlocal done, findings
        done += 1
        findings += len(outcome.diagnoses)
        passed = monotonic() - began
        if passed > _PATIENCE:
            if not bar.live.is_started:
                bar.start()
            bar.update(task, completed=done, findings=findings, rate=done / passed)

    try:
        yield seen
    finally:
        bar.stop()


def _fixable(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    """How many findings `fix` would mend, and how many more with `--unsafe-fixes`."""
    fixes = [each.fix for outcome in outcomes for each in outcome.diagnoses if each.fix]
    safe = sum(fix.applicable for fix in fixes)
    return safe, sum(fix.safety == "unsafe" and not fix.applicable for fix in fixes)


def _remedy(outcomes: Sequence[Outcome]) -> str:
    safe, unsafe = _fixable(outcomes)
    parts = []
    if safe:
        parts.append(f"{safe:,} fixable with `wikilint fix`")
    if unsafe:
        parts.append(f"{unsafe:,} {'more ' if safe else ''}with `wikilint fix --unsafe-fixes`")
    return f": {', '.join(parts)}" if parts else ""


def _handled(outcomes: Sequence[Outcome], done: str) -> tuple[int, str]:
    """How many files could be handled, and a sentence about those that could not be."""
    failed = sum(outcome.error is not None for outcome in outcomes)
    files = sum(not outcome.is_folder for outcome in outcomes)
    return files - failed, f" {count(failed, 'file')} could not be {done}." if failed else ""


def checked(outcomes: Sequence[Outcome]) -> str:
    """The last lines of `check`."""
    found = sum(len(outcome.diagnoses) for outcome in outcomes)
    handled, trouble = _handled(outcomes, "read")
    if not found:
        checked = count(handled, "file")
        if trouble or not handled:
            return f"Nothing found in {checked}.{trouble}\n"
        return f"All clean: {checked} checked.\n"
    where = sum(bool(outcome.diagnoses) for outcome in outcomes)
    more = " More may show after fixing." if _fixable(outcomes)[0] else ""
    return f"Found {count(found, 'finding')} in {count(where, 'file')}{_remedy(outcomes)}.{more}{trouble}\n"


def fixed(outcomes: Sequence[Outcome]) -> str:
    """The last lines of `fix`."""
    changed = sum(outcome.changed for outcome in outcomes)
    rules: Counter[str] = Counter()
    for outcome in outcomes:
        rules.update(outcome.fixed)
    left = sum(len(outcome.diagnoses) for outcome in outcomes)
    handled, trouble = _handled(outcomes, "read or written")
    lines = [f"Nothing to fix in {count(handled, 'file')}.{trouble}"]
    if changed:
        by_rule = ", ".join(f"{name} {number:,}" for name, number in sorted(rules.items()))
        lines = [f"Fixed {count(rules.total(), 'finding')} in {count(changed, 'file')} ({by_rule}).{trouble}"]
    if left:
        lines.append(f"{count(left, 'finding')} left{_remedy(outcomes)}.")
    return "".join(f"{line}\n" for line in lines)


def patch(diff: str) -> None:
    """A diff on stdout: byte for byte into a pipe or a file, without what moves the cursor on a terminal."""
    if sys.stdout.isatty():
        for line in diff.split("\n")[:-1]:
            sys.stdout.write("\t".join(map(visible, line.split("\t"))) + "\n")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(diff.encode("utf-8", "surrogateescape"))


def statistics(outcomes: Sequence[Outcome], *, as_json: bool = False) -> str:
    """A table of the rules that found something: how often, in how many files, how many are fixable."""
    found: Counter[str] = Counter()
    within: Counter[str] = Counter()
    safe: Counter[str] = Counter()
    for outcome in outcomes:
        found.update(each.rule for each in outcome.diagnoses)
        within.update({each.rule for each in outcome.diagnoses})
        safe.update(each.rule for each in outcome.diagnoses if each.fix and each.fix.applicable)
    rows = [(number, within[name], safe[name], name) for name, number in found.most_common()]
    if as_json:
        keys = ("findings", "files", "fixable", "rule")
        return json.dumps([dict(zip(keys, row, strict=True)) for row in rows], indent=2) + "\n"
    if not rows:
        return ""
    lines = [f"{'findings':>9} {'files':>7} {'fixable':>8}  rule"]
    lines += [f"{number:>9,} {files:>7,} {fixable:>8,}  {name}" for number, files, fixable, name in rows]
    return "".join(f"{line}\n" for line in lines)


def timing(outcomes: Sequence[Outcome]) -> str:
    """What each rule took over all files, the slowest first."""
    seconds: Counter[str] = Counter()
    for outcome in outcomes:
        for name, spent in outcome.seconds.items():
            seconds[name] += spent  # type: ignore[assignment]  # a Counter adds floats as well as integers
    total = sum(seconds.values()) or 1.0
    lines = [f"{'seconds':>9} {'share':>6}  rule"]
    lines += [f"{spent:>9.3f} {spent / total:>6.1%}  {name}" for name, spent in seconds.most_common()]
    return "".join(f"{line}\n" for line in lines)
