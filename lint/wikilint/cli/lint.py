"""`wikilint check` and `wikilint fix`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from wikilint import files, plan, run
from wikilint.check import RULE_FAILED
from wikilint.cli import options, show
from wikilint.config import Settings
from wikilint.errors import UsageError
from wikilint.finding import SEVERITIES
from wikilint.fix import FIX_REJECTED
from wikilint.outcome import Outcome
from wikilint.report import FORMATS, Style
from wikilint.run import Job

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
        names = ", ".join(show.visible(path) for path in found.missing)
        raise UsageError(f"{names}: there is no such file or folder; nothing was checked")
    if not found.paths:
        sys.stderr.write(f"wikilint: warning: no files to check: {found.why_empty}\n")
    with show.progress(len(found.paths), progress) as seen:
        return run.run(job, found.paths, seen)


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


def _write(outcomes: Sequence[Outcome], output_format: options.Format | None, color: options.Color) -> None:
    """Findings on stdout, unless no format is wanted for them; files that could not be handled on stderr."""
    style = Style(options.colored(color), shutil.get_terminal_size((100, 24)).columns)
    if output_format is not None:
        for text in FORMATS[output_format](outcomes, style):
            sys.stdout.write(text)
    for outcome in outcomes:
        if outcome.error:
            sys.stderr.write(f"wikilint: {show.visible(outcome.path)}: {show.visible(outcome.error)}\n")


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
    output_format: options.OutputFormat = options.Format.full,
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
    snippets = output_format is options.Format.full and not statistics
    outcomes = _run(Job("check", settings, snippets=snippets, timing=timing), paths or (), not no_progress)
    _write(outcomes, None if statistics else output_format, color)
    if statistics:
        sys.stdout.write(show.statistics(outcomes, as_json=output_format is options.Format.json))
    if not quiet and output_format is not options.Format.json:
        sys.stdout.write(show.summary(outcomes))
    if timing:
        sys.stderr.write(show.timing(outcomes))
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
    output_format: options.OutputFormat = options.Format.full,
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
    snippets = output_format is options.Format.full
    job = Job("diff" if diff else "fix", settings, unsafe=unsafe_fixes, snippets=snippets)
    outcomes = _run(job, paths or (), not no_progress)
    if diff:
        raise typer.Exit(_diff(outcomes, quiet))
    _write(outcomes, output_format, color)
    if not quiet and output_format is not options.Format.json:
        sys.stdout.write(show.fixed(outcomes))
    raise typer.Exit(_exit_code(outcomes, settings))


def _diff(outcomes: Sequence[Outcome], quiet: bool) -> int:
    """Show the diffs alone, so that they can be piped into `git apply`."""
    code = CLEAN
    for outcome in outcomes:
        show.patch(outcome.diff)
        for trouble in _troubles(outcome):
            sys.stderr.write(f"wikilint: {show.visible(outcome.path)}: {show.visible(trouble)}\n")
            code = TROUBLE
    changed = sum(outcome.changed for outcome in outcomes)
    if not quiet:
        sys.stderr.write(f"Would change {show.count(changed, 'file')}.\n")
    return code or (FINDINGS if changed else CLEAN)
