"""`wikilint check` and `wikilint fix`."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from typing import Annotated, Any, NoReturn

import typer

from wikilint.cli import interactive, options, output, record, silencing, summary
from wikilint.cli.aim import Aim, aimed
from wikilint.cli.output import Output, Target
from wikilint.cli.tally import Tally, troubles
from wikilint.engine import manual
from wikilint.errors import UsageError
from wikilint.report import FORMATS, Report, Style
from wikilint.report.outcome import Outcome
from wikilint.report.style import visible
from wikilint.words import count

CLEAN, FINDINGS, TROUBLE = 0, 1, 2
"""Exit codes: nothing at or above the threshold; something is; a file or a request could not be handled."""


def _exit_code(tally: Tally) -> int:
    return TROUBLE if tally.troubled else FINDINGS if tally.failing else CLEAN


def _style(given: Mapping[str, Any], aim: Aim) -> Style:
    rules = cache(aim.rules)  # asked for each finding, and by formats for machines only
    return Style(
        options.colored(given["color"]),
        shutil.get_terminal_size((100, 24)).columns,
        fold=Style().fold if given["max_findings"] is None else 0,
        url=lambda name: manual.url(rules().get(name)),
    )


def _report(
    outcomes: Iterator[Outcome], out: Output, targets: Sequence[Target], style: Style, aim: Aim
) -> Tally:
    """Write the report of each target while the run goes on, and count."""
    tally = Tally(aim.fails)
    with ExitStack() as opened:
        out.open(targets, style, lambda: manual.described(aim.rules().values()), opened)
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
    per_file_ignores: options.PerFileIgnores = None,
    include: options.Include = None,
    extend_include: options.ExtendInclude = None,
    exclude: options.Exclude = None,
    extend_exclude: options.ExtendExclude = None,
    no_respect_gitignore: options.NoGitignore = False,
    require_files: options.RequireFiles = False,
    files_from: options.FilesFrom = None,
    since: options.Since = None,
    staged: options.Staged = False,
    changed_lines: options.ChangedLines = False,
    baseline: options.Baseline = None,
    no_baseline: options.NoBaseline = False,
    stdin_filename: options.StdinFilename = None,
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
    silent: options.Silent = False,
    no_progress: options.NoProgress = False,
    jobs: options.Jobs = None,
    fail_on: options.Threshold = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", "-e", help="Exit with 0 whatever is found.")
    ] = False,
    add_suppressions: Annotated[
        bool,
        typer.Option(
            "--add-suppressions", help="Write a comment at each finding that holds it back from now on."
        ),
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="The same as `wikilint fix`.", hidden=True)] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="The same as `wikilint fix --diff`.", hidden=True)
    ] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix: apply unsafe fixes, too.", hidden=True)
    ] = False,
    fixable: options.Fixable = None,
    unfixable: options.Unfixable = None,
) -> None:
    """Report damage; change nothing.

    Exit code 0: nothing at or above --fail-on.  1: findings.  2: a path, setting or file could not be used.
    """
    given = {**context.params, "fail_on": "never"} if exit_zero else context.params
    if add_suppressions:
        raise typer.Exit(silencing.add(aimed(given), quiet=quiet or silent))
    if fix or diff:
        _fix({**given, "show_fixes": False, "fix_only": False, "is_interactive": False})
    _check(given)


def _check(given: Mapping[str, Any]) -> NoReturn:
    aim = aimed(given)
    targets = _targets(given)
    machine = any(each.form.machine for each in targets if each.path is None)
    if given["statistics"]:
        targets = tuple(each for each in targets if each.path)
    snippets = any(each.form.snippets for each in targets)
    most, style = given["max_findings"], _style(given, aim)
    with summary.Progress(wanted=not given["no_progress"]) as progress:
        out = Output(most or 0, before=progress.step_aside)
        outcomes = aim.run("check", snippets=snippets, fold=style.fold, timing=given["timing"])
        outcomes = progress.over(outcomes, len(aim.paths))
        tally = _report(outcomes, out, targets, style, aim)
    if given["statistics"] and not given["silent"]:
        sys.stdout.write(summary.statistics(tally, as_json=machine))
    if not given["quiet"] and not given["silent"] and not machine:
        summary.say(summary.checked(tally) + _known(aim))
    if given["timing"]:
        sys.stderr.write(summary.timing(tally))
    raise typer.Exit(_exit_code(tally))


def _targets(given: Mapping[str, Any]) -> Sequence[Target]:
    """Where the reports go; --silent keeps those in files alone."""
    targets = output.targets(given["output_format"], given["output_file"])
    return tuple(each for each in targets if each.path) if given["silent"] else targets


def _known(aim: Aim) -> str:
    """What the summary says of findings that were not reported."""
    return f"{count(aim.hidden, 'known finding')} not shown (baseline).\n" if aim.hidden else ""


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
    fixable: options.Fixable = None,
    unfixable: options.Unfixable = None,
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    per_file_ignores: options.PerFileIgnores = None,
    include: options.Include = None,
    extend_include: options.ExtendInclude = None,
    exclude: options.Exclude = None,
    extend_exclude: options.ExtendExclude = None,
    no_respect_gitignore: options.NoGitignore = False,
    require_files: options.RequireFiles = False,
    files_from: options.FilesFrom = None,
    since: options.Since = None,
    staged: options.Staged = False,
    changed_lines: options.ChangedLines = False,
    baseline: options.Baseline = None,
    no_baseline: options.NoBaseline = False,
    stdin_filename: options.StdinFilename = None,
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
    is_interactive: Annotated[
        bool, typer.Option("--interactive", "-i", help="Show each fix and ask whether to apply it.")
    ] = False,
    review_again: Annotated[
        bool, typer.Option("--review-again", help="With --interactive: offer fixes again that were declined.")
    ] = False,
    fix_only: Annotated[
        bool, typer.Option("--fix-only", help="Do not report what is left, and do not fail because of it.")
    ] = False,
    quiet: options.Quiet = False,
    silent: options.Silent = False,
    no_progress: options.NoProgress = False,
    jobs: options.Jobs = None,
    fail_on: options.Threshold = None,
    no_journal: options.NoJournal = False,
    durability: options.Waits = options.Durability.batch,
    manifest: options.Manifest = None,
    manifest_hashes: options.ManifestHashes = False,
) -> None:
    """Mend what can be mended safely, in place; report what is left.

    A file is written only when every fix of it has proven itself, and is replaced whole or not at all.
    Exit code 0: nothing is left at or above --fail-on.  1: findings are left, or --diff would change
    something.  2: a path, setting or file could not be used, or a fix was refused.
    """
    _fix(context.params)


def _fix(given: Mapping[str, Any]) -> NoReturn:
    aim = aimed(given)
    diff, fix_only, most = given["diff"], given["fix_only"], given["max_findings"]
    unsafe, color = given["unsafe_fixes"], options.colored(given["color"])
    if given["is_interactive"]:
        raise typer.Exit(_review(aim, given))
    if aim.text is not None and not diff:
        raise typer.Exit(_fix_text(aim, unsafe))
    targets = () if fix_only or diff else _targets(given)
    machine = any(each.form.machine for each in targets if each.path is None)
    snippets = any(each.form.snippets for each in targets)
    style = _style(given, aim)
    with ExitStack() as opened:
        progress = opened.enter_context(summary.Progress(wanted=not given["no_progress"]))
        sink, writer = record.sink(opened, aim, given)
        outcomes = aim.run(
            "diff" if diff else "fix",
            sink,
            unsafe=unsafe,
            snippets=snippets,
            fold=style.fold,
            record=bool(given.get("manifest")),
        )
        outcomes = progress.over(outcomes, len(aim.paths))
        if diff:
            raise typer.Exit(_diff(outcomes, progress, color, given["quiet"]))
        # Where nobody reads any more, what was begun is still carried out.
        out = Output(most or 0, keep_on=True, before=progress.step_aside)
        if given["show_fixes"] and not machine:
            outcomes = _showing_fixes(outcomes, out)
        tally = _report(outcomes, out, targets, style, aim)
    if not given["quiet"] and not given["silent"] and not machine:
        summary.say(summary.fixed(tally, leftovers=not fix_only) + _known(aim))
        sys.stdout.flush()
    if writer is not None and not given["quiet"]:
        sys.stderr.write(record.how_to_undo(writer))
    if fix_only:
        raise typer.Exit(TROUBLE if tally.troubled else CLEAN)
    raise typer.Exit(_exit_code(tally))


def _review(aim: Aim, given: Mapping[str, Any]) -> int:
    """Ask about each fix. Returns the exit code."""
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
