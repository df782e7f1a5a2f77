"""Outcomes of unchanged files come from what earlier runs said of them.

Everything that could change an outcome is in the fingerprint: the version and the state of every module of wikilint and
of the rules, plug-ins included; the settings; the rules with their options, schemas by their content.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256

from wikilint.disk import paths
from wikilint.disk.memory import Memory
from wikilint.engine import index
from wikilint.engine.plan import Plan, Plans
from wikilint.report.outcome import Outcome
from wikilint.value import replace
from wikilint.version import __version__

CLEAN = b""
"""What is remembered of a file in which nothing was found: most of them."""

_PASSING = frozenset(["rule-failed", "too-slow"])
"""Findings about a run rather than about a file: they are not remembered."""


def over(
    files: Sequence[str],
    look: Callable[[Sequence[str]], Iterator[Outcome]],
    memory: Memory,
    plans: Plans,
    shape: str,
) -> Iterator[Outcome]:
    """The outcome of each file, in their order: as remembered, else what `look` says, which is remembered then.

    shape: what else an outcome depends on (whether it has snippets).
    """
    prints = {id(plan): fingerprint(plan, shape) for plan in plans.all()}
    known = {
        path: said for path in files if (said := _recall(path, plans.of(path), memory, prints)) is not None
    }
    again = look([path for path in files if path not in known])
    for path in files:
        plan = plans.of(path)
        said = known.pop(path, None)
        outcome = None if said is None else from_bytes(said, path, plan.relative(path))
        if outcome is None:
            outcome = next(again) if said is None else next(look([path]))
            _learn(outcome, plan, memory, prints)
        yield outcome


def _recall(path: str, plan: Plan, memory: Memory, prints: Mapping[int, str | None]) -> bytes | None:
    mark = prints[id(plan)]
    return None if mark is None else memory.recall(plan.relative(path), path, mark)


def _learn(outcome: Outcome, plan: Plan, memory: Memory, prints: Mapping[int, str | None]) -> None:
    mark = prints[id(plan)]
    if mark is not None and outcome.stamp and not outcome.error and not _is_passing(outcome):
        size, changed, meta, inode = outcome.stamp
        memory.learn(outcome.relative, (size, changed, meta, inode), mark, as_bytes(outcome))


def _is_passing(outcome: Outcome) -> bool:
    return any(each.rule in _PASSING for each in outcome.diagnoses)


def fingerprint(plan: Plan, shape: str = "") -> str | None:
    """What tells whether another run would say the same of a file; None where that cannot be known."""
    modules = index.state(each.rule for each in plan.rules)
    if modules is None:
        return None
    rules = [(each.rule.name, each.severity, repr(each.options)) for each in plan.rules]
    state = (__version__, modules, repr(replace(plan.settings, jobs=0)), rules, shape)
    return sha256(repr(state).encode("utf-8", "surrogatepass")).hexdigest()


def as_bytes(outcome: Outcome) -> bytes:
    """An outcome without what depends on how the file was named."""
    bare = replace(outcome, path="", relative="", seconds={}, stamp=())
    return CLEAN if bare == Outcome("") else pickle.dumps(bare, pickle.HIGHEST_PROTOCOL)


def from_bytes(said: bytes, path: str, relative: str) -> Outcome | None:
    """The outcome that was remembered, of the file as it is named now; None for what cannot be read."""
    if said == CLEAN:
        return Outcome(paths.printable(path), relative=relative)
    try:
        outcome = pickle.loads(said)  # noqa: S301 - the user's own file, and only with our own fingerprint
    except Exception:  # whatever unpickling may raise: then the file is looked at
        return None
    if not isinstance(outcome, Outcome):
        return None
    return replace(outcome, path=paths.printable(path), relative=relative)
