"""What people type who know other linters, and what it is called here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from wikilint import words
from wikilint.pattern import pattern

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "lint": "use `wikilint check`",
        "format": "use `wikilint fix`",
        "fmt": "use `wikilint fix`",
        "diff": "use `wikilint fix --diff`",
        "linter": "use `wikilint rules`",
        "list": "use `wikilint rules`",
        "settings": "use `wikilint config show`",
        "schema": "use `wikilint config schema`",
        "server": "wikilint has no language server; editors can run `wikilint check --stdin-filename NAME -`",
        "lsp": "wikilint has no language server; editors can run `wikilint check --stdin-filename NAME -`",
    }
)

OPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "--watch": "wikilint does not watch files; `git ls-files '*.md' | entr wikilint check` does",
        "-w": "wikilint does not watch files; `git ls-files '*.md' | entr wikilint check` does",
        "--no-cache": "only `wikilint check` uses the cache: leave it out",
        "-n": "only `wikilint check` uses the cache: leave it out",
        "--cache-dir": "only `wikilint check` uses the cache: leave it out",
        "--show-settings": "use `wikilint config show FILE`",
        "--print-config": "use `wikilint config show FILE`",
        "--dump-config": "use `wikilint config show FILE`",
        "--format": "use `--output-format`, or `-o`",
        "--reporter": "use `--output-format`, or `-o`",
        "--dry-run": "use `wikilint fix --diff`",
        "--check": "use `wikilint check`, or `wikilint fix --diff`",
        "--in-place": "use `wikilint fix`",
        "--write": "use `wikilint fix`",
        "--write-changes": "use `wikilint fix`",
        "--add-noqa": "use `wikilint check --add-suppressions`",
        "--add-ignore": "use `wikilint check --add-suppressions`",
        "--disable": "use `--ignore`",
        "--enable": "use `--extend-select`",
        "--rule": "use `--select`",
        "--force-exclude": "excludes always apply, so leave it out",
        "--preview": "there are no preview rules, so leave it out",
        "--staged-only": "use `--staged`",
        "--diff-from": "use `--since`",
        "--max-warnings": "use `--fail-on`",
        "--warn-only": "use `--exit-zero`",
        "--generate-baseline": "use `wikilint baseline create`",
        "--file-list": "use `--files-from`",
        "--no-color": "use `--color never`",
        "--exit-non-zero-on-fix": "use `wikilint fix --diff`, which exits with 1 if it would change something",
        "--verbose": "leave it out; `--timing` and `--show-fixes` say more",
        "-v": "leave it out; `--timing` and `--show-fixes` say more",
    }
)


def message(error: Any) -> str:
    """A mistake on the command line, as Typer found it, on one line: what is wrong, and what to type instead."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "wikilint"
    name = getattr(error, "option_name", None)
    if name is not None and type(error).__name__ == "NoSuchOption":
        return f"there is no option {name}: {OPTIONS.get(name) or _close(name, error.possibilities or (), command)}"
    if type(error).__name__ == "BadParameter" and error.param is not None:
        return _not_taken(error, command)
    said = " ".join(error.format_message().split()).rstrip(".")
    for typed, hint in COMMANDS.items():
        if said.startswith(f"No such command '{typed}'"):
            return f"there is no command {typed!r}: {hint}"
    return f"{said[:1].lower()}{said[1:]}; see `{command} --help`"


_LIBRARY = (
    (pattern(r"valid integer"), "takes an integer"),
    (pattern(r"valid number"), "takes a number"),
    (pattern(r"greater than or equal to (\S+)"), r"takes an integer of \1 or more"),
    (pattern(r"is not one of (.*?)\.?$"), r"takes one of \1"),
)
"""What the library says that checks values, and what it means."""


def _not_taken(error: Any, command: str) -> str:
    """What an option takes."""
    name = next((each for each in error.param.opts if each.startswith("--")), error.param.name)
    for said, takes in _LIBRARY:
        if found := said.search(error.message):
            return f"{name} {found.expand(takes)}; see `{command} --help`".replace("'", "")
    return f"{name} does not take this value; see `{command} --help`"


def _close(name: str, possibilities: Iterable[str], command: str) -> str:
    close = words.closest(name, possibilities, cutoff=0.7)
    return f"did you mean {close}?" if close else f"see `{command} --help`"
