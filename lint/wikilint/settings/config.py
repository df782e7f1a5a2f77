"""Settings from `wikilint.toml`, `.wikilint.toml` or the `[tool.wikilint]` table of `pyproject.toml`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal, get_type_hints

from wikilint import kinds, words
from wikilint.errors import UsageError
from wikilint.finding import Severity
from wikilint.settings import toml
from wikilint.settings.toml import ConfigError, Table
from wikilint.value import field, frozen, replace

__all__ = ["FILE_NAMES", "ConfigError", "Settings", "accept", "inline", "keys", "load", "processors"]

FILE_NAMES = ("wikilint.toml", ".wikilint.toml", "pyproject.toml")
"""Looked for in this order in each folder, from where a file is upwards; the first one counts."""

MAX_EXTENDED = 20
"""Files that one configuration may extend, one through the other."""

MAX_GLOBS = 10_000
"""Globs of one table: each file is held against each of them."""

COMMAND_LINE = "the command line"

FailOn = Literal["info", "warning", "error", "never"]


@frozen
class Settings:
    """What a run is asked to do. Field names are the keys of the file, with `_` for `-`.

    root: the folder that globs and paths of the settings are relative to.
    source: the file they came from, None for the defaults.
    origins: for each key that was set, the file (or the command line) that set it.
    """

    include: tuple[str, ...] | None = None
    extend_include: tuple[str, ...] = ()
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
    baseline: str | None = None
    local_rules: tuple[str, ...] = ()
    jobs: int = 0
    max_file_size: int = 64 * 1024 * 1024
    run_evidence: bool = True
    schema: dict[str, str] = field(default_factory=dict)
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)
    root: str = "."
    source: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)

    def where(self, key: str, *below: str, value: object = None) -> str:
        """Where a key was set: `file:line`, the option that set it, or the file or defaults that do not."""
        origin = self.origins.get(key)
        if origin is None:
            return self.source or "the defaults"
        return toml.located(origin, (key, *below), value) if os.path.isfile(origin) else origin

    def base(self, key: str) -> str:
        """The absolute folder that the globs of a key are relative to: those of an option, to the current one."""
        origin = self.origins.get(key)
        inline = origin is not None and (origin == COMMAND_LINE or origin.startswith("--config "))
        return os.getcwd() if inline else os.path.abspath(self.root)

    @property
    def is_plain(self) -> bool:
        """Whether nothing says which rules run, or how: those that are on by default do, as they are."""
        return (
            not any(getattr(self, name) for name in _ABOUT_RULES)
            and self.select is None
            and self.fixable is None
        )

    @property
    def local_folders(self) -> tuple[str, ...]:
        """The folders of `local-rules`, absolute."""
        base = self.base("local-rules")
        return tuple(os.path.join(base, os.path.expanduser(each)) for each in self.local_rules)

    @contextmanager
    def naming(self, key: str, *below: str, value: object = None) -> Iterator[None]:
        """What is wrong with the value of a key is said with where it was set."""
        try:
            yield
        except ConfigError:
            raise
        except UsageError as error:
            if self.origins.get(key, COMMAND_LINE) == COMMAND_LINE:
                raise
            raise ConfigError(f"{self.where(key, *below, value=value)}: {error}") from None

    @property
    def options(self) -> dict[str, dict[str, Any]]:
        """The options of each rule: those of `[rules]`, and those that have a table of their own."""
        options = dict(self.rules)
        for table, (rule, option) in SHORTHANDS.items():
            if given := getattr(self, table):
                own = options.get(rule, {})
                options[rule] = {**own, option: {**own.get(option, {}), **given}}
        return options


_ABOUT_RULES = (
    "profile",
    "extend_select",
    "ignore",
    "per_file_ignores",
    "severity",
    "unfixable",
    "extend_safe_fixes",
    "extend_unsafe_fixes",
    "local_rules",
    "schema",
    "rules",
)
"""The fields that say which rules run on which files, how, and what their fixes are worth. Beside them `select` and
`fixable`, which say something when they are empty."""

SHORTHANDS = {"schema": ("schema", "schemas")}
"""Tables of a configuration that stand for a table option of a rule: `[schema]` is `[rules.schema.schemas]`."""


_INTERNAL = ("root", "source", "origins")


@cache
def described() -> Mapping[str, tuple[str, Any]]:
    """Each key of a configuration file: the name of the field that it sets, and its kind."""
    hints = get_type_hints(Settings)
    return {name.replace("_", "-"): (name, hints[name]) for name in hints if name not in _INTERNAL}


def keys() -> dict[str, str]:
    """The keys of a configuration file and the fields that they set."""
    return {key: name for key, (name, _) in described().items()}


def _unknown(key: str) -> str:
    close = words.closest(key, (*described(), "extend"))
    remedy = f"did you mean {close!r}?" if close else f"the keys are {', '.join(sorted(described()))}"
    return f"there is no key {words.shortened(key)!r}: {remedy}"


def accept(table: Table, where: str, *, is_file: bool = True) -> dict[str, Any]:
    """The fields of `Settings` that a table sets, each checked for its kind.

    where: the file that it was read from, or the option.
    Raises ConfigError for a key that does not exist and for a value of another kind.
    """
    accepted: dict[str, Any] = {}
    for key, value in table.items():
        if key == "extend" and is_file:
            continue
        try:
            if key not in described():
                raise kinds.MismatchError((), None, _unknown(key))
            name, kind = described()[key]
            accepted[name] = _within_limits(key, kinds.taken(kind, value))
        except kinds.MismatchError as error:
            place = toml.located(where, (key, *error.path), error.value) if is_file else where
            name = ".".join((key, *error.path))
            about = "" if key not in described() else f"`{words.shortened(name)}` "
            raise ConfigError(f"{place}: {about}{error}") from None
    return accepted


def _within_limits(key: str, value: Any) -> Any:
    if isinstance(value, int) and value < 0:
        raise kinds.MismatchError((), value, f"takes an integer of 0 or more, not {value}")
    if isinstance(value, dict | tuple) and len(value) > MAX_GLOBS:
        raise kinds.MismatchError((), None, f"has {len(value):,} entries; {MAX_GLOBS:,} are the limit")
    return value


def load(path: str) -> Settings:
    """The settings of a configuration file, on top of those of the files that it extends. Raises ConfigError."""
    root = os.path.dirname(os.path.abspath(path))
    settings = replace(Settings(), root=root, source=path)
    for each, table in reversed(list(toml.chain(path, MAX_EXTENDED))):
        settings = overlaid(settings, accept(table, each), each)
    return settings


def overlaid(settings: Settings, chosen: Mapping[str, Any], origin: str) -> Settings:
    """Settings with other values for some fields, that came from `origin`."""
    origins = {**settings.origins, **{name.replace("_", "-"): origin for name in chosen}}
    return replace(settings, **chosen, origins=origins)


def own(folder: str) -> str | None:
    """The configuration file of a folder (an absolute path), None when it has none."""
    shown = folder if folder != os.getcwd() else ""
    for name in FILE_NAMES:
        candidate = os.path.join(shown.removeprefix(f"{os.getcwd()}{os.sep}"), name)
        if os.path.isfile(candidate) and toml.table(candidate) is not None:
            return candidate
    return None


def inline(settings: Settings, assignments: Iterable[str]) -> Settings:
    """Settings with `key = value` assignments from the command line on top. Raises ConfigError."""
    for assignment in assignments:
        where = f"--config {words.shortened(assignment)!r}"
        table = toml.parse(assignment, where)
        settings = overlaid(settings, accept(table, where, is_file=False), where)
    return settings


def processors() -> int:
    """Processors that this process may use: as many processes as a run takes where `jobs` names no number."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
