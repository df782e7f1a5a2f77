"""What `wikilint check` and `wikilint fix` do, from their parameters as values. Knows nothing of Typer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING, Any

from wikilint.cli import again, output, quick, request, summary
from wikilint.cli.aim import Aim, aimed
from wikilint.cli.output import Output, Target
from wikilint.cli.tally import Tally, troubles
from wikilint.disk.memory import stamps
from wikilint.errors import UsageError
from wikilint.report import FORMATS, Report, Style
from wikilint.report.outcome import Manual, Outcome
from wikilint.report.style import visible
from wikilint.words import count

if TYPE_CHECKING:
    from wikilint.disk.memory import Memory
    from wikilint.engine.job import Mode, Sink
    from wikilint.engine.recollect import Recalled

CLEAN, FINDINGS, TROUBLE = 0, 1, 2
"""Exit codes: nothing at or above the threshold; something is; a file or a request could not be handled."""


def _exit_code(tally: Tally) -> int:
    return TROUBLE if tally.troubled else FINDINGS if tally.failing else CLEAN


def _style(given: Mapping[str, Any], aim: Aim) -> Style:
    rules = cache(aim.rules)  # asked for each finding, and by formats for machines only

    def url(name: str) -> str:
        from wikilint.engine import manual

        return manual.url(rules().get(name))

    return Style(
        request.colored(given["color"]),
        request.width(),
        fold=Style().fold if given["max_findings"] is None else 0,
        url=url,
    )


def _report(
    outcomes: Iterator[Outcome], out: Output, targets: Sequence[Target], style: Style, aim: Aim
) -> Tally:
    """Write the report of each target while the run goes on, and count."""
    tally = Tally(aim.fails)
    with ExitStack() as opened:
        out.open(targets, style, lambda: _manuals(aim), opened)
        for outcome in outcomes:
            out.add(outcome)
            tally.add(outcome)
        out.end()
    return tally


def _manuals(aim: Aim) -> Iterable[Manual]:
    from wikilint.engine import manual

    return manual.described(aim.rules().values())


def check(given: Mapping[str, Any]) -> int:
    """Report, as the parameters of `check` say. Returns the exit code."""
    if given["exit_zero"]:
        given = {**given, "fail_on": "never"}
    if given["add_suppressions"]:
        from wikilint.cli import silencing

        return silencing.add(aimed(given), quiet=given["quiet"] or given["silent"])
    if given["fix"] or given["diff"]:
        return fix({**quick.DEFAULTS["fix"], **given})
    aim = aimed(given)
    targets = _targets(given)
    if given["statistics"]:
        targets = tuple(each for each in targets if each.path)
    with ExitStack() as opened:
        sink = _told(opened, aim, given)
        memory = None if given["no_cache"] or given["timing"] or sink else aim.memory(given["cache_dir"])
        if memory is not None:
            return _remembering(memory, aim, targets, given)
        tally = _checked(aim, targets, given, sink)
    return _sum_up(tally, aim, given)


def _remembering(memory: Memory, aim: Aim, targets: Sequence[Target], given: Mapping[str, Any]) -> int:
    """Check what is not known from earlier runs; where all of it is, say what the last run said."""
    style = _style(given, aim)
    shape = _shape(targets, style)
    marks, states = aim.marks(**shape), stamps(aim.paths)
    last = again.Again(aim, memory, (marks, states), given, style) if again.possible(aim, given) else None
    said = last.said() if last else None
    if said is not None:
        sys.stdout.write(said.report)
        summary.say(said.summary)
        memory.save(whole=False)
        return said.code
    recalled = aim.recalled(memory, states, marks, **shape)
    del states  # as many as there are files, while all of them are looked at
    tally = _checked(aim, targets, given, recalled=recalled, last=last)
    memory.save(whole=not given["paths"] and aim.changes is None and not given["files_from"])
    code = _sum_up(tally, aim, given)
    if last:
        last.keep(_summary(tally, aim, given), code)
    return code


def _told(opened: ExitStack, aim: Aim, given: Mapping[str, Any]) -> Sink | None:
    """Where what would be fixed is told, if anywhere; `opened` ends it."""
    if given["manifest"] is None:
        return None
    from wikilint.cli import record

    return record.manifest_of(opened, aim, given)


def _shape(targets: Sequence[Target], style: Style) -> dict[str, Any]:
    """What the reports need of a finding: see `Job`."""
    return {"snippets": any(each.form.snippets for each in targets), "fold": style.fold}


def _checked(
    aim: Aim,
    targets: Sequence[Target],
    given: Mapping[str, Any],
    sink: Sink | None = None,
    *,
    recalled: Recalled | None = None,
    last: again.Again | None = None,
) -> Tally:
    """Look at every file that is not known already, and report on the way.

    last: takes note of what is said.
    """
    style = _style(given, aim)
    with summary.Progress(wanted=not given["no_progress"]) as progress:
        out = Output(
            given["max_findings"] or 0, before=progress.step_aside, heard=last.hear if last else None
        )
        outcomes = aim.run(
            "check",
            sink,
            recalled,
            **_shape(targets, style),
            timing=given["timing"],
            unsafe=sink is not None and given["unsafe_fixes"],
            record=sink is not None,
        )
        outcomes = last.watched(outcomes) if last else outcomes
        return _report(progress.over(outcomes, len(aim.paths)), out, targets, style, aim)


def _is_for_machines(targets: Sequence[Target]) -> bool:
    """Whether a program reads what is on stdout."""
    return any(each.form.machine for each in targets if each.path is None)


def _summary(tally: Tally, aim: Aim, given: Mapping[str, Any]) -> str:
    """The last lines of a check."""
    is_quiet = given["quiet"] or given["silent"] or _is_for_machines(_targets(given))
    return "" if is_quiet else summary.checked(tally) + _known(aim)


def _sum_up(tally: Tally, aim: Aim, given: Mapping[str, Any]) -> int:
    """Say what a check says after its findings. Returns the exit code."""
    if given["statistics"] and not given["silent"]:
        sys.stdout.write(summary.statistics(tally, as_json=_is_for_machines(_targets(given))))
    summary.say(_summary(tally, aim, given))
    if given["timing"]:
        sys.stderr.write(summary.timing(tally))
    return _exit_code(tally)


def _targets(given: Mapping[str, Any]) -> Sequence[Target]:
    """Where the reports go; --silent keeps those in files alone."""
    targets = output.targets(given["output_format"], given["output_file"])
    return tuple(each for each in targets if each.path) if given["silent"] else targets


def _known(aim: Aim) -> str:
    """What the summary says of findings that were not reported."""
    return f"{count(aim.hidden, 'known finding')} not shown (baseline).\n" if aim.hidden else ""


def fix(given: Mapping[str, Any]) -> int:
    """Fix, as the parameters of `fix` say. Returns the exit code."""
    aim = aimed(given)
    if given["is_interactive"]:
        return _review(aim, given)
    if given["diff"]:
        return _diff(aim, given)
    if aim.text is not None and given["manifest"] is None:
        return _fix_text(aim, given["unsafe_fixes"])
    return _fix_files(aim, given)


def _fix_files(aim: Aim, given: Mapping[str, Any]) -> int:
    """Write what is fixed, report what is left. Returns the exit code."""
    from wikilint.cli import record  # the journal and what writes: a check needs none of it

    fix_only = given["fix_only"]
    targets = () if fix_only else _targets(given)
    is_for_machines = _is_for_machines(targets)
    style = _style(given, aim)
    with ExitStack() as opened:
        progress = opened.enter_context(summary.Progress(wanted=not given["no_progress"]))
        sink, writer = record.sink(opened, aim, given)
        outcomes = progress.over(_proposed("fix", aim, given, sink, **_shape(targets, style)), len(aim.paths))
        # Where nobody reads any more, what was begun is still carried out.
        out = Output(given["max_findings"] or 0, keep_on=True, before=progress.step_aside)
        if given["show_fixes"] and not is_for_machines:
            outcomes = _showing_fixes(outcomes, out)
        tally = _report(outcomes, out, targets, style, aim)
    if not (given["quiet"] or given["silent"] or is_for_machines):
        summary.say(summary.fixed(tally, leftovers=not fix_only) + _known(aim))
        sys.stdout.flush()
    if writer and not given["quiet"]:
        sys.stderr.write(record.how_to_undo(writer))
    if fix_only:
        return TROUBLE if tally.troubled else CLEAN
    return _exit_code(tally)


def _proposed(mode: Mode, aim: Aim, given: Mapping[str, Any], sink: Sink, **more: Any) -> Iterator[Outcome]:
    """The outcome of each file while its fixes go to the sink. more: see `Job`."""
    return aim.run(mode, sink, unsafe=given["unsafe_fixes"], record=bool(given.get("manifest")), **more)


def _review(aim: Aim, given: Mapping[str, Any]) -> int:
    """Ask about each fix. Returns the exit code."""
    from wikilint.cli import interactive, record

    _refuse_together(given)
    durability = given["durability"].value
    with record.recorded(aim.paths or (os.curdir,), not given["no_journal"], durability) as writer:
        code = interactive.run(
            aim, writer, unsafe=given["unsafe_fixes"], again=given["review_again"], style=_style(given, aim)
        )
    sys.stderr.write(record.how_to_undo(writer))
    return code


def _refuse_together(given: Mapping[str, Any]) -> None:
    """Raises UsageError for options that --interactive leaves no room for."""
    if given["diff"] or given["paths"] == ["-"] or given["output_format"] or given["output_file"]:
        raise UsageError("--interactive shows each fix and asks: leave out --diff, -o, --output-file and -")


def _fix_text(aim: Aim, unsafe: bool) -> int:
    """Text in, text out: the fixed text on stdout, what is left on stderr. Returns the exit code."""
    data, outcome = aim.text or b"", Outcome("-")
    if aim.paths:
        outcome, data = aim.examined("fix", unsafe=unsafe, snippets=False)
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    report = Report(FORMATS["concise"], Style(), sys.stderr.write, dict)
    report.add(outcome)
    report.end()
    tally = Tally(aim.fails)
    tally.add(outcome)
    return _exit_code(tally)


def _showing_fixes(outcomes: Iterator[Outcome], out: Output) -> Iterator[Outcome]:
    for outcome in outcomes:
        out.write(summary.shown_fixes(outcome))
        yield outcome


def _diff(aim: Aim, given: Mapping[str, Any]) -> int:
    """Show the diffs alone, so that they can be piped into `git apply`. Returns the exit code."""
    from wikilint.cli import record

    tally, color = Tally(), request.colored(given["color"])
    with ExitStack() as opened:
        progress = opened.enter_context(summary.Progress(wanted=not given["no_progress"]))
        sink, _ = record.sink(opened, aim, given)
        outcomes = _proposed("diff", aim, given, sink, **_shape((), _style(given, aim)))
        for outcome in progress.over(outcomes, len(aim.paths)):
            tally.add(outcome)
            if outcome.diff:
                progress.step_aside()
                summary.patch(outcome.diff, color)
            for trouble in troubles(outcome):
                progress.step_aside()
                sys.stderr.write(f"wikilint: {visible(outcome.path)}: {visible(trouble)}\n")
        if not given["quiet"]:
            progress.step_aside()
            sys.stderr.write(summary.would_fix(tally))
    return TROUBLE if tally.troubled else FINDINGS if tally.changed else CLEAN
