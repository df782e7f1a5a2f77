"""Where a run's words go: reports to stdout and to files, troubles to stderr, each as soon as it is known."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TextIO

from wikilint.cli.tally import troubles
from wikilint.errors import UsageError, explain
from wikilint.report import FORMATS, Format, Manuals, Report, Style
from wikilint.report.outcome import Outcome
from wikilint.report.style import visible
from wikilint.value import frozen, replace
from wikilint.words import closest, count


@frozen
class Target:
    """A format, and the file that it is written to; None is stdout."""

    form: Format
    path: str | None = None


def _format(name: str) -> Format:
    if name not in FORMATS:
        close = closest(name, FORMATS)
        remedy = f"did you mean {close!r}?" if close else f"the formats are: {', '.join(FORMATS)}"
        raise UsageError(f"unknown output format {name!r}; {remedy}")
    return FORMATS[name]


def targets(given: Sequence[str] | None, output_file: str | None) -> tuple[Target, ...]:
    """What `-o FORMAT` and `-o FORMAT=FILE`, each as often as wanted, and `--output-file` ask for.

    A report for people goes to stdout unless another one does. Raises UsageError.
    """
    found = []
    for value in given or ():
        name, separator, path = value.partition("=")
        if separator and not path:
            raise UsageError(f"-o {value}: the file name is missing; write -o {name}=FILE")
        found.append(Target(_format(name), path or None))
    on_stdout = [each for each in found if each.path is None]
    if len(on_stdout) > 1:
        raise UsageError(
            "only one format can go to stdout; write the others to files, as in -o sarif=out.sarif"
        )
    if output_file is not None:
        form = on_stdout[0].form if on_stdout else FORMATS["full"]
        return (*(each for each in found if each.path), Target(form, output_file))
    return tuple(found) if on_stdout else (Target(FORMATS["full"]), *found)


class Output:
    """The reports of a run. Once stdout cannot be written, `keep_on` says whether the run goes on without it.

    limit: findings that reports for people show on stdout in all; 0 shows all.
    before: called before something is written to stdout, so that a progress bar can step aside.
    heard: takes what is written to stdout, too.
    """

    def __init__(
        self,
        limit: int = 0,
        keep_on: bool = False,
        before: Callable[[], None] = lambda: None,
        heard: Callable[[str], None] | None = None,
    ) -> None:
        self._limit, self._keep_on, self._before = limit, keep_on, before
        self._reports: list[tuple[Report, bool]] = []
        self._heard = heard
        self._shown = 0
        self._broken: OSError | None = None
        self._live = sys.stdout.isatty()
        self.hidden = 0

    def write(self, text: str) -> None:
        """Text on stdout."""
        if self._broken is not None or not text:
            return
        try:
            self._before()
            sys.stdout.write(text)
            if self._heard is not None:
                self._heard(text)
            if self._live:
                sys.stdout.flush()
        except OSError as error:
            if not self._keep_on:
                raise
            self._broken = error

    def open(self, wanted: Sequence[Target], style: Style, manuals: Manuals, files: ExitStack) -> None:
        """Begin the report of each target; those in files are in place when `files` closes without an error."""
        for target in wanted:
            if target.path is None:
                self._reports.append(
                    (Report(target.form, style, self.write, manuals), not target.form.machine)
                )
            else:
                file = files.enter_context(_whole(target.path))
                plain = replace(style, color=False)
                self._reports.append((Report(target.form, plain, file.write, manuals), False))

    def add(self, outcome: Outcome) -> None:
        for report, limited in self._reports:
            report.add(self._cut(outcome) if limited and self._limit else outcome)
        for trouble in troubles(outcome) if outcome.error else ():
            self._before()
            sys.stderr.write(f"wikilint: {visible(outcome.path)}: {visible(trouble)}\n")

    def _cut(self, outcome: Outcome) -> Outcome:
        room = self._limit - self._shown
        self._shown += min(room, len(outcome.diagnoses))
        self.hidden += max(0, len(outcome.diagnoses) - room)
        return (
            outcome
            if len(outcome.diagnoses) <= room
            else replace(outcome, diagnoses=outcome.diagnoses[:room])
        )

    def end(self) -> None:
        """End every report. Raises OSError when stdout broke on the way."""
        for report, _ in self._reports:
            report.end()
        if self.hidden:
            self.write(f"… and {count(self.hidden, 'more finding')}: show them with `--max-findings 0`.\n\n")
        if self._broken is not None:
            raise self._broken


@contextmanager
def _whole(path: str) -> Iterator[TextIO]:
    """A file to write that has its name when it is whole; what is not a regular file is written as it is."""
    direct = os.path.exists(path) and not os.path.isfile(path)
    draft = path if direct else f"{path}.{os.getpid()}.tmp"
    try:
        with open(draft, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            yield file
        if not direct:
            os.replace(draft, path)
    except BaseException as error:  # an interrupt, too, leaves no draft behind
        if not direct and os.path.lexists(draft):
            os.unlink(draft)
        if isinstance(error, OSError) and error.filename == draft:
            raise UsageError(f"{path} cannot be written: {explain(error)}") from None
        raise
