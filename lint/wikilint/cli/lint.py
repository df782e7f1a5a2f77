"""`wikilint check` and `wikilint fix`."""

from __future__ import annotations

from typing import Annotated

import typer

from wikilint.cli import act, options, request
from wikilint.cli.common import with_common


@with_common
def check(
    context: typer.Context,
    common: None = None,
    statistics: options.Statistics = False,
    timing: options.Timing = False,
    no_cache: options.NoCache = False,
    cache_dir: options.CacheDir = None,
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
) -> None:
    """Report damage without changing any file.

    Exit codes: 0 if nothing at or above --fail-on was found, 1 if something was, 2 if a path, setting or file
    could not be used.
    """
    raise typer.Exit(act.check(context.params))


@with_common
def fix(
    context: typer.Context,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Show the changes as a patch for `git apply`, without writing any file."),
    ] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Also apply unproven fixes (good guesses).")
    ] = False,
    common: None = None,
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
    no_journal: options.NoJournal = False,
    durability: options.Waits = request.Durability.batch,
) -> None:
    """Fix what can be fixed safely, in place; report what is left.

    A file is written only after every fix in it has been verified, and is replaced as a whole or not at all.
    Exit codes: 0 if nothing at or above --fail-on is left, 1 if findings are left or --diff would change
    something, 2 if a path, setting or file could not be used or a fix was refused.
    """
    raise typer.Exit(act.fix(context.params))
