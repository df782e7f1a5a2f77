"""Profiles: named sets of settings, one TOML file each in this folder.

A profile says which rules are on by default, how grave they are, and with which options they run. What the
user's own configuration or the command line says comes on top of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from wikilint import words
from wikilint.errors import UsageError
from wikilint.finding import Severity
from wikilint.value import field, frozen


@frozen
class Profile:
    """description: for whom it is. enable, disable: rules and groups. include, severity, rules: as in the settings."""

    description: str = ""
    include: tuple[str, ...] | None = None
    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    rules: Mapping[str, dict[str, Any]] = field(default_factory=dict)


@cache
def names() -> tuple[str, ...]:
    """Every profile there is."""
    from importlib import resources

    files = resources.files(__name__).iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


@cache
def load(name: str | None) -> Profile:
    """A profile by its name; the profile of no name changes nothing.

    Raises UsageError when there is no such profile.
    """
    if name is None:
        return Profile()
    import tomllib
    from importlib import resources

    if name not in names():
        close = words.closest(name, names())
        remedy = f"did you mean {close!r}?" if close else f"there are: {', '.join(names())}"
        raise UsageError(f"there is no profile {name!r}: {remedy}")
    table = tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
    return Profile(
        description=table["description"],
        enable=tuple(table.get("enable", ())),
        include=tuple(table["include"]) if "include" in table else None,
        disable=tuple(table.get("disable", ())),
        severity=table.get("severity", {}),
        rules=table.get("rules", {}),
    )
