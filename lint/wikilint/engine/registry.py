"""Every installed rule, and those that a run has chosen."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache, partial
from types import MappingProxyType, ModuleType
from typing import Any

from wikilint import words
from wikilint.engine import index
from wikilint.errors import UsageError
from wikilint.finding import Fix, Safety, Severity
from wikilint.gates import FENCED, UNPLAIN_BLOCK, Gate
from wikilint.rule import OptionError, Rule
from wikilint.settings.profiles import Profile
from wikilint.value import frozen

BUILT_IN = "wikilint_rules"
"""The package of the rules that wikilint ships. It is walked like any plug-in, and imported from nowhere."""

OWN = "wikilint.engine.remarks"
"""The rules about suppressions, which the engine itself fills."""

ENTRY_POINTS = "wikilint.rules"
"""The entry-point group in which a plug-in names its package of rules."""


NO_PROFILE = Profile()

Naming = Callable[..., AbstractContextManager[None]]
"""Called with the keys of a setting, gives a context in which an error is said with the place of that setting."""


def _unnamed(*keys: str, value: object = None) -> AbstractContextManager[None]:
    return nullcontext()


@frozen
class ActiveRule:
    """A rule as this run uses it: its options settled, its severity too."""

    rule: Rule
    options: Mapping[str, Any]
    severity: Severity

    @property
    def gate(self) -> Gate:
        """The gate of the rule, as far as it holds with these options."""
        gate = self.rule.gate
        return FENCED if gate == UNPLAIN_BLOCK and self.options else gate


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    """A package and all modules below it; a name that begins with an underscore is the package's own affair."""
    import pkgutil

    yield package
    for found in pkgutil.iter_modules(getattr(package, "__path__", ())):
        if not found.name.startswith("_"):
            yield from _modules(importlib.import_module(f"{package.__name__}.{found.name}"))


def rules_in(package: str) -> Iterator[Rule]:
    """Every rule that is defined in a package or module, or below it."""
    for module in _modules(importlib.import_module(package)):
        for value in vars(module).values():
            if isinstance(value, Rule) and value.place.module == module.__name__:
                yield value


def _plug_ins() -> Iterator[str]:
    from importlib.metadata import entry_points

    for point in entry_points(group=ENTRY_POINTS):
        yield point.value


@cache
def installed() -> Mapping[str, Rule]:
    """Every rule by its name, in the order of group and name; a rule's module is imported when it is needed.

    Raises UsageError when a plug-in cannot be imported, or brings a name that is taken.
    """
    return MappingProxyType({rule.name: rule for rule in index.load(_imported)})


def _imported() -> tuple[Sequence[str], Iterable[Rule]]:
    """The packages of rules, and every rule in them. Raises UsageError, see `installed`."""
    packages = (BUILT_IN, OWN, *sorted(set(_plug_ins())))
    rules: dict[str, Rule] = {}
    for package in packages:
        try:
            found = list(rules_in(package))
        except Exception as error:  # a plug-in may fail in any way; the user has to hear which one it was
            from wikilint.engine import blame

            raise UsageError(
                f"the rules of {package!r} cannot be loaded ({type(error).__name__}: {error}, "
                f"at {blame.place(error)}): "
                "fix or uninstall that plug-in"
            ) from error
        for rule in found:
            taken = rules.get(rule.name)
            if taken is not None:
                raise UsageError(
                    f"two rules are called {rule.name!r}: {taken.place.module} and {rule.place.module}; "
                    "uninstall one of the plug-ins"
                )
            rules[rule.name] = rule
    return packages, sorted(rules.values(), key=lambda rule: (rule.group, rule.name))


def unknown(kind: str, name: str, known: Iterable[str]) -> UsageError:
    """The error for a name that does not exist, with the closest one that does."""
    close = words.closest(name, known)
    remedy = f"did you mean {close!r}?" if close else "`wikilint rules` lists what there is"
    return UsageError(f"there is no {kind} {name!r}: {remedy}")


def expand(names: Iterable[str], rules: Mapping[str, Rule], naming: Naming = _unnamed) -> frozenset[str]:
    """Names of rules for names of rules, names of groups, and `all`.

    naming: see `Naming`; the key is bound already.

    Raises UsageError for a name that is none of these.
    """
    groups: dict[str, set[str]] = {"all": set(rules)}
    for rule in rules.values():
        groups.setdefault(rule.group, set()).add(rule.name)
    wanted: set[str] = set()
    for name in names:
        if name in rules:
            wanted.add(name)
        elif name in groups:
            wanted |= groups[name]
        else:
            with naming(value=name):
                raise unknown("rule or group", name, (*rules, *groups))
    return frozenset(wanted)


def _settled(
    rules: Mapping[str, Rule], name: str, given: Mapping[str, object], root: str, naming: Naming
) -> dict[str, Any]:
    """The options of a rule, each checked. Raises UsageError."""
    with naming("rules", name):
        if name not in rules:
            raise unknown("rule", name, rules)
    settled: dict[str, Any] = {}
    for option, value in given.items():
        with naming("rules", name, option):
            try:
                settled |= rules[name].settings({option: value}, root)
            except OptionError as error:
                raise UsageError(str(error)) from None
    return settled


def choose(
    rules: Mapping[str, Rule],
    *,
    select: Iterable[str] | None = None,
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Mapping[str, Severity] = MappingProxyType({}),
    options: Mapping[str, dict[str, object]] = MappingProxyType({}),
    profile: Profile = NO_PROFILE,
    root: str = ".",
    naming: Naming = _unnamed,
) -> tuple[ActiveRule, ...]:
    """The rules that a run uses: those on by default or `select`ed, more, less, in the order of `rules`.

    The profile says what is on by default, how grave, and with which options; settings come on top of it.

    naming: see `Naming`.
    Raises UsageError for an unknown rule, group or option.
    """
    if select is None:
        default = frozenset(name for name, rule in rules.items() if rule.enabled)
        names = (default | expand(profile.enable, rules)) - expand(profile.disable, rules)
    else:
        names = expand(select, rules, partial(naming, "select"))
    names |= expand(extend_select, rules, partial(naming, "extend-select"))
    names -= expand(ignore, rules, partial(naming, "ignore"))
    for name in severity:
        with naming("severity", name):
            if name not in rules:
                raise unknown("rule", name, rules)
    severity = {**profile.severity, **severity}
    settled = {name: rules[name].settings(given, root) for name, given in profile.rules.items()}
    for name, given in options.items():
        settled[name] = {**settled.get(name, {}), **_settled(rules, name, given, root, naming)}
    return tuple(
        ActiveRule(rule, settled.get(name, {}), severity.get(name, rule.severity))
        for name, rule in rules.items()
        if name in names
    )


def fix_filter(
    rules: Mapping[str, Rule],
    *,
    unsafe: bool = False,
    fixable: Iterable[str] | None = None,
    unfixable: Iterable[str] = (),
    extend_safe: Iterable[str] = (),
    extend_unsafe: Iterable[str] = (),
    naming: Naming = _unnamed,
) -> Callable[[str, Fix], bool]:
    """Whether a fix of a rule may be applied: by its safety, as the user has moved it, and by its rule.

    Raises UsageError for an unknown rule or group.
    """
    allowed = frozenset(rules) if fixable is None else expand(fixable, rules, partial(naming, "fixable"))
    allowed -= expand(unfixable, rules, partial(naming, "unfixable"))
    made_safe = expand(extend_safe, rules, partial(naming, "extend-safe-fixes"))
    made_unsafe = expand(extend_unsafe, rules, partial(naming, "extend-unsafe-fixes"))

    def may_apply(name: str, fix: Fix) -> bool:
        safety: Safety = fix.safety
        if safety == "unsafe" and name in made_safe:
            safety = "safe"
        elif safety == "safe" and name in made_unsafe:
            safety = "unsafe"
        return name in allowed and (safety == "safe" or (unsafe and safety == "unsafe"))

    return may_apply
