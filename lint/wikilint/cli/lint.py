"""`wikilint check` and `wikilint fix`."""

from __future__ import annotations

from typing import Annotated

import typer

from wikilint.cli import act, options, request


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
    color: options.UseColor = request.Color.auto,
    statistics: options.Statistics = False,
    timing: options.Timing = False,
    quiet: options.Quiet = False,
    silent: options.Silent = False,
    no_progress: options.NoProgress = False,
    no_cache: options.NoCache = False,
    cache_dir: options.CacheDir = None,
    jobs: options.Jobs = None,
    fail_on: options.Threshold = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", "-e", help="Exit with code 0 whatever is found.")
    ] = False,
    add_suppressions: Annotated[
        bool,
        typer.Option(
            "--add-suppressions", help="Add a comment at each finding that suppresses it from now on."
        ),
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="The same as `wikilint fix`.", hidden=True)] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="The same as `wikilint fix --diff`.", hidden=True)
    ] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix: also apply unsafe fixes.", hidden=True)
    ] = False,
    fixable: options.Fixable = None,
    unfixable: options.Unfixable = None,
    manifest: options.Manifest = None,
    manifest_hashes: options.ManifestHashes = False,
) -> None:
    """Report damage without changing any file.

    Exit codes: 0 if nothing at or above --fail-on was found, 1 if something was, 2 if a path, setting or file
    could not be used.
    """
    raise typer.Exit(act.check(context.params))


def fix(
    context: typer.Context,
    paths: options.Paths = None,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Show the changes as a patch for `git apply`, without writing any file."),
    ] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Also apply unproven fixes (good guesses).")
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
    color: options.UseColor = request.Color.auto,
    show_fixes: Annotated[
        bool, typer.Option("--show-fixes", help="List the fixes made in each file.")
    ] = False,
    is_interactive: Annotated[
        bool, typer.Option("--interactive", "-i", help="Show each fix and ask whether to apply it.")
    ] = False,
    review_again: Annotated[
        bool, typer.Option("--review-again", help="With --interactive: offer declined fixes again.")
    ] = False,
    fix_only: Annotated[
        bool, typer.Option("--fix-only", help="Do not report, or fail because of, findings that are left.")
    ] = False,
    quiet: options.Quiet = False,
    silent: options.Silent = False,
    no_progress: options.NoProgress = False,
    jobs: options.Jobs = None,
    fail_on: options.Threshold = None,
    no_journal: options.NoJournal = False,
    durability: options.Waits = request.Durability.batch,
    manifest: options.Manifest = None,
    manifest_hashes: options.ManifestHashes = False,
) -> None:
    """Fix what can be fixed safely, in place; report what is left.

    A file is written only after every fix in it has been verified, and is replaced as a whole or not at all.
    Exit codes: 0 if nothing at or above --fail-on is left, 1 if findings are left or --diff would change
    something, 2 if a path, setting or file could not be used or a fix was refused.
    """
    raise typer.Exit(act.fix(context.params))
