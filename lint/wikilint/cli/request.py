"""What was asked for, as values: the parameters of a command, and how they become settings. Knows nothing of Typer."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from wikilint.errors import UsageError, explain
from wikilint.settings import config
from wikilint.settings.config import Settings
from wikilint.settings.scopes import Scopes
from wikilint.value import replace


class Listing(StrEnum):
    """How the rules are listed."""

    full = "full"
    json = "json"


class Color(StrEnum):
    """When output is coloured."""

    auto = "auto"
    always = "always"
    never = "never"


class Durability(StrEnum):
    """When the disk is waited for."""

    batch = "batch"
    full = "full"
    none = "none"


class FailOn(StrEnum):
    """The lowest severity that makes the exit code 1."""

    info = "info"
    warning = "warning"
    error = "error"
    never = "never"


def split(values: Sequence[str] | None) -> tuple[str, ...] | None:
    """The names of an option that takes commas and may be given more than once."""
    if values is None or not values:
        return None
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _base(given: Sequence[str] | None, isolated: bool) -> tuple[Settings | None, list[str]]:
    """The settings of every file where `--config` names one or `--isolated` wants none; the `key = value` ones."""
    files = [value for value in given or () if os.path.isfile(value)]
    inline = [value for value in given or () if value not in files]
    if missing := next((value for value in inline if "=" not in value), None):
        raise UsageError(
            f"--config {missing!r}: this is neither an existing file nor a `key = value` setting"
        )
    if len(files) > 1:
        raise UsageError("--config takes one file; use its `extend` key for the other")
    if files:
        return config.load(files[0]), inline
    return (replace(Settings(), root=os.getcwd()) if isolated else None), inline


def scopes(given: Sequence[str] | None, isolated: bool, **options: Any) -> Scopes:
    """The settings of each folder: its configuration, then the command line on top of it.

    options: fields of `Settings`; None leaves what the file says.

    Raises UsageError.
    """
    fixed, inline = _base(given, isolated)
    chosen = {name: value for name, value in options.items() if value is not None}
    return Scopes(
        fixed,
        lambda base: config.overlaid(config.inline(base, inline), chosen, config.COMMAND_LINE),
    )


def settings(given: Sequence[str] | None, isolated: bool = False) -> Settings:
    """The settings of the current folder. Raises UsageError."""
    return scopes(given, isolated).at(os.getcwd())


_NAMES = ("select", "extend_select", "ignore", "include", "extend_include", "exclude", "extend_exclude")


_FIX_NAMES = ("fixable", "unfixable")


def from_command_line(given: Mapping[str, Any]) -> Scopes:
    """The settings of `check` and `fix`, from the parameters that Typer parsed. Raises UsageError."""
    return scopes(
        given["config"],
        given["isolated"],
        respect_gitignore=False if given["no_respect_gitignore"] else None,
        profile=given["profile"],
        jobs=given["jobs"],
        fail_on="never" if given.get("exit_zero") else given["fail_on"],
        baseline=given["baseline"],
        per_file_ignores=_per_file(given["per_file_ignores"]),
        **{name: split(given.get(name)) for name in (*_NAMES, *_FIX_NAMES)},
    )


DEFAULTS: Mapping[str, Any] = {
    "paths": None,
    "config": None,
    "isolated": False,
    "no_respect_gitignore": False,
    "profile": None,
    "jobs": None,
    "fail_on": None,
    "per_file_ignores": None,
    "require_files": False,
    "quiet": False,
    "files_from": None,
    "since": None,
    "staged": False,
    "changed_lines": False,
    "baseline": None,
    "no_baseline": False,
    "stdin_filename": None,
}


"""What `check` and `fix` take where nothing is said, for commands that run as they do."""


def listed(source: str) -> list[str]:
    """The paths in a file, or on stdin for `-`: separated by NUL where there is one, else by line breaks.

    Raises UsageError.
    """
    try:
        if source == "-":
            raw = sys.stdin.buffer.read()
        else:
            with open(source, "rb") as file:
                raw = file.read()
    except OSError as error:
        raise UsageError(f"--files-from {source}: cannot read it: {explain(error)}") from None
    names = raw.split(b"\0") if b"\0" in raw else raw.replace(b"\r\n", b"\n").split(b"\n")
    return [os.fsdecode(name) for name in names if name]


def _per_file(given: Sequence[str] | None) -> dict[str, tuple[str, ...]] | None:
    """`GLOB:RULE,RULE` as the table that the configuration has."""
    if not given:
        return None
    table: dict[str, tuple[str, ...]] = {}
    for value in given:
        glob, colon, names = value.rpartition(":")
        if not colon or not glob or not names:
            raise UsageError(f"--per-file-ignores takes GLOB:RULE, not {value!r}")
        table[glob] = (*table.get(glob, ()), *(split([names]) or ()))
    return table


def base_of(found: Scopes, paths: Sequence[str]) -> Settings:
    """The settings of a run as a whole: those of the current folder, else of the folder that all paths lie in."""
    here = found.at(os.getcwd())
    if here.source is not None or found.fixed is not None or not paths:
        return here
    folder = os.path.commonpath([os.path.abspath(path) for path in paths])
    return found.at(folder if os.path.isdir(folder) else os.path.dirname(folder))


def width(default: int = 100) -> int:
    """Columns of the terminal: what COLUMNS says, else the terminal itself, else `default`.

    As `shutil.get_terminal_size` has it, whose module brings archives along.
    """
    if (columns := os.environ.get("COLUMNS", "")).isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or default if sys.__stdout__ else default
    except (AttributeError, ValueError, OSError):
        return default


def colored(wanted: Color) -> bool:
    """Whether stdout gets colours: as asked for, else as NO_COLOR, FORCE_COLOR and the terminal say."""
    if wanted is not Color.auto:
        return wanted is Color.always
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")
