"""The options that commands share, and how they become settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any

import typer

from wikilint.errors import UsageError
from wikilint.report import FORMATS
from wikilint.settings import config
from wikilint.settings.config import Settings


class Listing(StrEnum):
    """How the rules are listed."""

    full = "full"
    json = "json"


class Color(StrEnum):
    """When output is coloured."""

    auto = "auto"
    always = "always"
    never = "never"


class FailOn(StrEnum):
    """From which severity on findings make the exit code 1."""

    info = "info"
    warning = "warning"
    error = "error"
    never = "never"


_RULES = "Rules and files"
_OUTPUT = "Output"
_CONFIG = "Configuration"

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATHS", help="Files and folders.  [default: the current folder]", show_default=False
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULES",
        help="Only these rules (names, groups, `all`; commas allowed).",
        rich_help_panel=_RULES,
    ),
]
ExtendSelect = Annotated[
    list[str] | None, typer.Option(metavar="RULES", help="These rules as well.", rich_help_panel=_RULES)
]
Ignore = Annotated[
    list[str] | None, typer.Option(metavar="RULES", help="Not these rules.", rich_help_panel=_RULES)
]
Include = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOBS", help="Globs of the files to read in folders.", rich_help_panel=_RULES),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        metavar="GLOBS", help="Globs to leave out, instead of the usual ones.", rich_help_panel=_RULES
    ),
]
ExtendExclude = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOBS", help="Globs to leave out as well.", rich_help_panel=_RULES),
]
NoGitignore = Annotated[
    bool, typer.Option("--no-respect-gitignore", help="Read ignored files too.", rich_help_panel=_RULES)
]
Profile = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="A named set of settings: wiki, hugo, obsidian, …", rich_help_panel=_CONFIG
    ),
]
Config = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FILE", help="A configuration file, or a TOML `key = value`.", rich_help_panel=_CONFIG
    ),
]
Isolated = Annotated[
    bool, typer.Option("--isolated", help="Read no configuration file.", rich_help_panel=_CONFIG)
]
OutputFormat = Annotated[
    list[str] | None,
    typer.Option(
        "--output-format",
        "-o",
        metavar="FORMAT[=FILE]",
        help=f"How findings are written: {', '.join(FORMATS)}. With =FILE into that file; may be repeated.",
        rich_help_panel=_OUTPUT,
    ),
]
OutputFile = Annotated[
    str | None,
    typer.Option(
        metavar="FILE", help="Write the findings into this file, not to stdout.", rich_help_panel=_OUTPUT
    ),
]
MaxFindings = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=0,
        help="Show at most N findings; 0 shows all, floods of one rule too.",
        rich_help_panel=_OUTPUT,
    ),
]
UseColor = Annotated[Color, typer.Option("--color", help="When to use colours.", rich_help_panel=_OUTPUT)]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Findings only, no summary.", rich_help_panel=_OUTPUT)
]
NoProgress = Annotated[
    bool, typer.Option("--no-progress", help="No progress bar on long runs.", rich_help_panel=_OUTPUT)
]
Statistics = Annotated[
    bool,
    typer.Option(
        "--statistics", help="Count findings by rule instead of listing them.", rich_help_panel=_OUTPUT
    ),
]
Timing = Annotated[
    bool, typer.Option("--timing", help="Show how long each rule took.", rich_help_panel=_OUTPUT)
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=0,
        help="Processes.  [default: one per processor]",
        show_default=False,
    ),
]
Threshold = Annotated[
    FailOn | None,
    typer.Option(
        "--fail-on", help="Lowest severity for exit code 1.  [default: warning]", show_default=False
    ),
]


def split(values: Sequence[str] | None) -> tuple[str, ...] | None:
    """The names of an option that takes commas and may be given more than once."""
    if values is None or not values:
        return None
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def settings(paths: Sequence[str], given: Sequence[str] | None, isolated: bool, **options: Any) -> Settings:
    """The settings of a run: the configuration file, then the command line on top of it.

    options: fields of `Settings`; None leaves the file's word standing.

    Raises UsageError.
    """
    files = [value for value in given or () if os.path.isfile(value)]
    inline = [value for value in given or () if value not in files]
    if missing := next((value for value in inline if "=" not in value), None):
        raise UsageError(f"--config {missing!r}: there is no such file, and it is no `key = value` either")
    if len(files) > 1:
        raise UsageError("--config takes one file; let it `extend` the other")
    found = files[0] if files else None if isolated else config.discover(paths)
    base = config.load(found) if found else replace(Settings(), root=os.getcwd())
    chosen = {name: value for name, value in options.items() if value is not None}
    return replace(config.inline(base, inline), **chosen)


_NAMES = ("select", "extend_select", "ignore", "include", "exclude", "extend_exclude")


def from_command_line(given: Mapping[str, Any]) -> Settings:
    """The settings of `check` and `fix`, from the parameters that Typer parsed. Raises UsageError."""
    return settings(
        given["paths"] or ["."],
        given["config"],
        given["isolated"],
        respect_gitignore=False if given["no_respect_gitignore"] else None,
        profile=given["profile"],
        jobs=given["jobs"],
        fail_on="never" if given.get("exit_zero") else given["fail_on"],
        **{name: split(given[name]) for name in _NAMES},
    )


def colored(wanted: Color) -> bool:
    """Whether stdout gets colours: as asked for, else as NO_COLOR, FORCE_COLOR and the terminal say."""
    if wanted is not Color.auto:
        return wanted is Color.always
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")
