"""`wikilint check` and `wikilint fix`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from wikilint.cli import options, summary
from wikilint.disk import files
from wikilint.engine import plan, run
from wikilint.engine.check import RULE_FAILED
from wikilint.engine.fix import FIX_REJECTED
from wikilint.engine.run import Job
from wikilint.errors import UsageError
from wikilint.finding import SEVERITIES
from wikilint.report import Format, Style
from wikilint.report.outcome import Outcome
from wikilint.settings.config import Settings
from wikilint.words import count

CLEAN, FINDINGS, TROUBLE = 0, 1, 2
"""Exit codes: nothing at or above the threshold; something is; a file or a request could not be handled."""


def _run(job: Job, paths: Sequence[str], progress: bool) -> list[Outcome]:
    """Every outcome of a run. Raises UsageError for paths and rules that do not exist."""
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
        names = ", ".join(summary.visible(path) for path in found.missing)
        raise UsageError(f"{names}: there is no such file or folder; nothing was checked")
    if not found.paths:
        sys.stderr.write(f"wikilint: warning: no files to check: {found.why_empty}\n")
    with summary.progress(len(found.paths), progress) as seen:
        outcomes = []
        for outcome in run.run(job, found.paths):
            seen(outcome)
            outcomes.append(outcome)
        return outcomes


def _troubles(outcome: Outcome) -> list[str]:
    """What went wrong with a file itself: it could not be read or written, a rule failed, a fix was refused."""
    failed = [one.message for one in outcome.diagnoses if one.rule in (FIX_REJECTED, RULE_FAILED)]
    return [outcome.error, *failed] if outcome.error else failed


def _exit_code(outcomes: Sequence[Outcome], settings: Settings) -> int:
    if any(map(_troubles, outcomes)):
        return TROUBLE
    if settings.fail_on == "never":
        return CLEAN
    return FINDINGS if run.worst(outcomes) >= SEVERITIES.index(settings.fail_on) else CLEAN


def _write(outcomes: Sequence[Outcome], form: Format | None, color: options.Color) -> None:
    """Findings on stdout, unless no format is wanted for them; files that could not be handled on stderr."""
    style = Style(options.colored(color), shutil.get_terminal_size((100, 24)).columns)
    if form is not None:
        for text in form.write(outcomes, style):
            sys.stdout.write(text)
    for outcome in outcomes:
        if outcome.error:
            sys.stderr.write(f"wikilint: {summary.visible(outcome.path)}: {summary.visible(outcome.error)}\n")


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
    output_format: options.OutputFormat = "full",
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
    form = options.output_format(output_format)
    snippets = form.snippets and not statistics
    outcomes = _run(Job("check", settings, snippets=snippets, timing=timing), paths or (), not no_progress)
    _write(outcomes, None if statistics else form, color)
    if statistics:
        sys.stdout.write(summary.statistics(outcomes, as_json=form.machine))
    if not quiet and not form.machine:
        sys.stdout.write(summary.checked(outcomes))
    if timing:
        sys.stderr.write(summary.timing(outcomes))
    raise typer.Exit(_exit_code(outcomes, settings))


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
    output_format: options.OutputFormat = "full",
    color: options.UseColor = options.Color.auto,
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
    form = options.output_format(output_format)
    job = Job("diff" if diff else "fix", settings, unsafe=unsafe_fixes, snippets=form.snippets)
    outcomes = _run(job, paths or (), not no_progress)
    if diff:
        raise typer.Exit(_diff(outcomes, quiet))
    _write(outcomes, form, color)
    if not quiet and not form.machine:
        sys.stdout.write(summary.fixed(outcomes))
    raise typer.Exit(_exit_code(outcomes, settings))


def _diff(outcomes: Sequence[Outcome], quiet: bool) -> int:
    """Show the diffs alone, so that they can be piped into `git apply`."""
    code = CLEAN
    for outcome in outcomes:
        summary.patch(outcome.diff)
        for trouble in _troubles(outcome):
            sys.stderr.write(f"wikilint: {summary.visible(outcome.path)}: {summary.visible(trouble)}\n")
            code = TROUBLE
    changed = sum(outcome.changed for outcome in outcomes)
    if not quiet:
        sys.stderr.write(f"Would change {count(changed, 'file')}.\n")
    return code or (FINDINGS if changed else CLEAN)
