"""Files that documents link to: a rule asks by a fact, and the run looks whether they are there."""

from __future__ import annotations

from collections.abc import Iterable

from wikilint.disk.paths import is_beside
from wikilint.evidence import TARGET


def settled(path: str, facts: Iterable[str]) -> frozenset[str]:
    """Those of some facts about the targets of the document at `path` that hold, see `wikilint.evidence.target`."""
    return frozenset(each for each in facts if each.startswith(TARGET) and _holds(path, each))


def _holds(path: str, fact: str) -> bool:
    now, _, then = fact.removeprefix(TARGET).partition("\n")
    return is_beside(path, then) or not is_beside(path, now)
