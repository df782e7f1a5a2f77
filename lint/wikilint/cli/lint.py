"""`wikilint check` and `wikilint fix`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Annotated

import typer

from wikilint.cli import options, output, summary
from wikilint.cli.output import Output, Target
from wikilint.cli.tally import Tally, troubles
from wikilint.disk import files
from wikilint.engine import manual, plan, run
from wikilint.engine.run import Job
from wikilint.errors import UsageError
from wikilint.finding import SEVERITIES
from wikilint.report import Style
from wikilint.report.outcome import Outcome
from wikilint.report.style import visible
from wikilint.settings.config import Settings

CLEAN, FINDINGS, TROUBLE = 0, 1, 2
"""Exit codes: nothing at or above the threshold; something is; a file or a request could not be handled."""


def _run(job: Job, paths: Sequence[str], progress: summary.Progress) -> Iterator[Outcome]:
    """Every outcome of a run as it comes. Raises UsageError for paths and rules that do not exist."""
    if not plan.make(job.settings).rules:
        sys.stderr.write("wikilint: warning: no rule is selected, so nothing can be found\n")
    found = files.find(
        paths or ["."],
        include=job.settings.include,
        exclude=job.settings.exclude,
        extend_exclude=job.settings.extend_exclude,
        respect_gitignore=job.settings.respect_gitignore,
        root=job.settings.root,
    )
    if found.missing:
        names = ", ".join(visible(path) for path in found.missing)
        raise UsageError(f"{names}: there is no such file or folder; nothing was checked")
    if not found.paths:
        sys.stderr.write(f"wikilint: warning: no files to check: {found.why_empty}\n")
    return progress.over(run.run(job, found.paths), len(found.paths))


def _exit_code(tally: Tally, settings: Settings) -> int:
    if tally.troubled:
        return TROUBLE
    if settings.fail_on == "never":
        return CLEAN
    return FINDINGS if tally.worst >= SEVERITIES.index(settings.fail_on) else CLEAN


def _style(color: options.Color, most: int | None = None) -> Style:
    width = shutil.get_terminal_size((100, 24)).columns
    return Style(options.colored(color), width, fold=Style().fold if most is None else 0)


def _report(
    outcomes: Iterator[Outcome], out: Output, targets: Sequence[Target], style: Style, settings: Settings
) -> Tally:
    """Write the report of each target while the run goes on, and count."""
    tally = Tally()
    with ExitStack() as opened:
        out.open(targets, style, lambda: manual.described(plan.available(settings).values()), opened)
        for outcome in outcomes:
            out.add(outcome)
            tally.add(outcome)
        out.end()
    return tally


def check(
    context: typer.Context,
    paths: options.Paths = None,
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    include: options.Include = None,
    exclude: options.Exclude = None,
    extend_exclude: options.ExtendExclude = None,
    no_respect_gitignore: options.NoGitignore = False,
    profile: options.Profile = None,
    config: options.Config = None,
    isolated: options.Isolated = False,
    output_format: options.OutputFormat = None,
    output_file: options.OutputFile = None,
    max_findings: options.MaxFindings = None,
    color: options.UseColor = options.Color.auto,
    statistics: options.Statistics = False,
    timing: options.Timing = False,
    quiet: options.Quiet = False,
    no_progress: options.NoProgress = False,
    jobs: options.Jobs = None,
    fail_on: options.Threshold = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
) -> None:
    """Report damage; change nothing.

    Exit code 0: nothing at or above --fail-on.  1: findings.  2: a path, setting or file could not be used.
    """
    settings = options.from_command_line(context.params)
    targets = output.targets(output_format, output_file)
    machine = any(each.form.machine for each in targets if each.path is None)
    if statistics:
        targets = tuple(each for each in targets if each.path)
    snippets = any(each.form.snippets for each in targets)
    with summary.Progress(wanted=not no_progress) as progress:
        out = Output(max_findings or 0, before=progress.step_aside)
        job = Job("check", settings, snippets=snippets, timing=timing)
        tally = _report(_run(job, paths or (), progress), out, targets, _style(color, max_findings), settings)
    if statistics:
        sys.stdout.write(summary.statistics(tally, as_json=machine))
    if not quiet and not machine:
        sys.stdout.write(summary.checked(tally))
    if timing:
        sys.stderr.write(summary.timing(tally))
    raise typer.Exit(_exit_code(tally, settings))


def fix(
    context: typer.Context,
    paths: options.Paths = None,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Show what would change, as a patch for `git apply`; write nothing."),
    ] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Apply fixes too that are good guesses, not proven.")
    ] = False,
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    include: options.Include = None,
    exclude: options.Exclude = None,
    extend_exclude: options.ExtendExclude = None,
    no_respect_gitignore: options.NoGitignore = False,
    profile: options.Profile = None,
    config: options.Config = None,
    isolated: options.Isolated = False,
    output_format: options.OutputFormat = None,
    output_file: options.OutputFile = None,
    max_findings: options.MaxFindings = None,
    color: options.UseColor = options.Color.auto,
    show_fixes: Annotated[
        bool, typer.Option("--show-fixes", help="List what was fixed in which file.")
    ] = False,
    fix_only: Annotated[
        bool, typer.Option("--fix-only", help="Do not report what is left, and do not fail because of it.")
    ] = False,
    quiet: options.Quiet = False,
    no_progress: options.NoProgress = False,
    jobs: options.Jobs = None,
    fail_on: options.Threshold = None,
) -> None:
    """Mend what can be mended safely, in place; report what is left.

    A file is written only when every fix of it has proven itself, and is replaced whole or not at all.
    Exit code 0: nothing is left at or above --fail-on.  1: findings are left, or --diff would change
    something.  2: a path, setting or file could not be used, or a fix was refused.
    """
    settings = options.from_command_line(context.params)
    targets = () if fix_only or diff else output.targets(output_format, output_file)
    machine = any(each.form.machine for each in targets if each.path is None)
    snippets = any(each.form.snippets for each in targets)
    job = Job("diff" if diff else "fix", settings, unsafe=unsafe_fixes, snippets=snippets)
    with summary.Progress(wanted=not no_progress) as progress:
        outcomes = _run(job, paths or (), progress)
        if diff:
            raise typer.Exit(_diff(outcomes, progress, options.colored(color), quiet))
        # Where nobody reads any more, what was begun is still carried out.
        out = Output(max_findings or 0, keep_on=True, before=progress.step_aside)
        if show_fixes and not machine:
            outcomes = _showing_fixes(outcomes, out)
        tally = _report(outcomes, out, targets, _style(color, max_findings), settings)
    if not quiet and not machine:
        sys.stdout.write(summary.fixed(tally, leftovers=not fix_only))
    if fix_only:
        raise typer.Exit(TROUBLE if tally.troubled else CLEAN)
    raise typer.Exit(_exit_code(tally, settings))


def _showing_fixes(outcomes: Iterator[Outcome], out: Output) -> Iterator[Outcome]:
    for outcome in outcomes:
        out.write(summary.shown_fixes(outcome))
        yield outcome


def _diff(outcomes: Iterator[Outcome], progress: summary.Progress, color: bool, quiet: bool) -> int:
    """Show the diffs alone, so that they can be piped into `git apply`."""
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
        if outcome.diff:
            progress.step_aside()
            summary.patch(outcome.diff, color)
        for trouble in troubles(outcome):
            progress.step_aside()
            sys.stderr.write(f"wikilint: {visible(outcome.path)}: {visible(trouble)}\n")
    if not quiet:
        progress.step_aside()
        sys.stderr.write(summary.would_fix(tally))
    return TROUBLE if tally.troubled else FINDINGS if tally.changed else CLEAN
