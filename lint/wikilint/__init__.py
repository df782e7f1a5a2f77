"""wikilint: a linter and in-place cleaner for corpora of wiki-like text.

    import wikilint

    wikilint.check(text)              # findings, at rows and columns
    wikilint.fix(text).text           # the text with every safe fix
    wikilint.load("page.md")          # headings, sections, frontmatter

Everything is loaded when it is first used, so `import wikilint` costs next to nothing. `wikilint.rule` is the door for
authors of rules, `wikilint.testing` the kit that tests them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wikilint.version import __version__

if TYPE_CHECKING:
    from wikilint.api import (
        Config,
        Linter,
        Page,
        Result,
        check,
        check_paths,
        explain,
        fix,
        fix_paths,
        load,
    )
    from wikilint.edits import Applied
    from wikilint.errors import UsageError
    from wikilint.report.outcome import Diagnosis, Outcome
    from wikilint.settings.config import Settings

_HOMES = {
    "Applied": "wikilint.edits",
    "Config": "wikilint.api",
    "Diagnosis": "wikilint.report.outcome",
    "Linter": "wikilint.api",
    "Outcome": "wikilint.report.outcome",
    "Page": "wikilint.api",
    "Result": "wikilint.api",
    "Settings": "wikilint.settings.config",
    "UsageError": "wikilint.errors",
    "check": "wikilint.api",
    "check_paths": "wikilint.api",
    "explain": "wikilint.api",
    "fix": "wikilint.api",
    "fix_paths": "wikilint.api",
    "load": "wikilint.api",
}

__all__ = [
    "Applied",
    "Config",
    "Diagnosis",
    "Linter",
    "Outcome",
    "Page",
    "Result",
    "Settings",
    "UsageError",
    "__version__",
    "check",
    "check_paths",
    "explain",
    "fix",
    "fix_paths",
    "load",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
