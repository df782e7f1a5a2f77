"""The command line: Typer commands, and how every run ends."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from wikilint import __version__
from wikilint.cli import explain, init, lint
from wikilint.errors import UsageError
from wikilint.report.style import visible

USAGE, INTERRUPTED = 2, 130

app = typer.Typer(
    name="wikilint",
    help="Find and mend damage in Markdown and plain text with YAML frontmatter.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"wikilint {__version__}")
        raise typer.Exit


@app.callback()
def wikilint(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Show the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Find and mend damage in Markdown and plain text with YAML frontmatter."""


app.command()(lint.check)
app.command()(lint.fix)
app.command()(explain.explain)
app.command()(explain.rules)
app.command()(init.init)


def main() -> None:
    """Run a command; what a user can put right is one line on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that knows no “ gets an escape, not a traceback.
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            _ask_for_a_folder()
            app()
        finally:
            sys.stdout.flush()
    except UsageError as error:
        sys.stderr.write(f"wikilint: {error}\n")
        raise SystemExit(USAGE) from None
    except KeyboardInterrupt:
        sys.stderr.write("wikilint: interrupted; every file holds its old or its new text, whole\n")
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:
        # The reader (head, less) has gone: nothing is left to say.
        _silence_stdout()
        raise SystemExit(1) from None
    except OSError as error:
        if error.filename:
            what = visible(str(error.filename))
        else:
            what = "the output"
            _silence_stdout()
        sys.stderr.write(f"wikilint: {what} cannot be written: {error.strerror}\n")
        raise SystemExit(USAGE) from None


def _ask_for_a_folder() -> None:
    """Raises UsageError where the current folder was removed: every relative path would be a riddle."""
    try:
        os.getcwd()
    except FileNotFoundError:
        raise UsageError("the current folder does not exist any more: go to another one") from None


def _silence_stdout() -> None:
    """Keep the interpreter from trying at exit to write what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
