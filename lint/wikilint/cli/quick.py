"""Plain command lines, read without Typer.

Typer 0.29 requires pydantic and loads it at the first parse: together half of what the check of a single file costs. A
command line of `check` or `fix` that has only paths and the options below means the same to both (a test generates such
lines and compares); everything else, help, completion and every error included, is left to Typer.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from wikilint.cli.request import Color, Durability

_SHARED: Mapping[str, Any] = {
    "paths": None,
    "select": None,
    "extend_select": None,
    "ignore": None,
    "per_file_ignores": None,
    "include": None,
    "extend_include": None,
    "exclude": None,
    "extend_exclude": None,
    "no_respect_gitignore": False,
    "require_files": False,
    "files_from": None,
    "since": None,
    "staged": False,
    "changed_lines": False,
    "baseline": None,
    "no_baseline": False,
    "stdin_filename": None,
    "profile": None,
    "config": None,
    "isolated": False,
    "output_format": None,
    "output_file": None,
    "max_findings": None,
    "color": Color.auto,
    "quiet": False,
    "silent": False,
    "no_progress": False,
    "jobs": None,
    "fail_on": None,
    "diff": False,
    "unsafe_fixes": False,
    "fixable": None,
    "unfixable": None,
    "manifest": None,
    "manifest_hashes": False,
}

DEFAULTS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "check": {
            **_SHARED,
            "statistics": False,
            "timing": False,
            "exit_zero": False,
            "add_suppressions": False,
            "fix": False,
            "no_cache": False,
            "cache_dir": None,
        },
        "fix": {
            **_SHARED,
            "show_fixes": False,
            "fix_only": False,
            "is_interactive": False,
            "review_again": False,
            "no_journal": False,
            "durability": Durability.batch,
        },
    }
)
"""The parameters of each command where nothing is said, as Typer gives them."""

_FLAGS: Mapping[str, str] = {
    "--diff": "diff",
    "--exit-zero": "exit_zero",
    "--fix": "fix",
    "--fix-only": "fix_only",
    "--isolated": "isolated",
    "--no-cache": "no_cache",
    "--no-journal": "no_journal",
    "--no-progress": "no_progress",
    "--quiet": "quiet",
    "--show-fixes": "show_fixes",
    "--statistics": "statistics",
    "--unsafe-fixes": "unsafe_fixes",
    "-q": "quiet",
}

_LISTS: Mapping[str, str] = {
    "--config": "config",
    "--extend-select": "extend_select",
    "--ignore": "ignore",
    "--output-format": "output_format",
    "--select": "select",
    "-o": "output_format",
}
"""Options that take a value and may be repeated."""

_VALUES: Mapping[str, str] = {"--cache-dir": "cache_dir", "--profile": "profile"}
"""Options that take a value; the last one counts."""


def read(arguments: Sequence[str]) -> tuple[str, dict[str, Any]] | None:
    """The command and its parameters; None where the command line is not as plain as that."""
    command = arguments[0] if arguments else ""
    if command not in DEFAULTS or "_WIKILINT_COMPLETE" in os.environ:
        return None
    given = dict(DEFAULTS[command])
    rest = iter(arguments[1:])
    for argument in rest:
        if not argument.startswith("-") or argument == "-":
            given["paths"] = [*(given["paths"] or ()), argument]
            continue
        name = _FLAGS.get(argument) or _LISTS.get(argument) or _VALUES.get(argument)
        if name is None or name not in given:
            return None
        if argument in _FLAGS:
            given[name] = True
            continue
        value = next(rest, "-")
        if value.startswith("-"):
            return None
        given[name] = [*(given[name] or ()), value] if argument in _LISTS else value
    return command, given
