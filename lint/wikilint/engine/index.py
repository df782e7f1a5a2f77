"""The index of rules: what a run has to know of every rule, so that only those with something to say are imported.

Importing a hundred rule modules is most of what the check of a single file costs. The index holds name, group,
severity, switches and gate of each rule; it is kept in the user's cache folder, keyed by everything that decides which
rules there are, and built anew by importing them when that has changed. Without it nothing but time is lost.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Any
from zlib import crc32

from wikilint.disk import caches
from wikilint.pattern import pattern
from wikilint.version import __version__

if TYPE_CHECKING:
    from wikilint.rule import Rule

_NAME = "rules"


def load(build: Callable[[], tuple[Sequence[str], Iterable[Rule]]]) -> list[Rule]:
    """Every rule, from the index where it holds; else from `build`, and the index is written.

    build: imports the packages of rules, and gives their names and the rules in them.
    """
    path = _path()
    if path is None:
        return list(build()[1])
    try:
        if known := _read(path):
            return [_rule(card) for card in known["rules"]]
    except (KeyError, TypeError, ValueError):
        pass  # written by something else: as good as none
    packages, rules = build()
    made = list(rules)
    stamps = [(name, *_stamped(name)) for name in packages]
    caches.write(path, {"search": _search(), "packages": stamps, "rules": [_card(rule) for rule in made]})
    return made


def _path() -> str | None:
    """Each environment has an index of its own, or two that are used in turn would make each other's stale."""
    folder = caches.folder()
    if folder is None:
        return None
    place = crc32(f"{sys.prefix}\n{__file__}".encode("utf-8", "surrogateescape"))
    return f"{folder}/{_NAME}-{__version__}-{sys.hexversion:x}-{place:08x}.bin"


def _read(path: str) -> Any:
    """The index, None where it does not hold. Raises what a broken one makes."""
    known = caches.read(path)
    holds = known and known["search"] == _search() and all(map(_holds, known["packages"]))
    return known if holds else None


def environment() -> str | None:
    """What tells all installed rules, and what runs them, from any later state of them; None without an index."""
    try:
        known = _read(path) if (path := _path()) else None
        return repr((known["search"], known["packages"])) if known else None
    except (KeyError, TypeError, ValueError):
        return None


def state(rules: Iterable[Rule]) -> str | None:
    """What tells rules, and what runs them, from any later state of them; None where a rule's module is not found."""
    packages = sorted({"wikilint", *(rule.place.module.partition(".")[0] for rule in rules)})
    stamps = [_stamped(name) for name in packages]
    return repr(stamps) if all(place for place, _ in stamps) else None


def _search() -> list[tuple[str, tuple[tuple[str, int], ...]]]:
    """What is installed where modules are looked for: that is what finds plug-ins."""
    installed = ((path, caches.distributions(path)) for path in sys.path)
    return [(path, found) for path, found in installed if found]


def _stamped(package: str) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """Where a top-level package is, and the state of its modules."""
    spec = PathFinder.find_spec(package.partition(".")[0])
    place = next(iter(spec.submodule_search_locations or ()), "") if spec else ""
    return place, caches.stamp(place)


def _holds(recorded: tuple[str, str, tuple[tuple[str, int, int], ...]]) -> bool:
    package, *state = recorded
    return tuple(state) == _stamped(package)


def _card(rule: Rule) -> tuple[Any, ...]:
    """A rule as plain values."""
    return (
        rule.name,
        rule.group,
        rule.severity,
        rule.enabled,
        rule.protected,
        rule.reads_utf16,
        _plain(rule.gate),
        rule.knows_run,
        rule.hears_all,
        *rule.place,
    )


def _rule(card: tuple[Any, ...]) -> Rule:
    from wikilint.rule import Place, Rule  # a run that remembers every file needs no rule

    name, group, severity, enabled, protected, reads_utf16, gate, knows_run, hears_all, *place = card
    gate = _gate(gate)
    return Rule(
        name, group, severity, enabled, protected, reads_utf16, gate, Place(*place), knows_run, hears_all
    )


def _plain(gate: Any) -> Any:
    """A gate as plain values."""
    if isinstance(gate, tuple):
        return tuple(map(_plain, gate))
    return {"pattern": gate.pattern, "flags": gate.flags} if hasattr(gate, "pattern") else gate


def _gate(plain: Any) -> Any:
    if isinstance(plain, tuple):
        return tuple(map(_gate, plain))
    return pattern(plain["pattern"], plain["flags"]) if isinstance(plain, dict) else plain
