"""What a run does to a file: the rules that hold for it, and the fixes that may be applied."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from wikilint.disk import paths
from wikilint.engine import registry, remarks
from wikilint.engine.registry import ActiveRule
from wikilint.errors import UsageError
from wikilint.finding import Fix
from wikilint.globs import Globs
from wikilint.rule import Rule
from wikilint.settings import profiles
from wikilint.settings.config import Settings
from wikilint.settings.scopes import Layout
from wikilint.value import field, frozen, replace

OWN_RULES = "custom"
"""The table of the configuration that holds rules of the user's own, and the group of those rules."""


@frozen
class Plan:
    """Made once in each process of a run, from the same settings.

    rules: those that run where no `per-file-ignores` says otherwise.
    unsafe: whether unsafe fixes may be applied, too. A plan pickles as its settings, and is made anew.
    exempt: the globs of `per-file-ignores`, each with the rules that it takes out.
    """

    settings: Settings
    rules: tuple[ActiveRule, ...]
    exempt: tuple[tuple[Globs, frozenset[str]], ...]
    may_apply: Callable[[str, Fix], bool]
    unsafe: bool
    _left: dict[frozenset[str], tuple[ActiveRule, ...]] = field(default_factory=dict, compare=False)

    def __reduce__(self) -> tuple[Any, ...]:
        return _remade, (self.settings, self.unsafe)

    def relative(self, path: str) -> str:
        """A path as globs of the settings see it: from their folder on, with `/`."""
        return paths.relative(path, self.settings.root)

    def rules_for(self, relative: str) -> tuple[ActiveRule, ...]:
        """The rules that hold for a file: the same tuple for all files that have the same ones."""
        if not self.exempt:
            return self.rules
        out = frozenset[str]().union(*(names for globs, names in self.exempt if globs.covers(relative)))
        if not out:
            return self.rules
        left = self._left.get(out)
        if left is None:
            left = self._left[out] = tuple(each for each in self.rules if each.rule.name not in out)
        return left


def available(settings: Settings) -> Mapping[str, Rule]:
    """Every rule that settings can name: the installed ones and those of the configuration.

    Raises UsageError.
    """
    rules = registry.installed()
    tables = settings.rules.get(OWN_RULES)
    if not tables and not settings.local_rules:
        return rules
    from wikilint.engine import custom, local

    made = dict(rules)
    for folder in settings.local_folders:
        for rule in local.rules(folder):
            if rule.name in made:
                with settings.naming("local-rules"):
                    raise UsageError(f"the rule name {rule.name!r} of {rule.place.module} is taken")
            made[rule.name] = rule
    made.update((rule.name, rule) for rule in custom.rules(tables or {}, tuple(made)))
    return made


def make(settings: Settings, *, unsafe: bool = False) -> Plan:
    """The plan for settings. Raises UsageError for rules and options that do not exist."""
    rules = available(settings)
    with settings.naming("profile"):
        profile = profiles.load(settings.profile)
    chosen = registry.choose(
        rules,
        select=settings.select,
        extend_select=settings.extend_select,
        ignore=settings.ignore,
        severity=settings.severity,
        options={name: given for name, given in settings.options.items() if name != OWN_RULES},
        profile=profile,
        root=settings.root,
        naming=settings.naming,
    )
    known = {name: (rule.group, rule.enabled) for name, rule in rules.items()}
    chosen = tuple(
        replace(each, options={"known": known}) if each.rule.group == remarks.GROUP else each
        for each in chosen
    )
    may_apply = registry.fix_filter(
        rules,
        unsafe=unsafe,
        fixable=settings.fixable,
        unfixable=settings.unfixable,
        extend_safe=settings.extend_safe_fixes,
        extend_unsafe=settings.extend_unsafe_fixes,
        naming=settings.naming,
    )
    return Plan(settings, chosen, _exempt(settings, rules), may_apply, unsafe)


def _exempt(settings: Settings, rules: Mapping[str, Rule]) -> tuple[tuple[Globs, frozenset[str]], ...]:
    """The globs of `per-file-ignores`, those for the same rules together: a file is held against each group."""
    together: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    for glob, names in settings.per_file_ignores.items():
        # `!drafts/` alone takes nothing out, and together with others it would take back.
        together.setdefault((glob.startswith("!"), names), []).append(glob)
    exempt = []
    for (_, names), globs in together.items():
        with settings.naming("per-file-ignores", globs[0]):
            exempt.append((Globs(globs), registry.expand(names, rules)))
    return tuple(exempt)


@frozen
class Plans:
    """The plan for each configuration of a run, each made once."""

    layout: Layout
    made: Mapping[int, Plan]

    @property
    def default(self) -> Plan:
        return self.made[id(self.layout.default)]

    def of(self, path: str) -> Plan:
        """The plan that holds for a file."""
        return self.made[id(self.layout.of(path))]

    def all(self) -> Collection[Plan]:
        return self.made.values()


def plans(layout: Layout, *, unsafe: bool = False) -> Plans:
    """The plans for the settings of a run. Raises UsageError for rules and options that do not exist."""
    return Plans(layout, {id(each): make(each, unsafe=unsafe) for each in layout.all()})


def _remade(settings: Settings, unsafe: bool) -> Plan:
    return make(settings, unsafe=unsafe)
