"""Settings from `wikilint.toml`, `.wikilint.toml` or the `[tool.wikilint]` table of `pyproject.toml`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, get_args, get_type_hints

from wikilint import words
from wikilint.errors import UsageError
from wikilint.finding import Severity

FILE_NAMES = ("wikilint.toml", ".wikilint.toml", "pyproject.toml")
"""Looked for in this order in each folder, from where the checked paths lie upwards; the first one counts."""

FailOn = Literal["info", "warning", "error", "never"]
Table = Mapping[str, Any]

_CHOICES = {"fail-on": FailOn, "severity": Severity}
"""The keys that take words of a fixed set: an error has to list them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is asked to do. Field names are the keys of the file, with `_` for `-`.

    rules: the options of each rule; the table `custom` in it holds the user's own rules.
    root: the folder that globs and paths of the settings are relative to.
    source: the file they came from, None for the defaults.
    """

    include: tuple[str, ...] | None = None
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    profile: str | None = None
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = field(default_factory=dict)
    severity: dict[str, Severity] = field(default_factory=dict)
    fixable: tuple[str, ...] | None = None
    unfixable: tuple[str, ...] = ()
    extend_safe_fixes: tuple[str, ...] = ()
    extend_unsafe_fixes: tuple[str, ...] = ()
    fail_on: FailOn = "warning"
    jobs: int = 0
    max_file_size: int = 64 * 1024 * 1024
    run_evidence: bool = True
    schema: dict[str, str] = field(default_factory=dict)
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)
    root: str = "."
    source: str | None = None

    @property
    def options(self) -> dict[str, dict[str, Any]]:
        """The options of each rule: those of `[rules]`, and those that have a table of their own."""
        options = dict(self.rules)
        for table, (rule, option) in SHORTHANDS.items():
            if given := getattr(self, table):
                own = options.get(rule, {})
                options[rule] = {**own, option: {**own.get(option, {}), **given}}
        return options


SHORTHANDS = {"schema": ("schema", "schemas")}
"""Tables of a configuration that stand for a table option of a rule: `[schema]` is `[rules.schema.schemas]`."""


class ConfigError(UsageError):
    """A configuration that cannot be used: the message names the file and the key."""


def keys() -> dict[str, str]:
    """The keys of a configuration file and the fields that they set."""
    return {
        each.name.replace("_", "-"): each.name
        for each in fields(Settings)
        if each.name not in ("root", "source")
    }


def _closest(name: str, known: Iterable[str]) -> str:
    close = words.closest(name, known)
    return f"did you mean {close!r}?" if close else f"the keys are {', '.join(sorted(known))}"


def accept(table: Table, where: str) -> dict[str, Any]:
    """The fields of `Settings` that a table of a file sets, each checked for its kind.

    Raises ConfigError for a key that does not exist and for a value of another kind.
    """
    import msgspec

    names, kinds = keys(), get_type_hints(Settings)
    accepted = {}
    for key, value in table.items():
        if key not in names:
            raise ConfigError(f"{where}: there is no key {key!r}: {_closest(key, names)}")
        try:
            accepted[names[key]] = msgspec.convert(value, kinds[names[key]])
        except msgspec.ValidationError as error:
            choices = _CHOICES.get(key)
            hint = f" (there are: {', '.join(get_args(choices))})" if choices else ""
            raise ConfigError(f"{where}: the key {key!r} cannot be used: {error}{hint}") from None
    return accepted


def _table(path: str) -> Table | None:
    """wikilint's table in a file, None when the file has none. Raises ConfigError when it cannot be read."""
    import tomllib

    try:
        with open(path, "rb") as file:
            content = tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is no valid TOML: {error}") from None
    if os.path.basename(path) != "pyproject.toml":
        return content
    table = content.get("tool", {}).get("wikilint")
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: [tool.wikilint] has to be a table")
    return table


def _extended(path: str, seen: Sequence[str] = ()) -> dict[str, Any]:
    """The fields that a file sets, on top of those of the file that it extends."""
    if os.path.realpath(path) in seen:
        raise ConfigError(f"{path}: `extend` goes in a circle: {' → '.join((*seen, path))}")
    table = dict(_table(path) or {})
    base = table.pop("extend", None)
    own = accept(table, path)
    if base is None:
        return own
    if not isinstance(base, str):
        raise ConfigError(
            f"{path}: the key 'extend' takes the path of another configuration file, not {base!r}"
        )
    below = os.path.join(os.path.dirname(path), os.path.expanduser(base))
    return {**_extended(below, (*seen, os.path.realpath(path))), **own}


def load(path: str) -> Settings:
    """The settings of a configuration file. Raises ConfigError."""
    root = os.path.dirname(os.path.abspath(path))
    return replace(Settings(), **_extended(path), root=root, source=path)


def discover(paths: Iterable[str]) -> str | None:
    """The configuration file that is closest above all of the paths, None when there is none.

    A run has one configuration; `extend` is the way to share one between folders.
    """
    folders = [os.path.abspath(path) for path in paths] or [os.getcwd()]
    folder = os.path.commonpath(folders)
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    while True:
        for name in FILE_NAMES:
            candidate = os.path.join(folder, name)
            if os.path.isfile(candidate) and _table(candidate) is not None:
                return candidate
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def inline(settings: Settings, assignments: Iterable[str]) -> Settings:
    """Settings with `key = value` assignments from the command line on top. Raises ConfigError."""
    for assignment in assignments:
        import tomllib

        where = f"--config {assignment!r}"
        try:
            table = tomllib.loads(assignment)
        except tomllib.TOMLDecodeError as error:
            raise ConfigError(f"{where}: is no valid TOML and no file: {error}") from None
        settings = replace(settings, **accept(table, where))
    return settings


def processors() -> int:
    """Processors that this process may use: as many processes as a run takes where `jobs` names no number."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
