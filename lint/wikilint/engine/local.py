"""Rules of a project's own: single Python modules in a folder that its configuration names."""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType
from zlib import crc32

from wikilint.engine import blame
from wikilint.engine.registry import rules_in
from wikilint.errors import UsageError
from wikilint.rule import Rule


@cache
def rules(folder: str) -> tuple[Rule, ...]:
    """Every rule in the modules of a folder; they may import each other with a dot.

    Raises UsageError, with file and line, for a module that cannot be imported.
    """
    # The rules' group is the last but one part of the name of their module.
    name = f"wikilint_{crc32(folder.encode('utf-8', 'surrogateescape')):08x}.{blame.LOCAL}"
    package = ModuleType(name)
    package.__path__ = [folder]
    sys.modules[name] = package
    try:
        return tuple(rules_in(name))
    except Exception as error:  # a module may fail in any way; the user has to hear where
        raise UsageError(f"{blame.place(error)}: {type(error).__name__}: {error}") from error
