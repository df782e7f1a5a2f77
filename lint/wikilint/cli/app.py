"""The commands, as Typer reads them."""

from __future__ import annotations

from typing import Annotated

import typer

from wikilint import __version__
from wikilint.cli import baseline, cache, configure, ending, explain, init, lint, manifest, undo, why

app = typer.Typer(
    name="wikilint",
    help="Find and fix damage in Markdown and plain text with YAML frontmatter.",
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
    traceback: Annotated[
        bool, typer.Option(ending.TRACEBACK, help="Show a traceback for internal errors.")
    ] = False,
) -> None:
    """Find and fix damage in Markdown and plain text with YAML frontmatter."""


@app.command("version", hidden=True)
def _show_version() -> None:
    """Show the version."""
    typer.echo(f"wikilint {__version__}")


app.command()(lint.check)
app.command()(lint.fix)
app.command()(explain.explain)
app.command("rule", hidden=True)(explain.explain)
app.command()(explain.rules)
app.command()(why.why)
app.command()(init.init)
app.command()(undo.undo)
app.command()(undo.clean)
app.command()(manifest.verify)
app.command()(manifest.apply)
app.add_typer(baseline.app)
app.add_typer(cache.app, name="cache")
app.add_typer(configure.app)
