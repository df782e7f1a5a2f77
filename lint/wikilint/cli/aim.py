"""What a run is about: the files, the settings that hold for each, and which findings count."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from wikilint.cli import request
from wikilint.disk import files
from wikilint.disk.memory import Memory
from wikilint.engine import run
from wikilint.engine.job import Job, Mode, Sink
from wikilint.errors import UsageError
from wikilint.finding import SEVERITIES
from wikilint.report.outcome import Outcome
from wikilint.report.style import visible
from wikilint.settings.scopes import Layout, Scopes
from wikilint.value import frozen, replace

if TYPE_CHECKING:
    from wikilint.cli import git
    from wikilint.cli.known import Baselines
    from wikilint.disk.memory import Stamp
    from wikilint.engine.plan import Plans
    from wikilint.engine.recollect import Marks, Recalled
    from wikilint.rule import Rule


@frozen
class Aim:
    """The files of a run, the settings that hold for each, and which findings count.

    changes: only findings on changed lines, where that is asked for.
    baselines: findings that are known; None to report them all the same.
    text: instead of files, one text that came from stdin; its name is the only path.
    """

    paths: tuple[str, ...]
    layout: Layout
    changes: git.Changes | None = None
    baselines: Baselines | None = None
    text: bytes | None = None

    @property
    def hidden(self) -> int:
        """Findings of the run so far that are in a baseline."""
        return self.baselines.hidden if self.baselines is not None else 0

    def memory(self, folder: str | None) -> Memory | None:
        """What earlier runs said of the files; nothing for a text from stdin. folder: instead of the user's own."""
        return None if self.text is not None else Memory(self.layout.default.root, folder)

    def marks(self, **more: Any) -> Marks:
        """What all that a check says depends on, apart from the files. more: see `Job`."""
        from wikilint.engine import recollect

        return recollect.marks(self._job("check", **more))

    def recalled(self, memory: Memory, states: Sequence[Stamp | None], marks: Marks, **more: Any) -> Recalled:
        """What earlier runs said of the files in a check. states: the stamp of each. more: see `Job`."""
        from wikilint.engine import recollect

        return recollect.recall(self.paths, states, memory, self._job("check", **more), marks)

    def run(
        self, mode: Mode, sink: Sink | None = None, recalled: Recalled | None = None, **more: Any
    ) -> Iterator[Outcome]:
        """Every outcome as it comes, with the findings that count.

        sink: where fixes go. recalled: what earlier runs said. more: see `Job`.
        """
        if self.text is not None:
            return iter([self.examined(mode, **more)[0]] if self.paths else [])
        return map(self.counting, run.run(self._job(mode, **more), self.paths, sink, recalled))

    def examined(self, mode: Mode, **more: Any) -> tuple[Outcome, bytes]:
        """The outcome of the text from stdin, and what the fixes make of it."""
        from wikilint.document import Document
        from wikilint.engine import examine

        (path,), job = self.paths, self._job(mode, **more)
        chosen = job.plans().of(path)
        document = Document(self.text or b"", chosen.relative(path))
        outcome, fixed = examine.examine(chosen, job, path, document)
        return self.counting(outcome), fixed.after.raw

    def plans(self, *, unsafe: bool = False) -> Plans:
        """What is done to each file."""
        from wikilint.engine import plan

        return plan.plans(self.layout, unsafe=unsafe)

    def _job(self, mode: Mode, **more: Any) -> Job:
        return Job(mode, self.layout.default, nested=self.layout.nested, **more)

    def counting(self, outcome: Outcome) -> Outcome:
        """An outcome less the findings that do not count."""
        if self.changes is not None:
            left = self.changes.on_changed_lines(outcome.path, outcome.diagnoses)
            gone = len(outcome.diagnoses) - len(left)
            outcome = replace(outcome, diagnoses=left, found=outcome.found - gone) if gone else outcome
        return self.baselines.without(outcome) if self.baselines is not None else outcome

    def rules(self) -> Mapping[str, Rule]:
        """Every rule that a finding of the run may come from."""
        from wikilint.engine import plan

        return {name: rule for each in self.layout.all() for name, rule in plan.available(each).items()}

    def fails(self, outcome: Outcome) -> bool:
        """Whether a file has a finding at or above the threshold that holds for it."""
        fail_on = self.layout.of(outcome.path).fail_on
        if fail_on == "never":
            return False
        least = SEVERITIES.index(fail_on)
        return any(SEVERITIES.index(each.severity) >= least for each in outcome.diagnoses)


def aimed(given: Mapping[str, Any]) -> Aim:
    """What the parameters of a command, as Typer parsed them, ask for; warnings go to stderr.

    Raises UsageError for paths, rules and revisions that do not exist.
    """
    paths = _paths(given)
    scopes = request.from_command_line(given)
    if paths == ["-"]:
        return _from_stdin(given, scopes)
    found = files.select(paths, scopes)
    if found.missing:
        names = ", ".join(visible(path) for path in found.missing)
        raise UsageError(f"{names}: no such file or folder; nothing was checked")
    layout = scopes.layout(request.base_of(scopes, paths))
    if not _has_rules(layout):
        _say("warning: no rule is selected, so nothing will be found")
    if not found.paths:
        _nothing(found, paths, require_files=given["require_files"])
    elif found.remark and not given["quiet"]:
        _say(f"note: {found.remark}")
    changes = _changes(given)
    wanted = found.paths if changes is None else tuple(filter(changes.keeps, found.paths))
    return Aim(
        wanted,
        layout,
        changes if given["changed_lines"] else None,
        None if given["no_baseline"] else _baselines(layout),
    )


def _has_rules(layout: Layout) -> bool:
    """Whether any rule runs at all. Raises UsageError for rules and options that do not exist."""
    if all(each.is_plain for each in layout.all()):
        return True
    from wikilint.engine import plan

    return any(each.rules for each in plan.plans(layout).all())


def _baselines(layout: Layout) -> Baselines | None:
    """The baselines of a run, None where no configuration names one. Raises UsageError."""
    if all(each.baseline is None for each in layout.all()):
        return None
    from wikilint.cli.known import Baselines

    return Baselines(layout)


def _from_stdin(given: Mapping[str, Any], scopes: Scopes) -> Aim:
    """The text on stdin, under the name that was given; no path where a file of that name would be excluded."""
    name = given["stdin_filename"] or "-"
    layout = scopes.layout(scopes.at(os.path.dirname(os.path.abspath(name))))
    _has_rules(layout)
    named = given["stdin_filename"] is None or not files.excludes(name, scopes)
    baselines = None if given["no_baseline"] else _baselines(layout)
    return Aim((name,) if named else (), layout, baselines=baselines, text=sys.stdin.buffer.read())


def _paths(given: Mapping[str, Any]) -> Sequence[str]:
    paths = list(given["paths"] or ())
    if given["stdin_filename"] is not None and not paths:
        paths = ["-"]
    if "-" in paths and (len(paths) > 1 or given["files_from"]):
        raise UsageError("- reads text from stdin and cannot be combined with files")
    listing = given["files_from"]
    if listing is None:
        return paths or ["."]
    return paths + request.listed(listing)


def _nothing(found: files.Selection, paths: Sequence[str], *, require_files: bool) -> None:
    """Say why there is no file to check, unless an empty list asked for it."""
    why = f"no files to check: {found.remark or found.why_empty if paths else 'the list is empty'}"
    if require_files:
        raise UsageError(why)
    _say(f"warning: {why}")


def _changes(given: Mapping[str, Any]) -> git.Changes | None:
    since, staged = given["since"], given["staged"]
    if since is not None and staged:
        raise UsageError("--since and --staged cannot be combined; use one of them")
    if since is None and not staged and not given["changed_lines"]:
        return None
    from wikilint.cli import git

    return git.changes(since, staged=staged)


def _say(what: str) -> None:
    sys.stderr.write(f"wikilint: {visible(what)}\n")
