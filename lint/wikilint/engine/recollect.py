"""Outcomes of unchanged files come from what earlier runs said of them.

Everything that could change an outcome is in the mark that it is kept under: the version and the state of every module
of wikilint and of the rules, plug-ins included; the settings; the rules with their options, schemas by their content.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from wikilint.disk import paths
from wikilint.disk.memory import CLEAN
from wikilint.engine import index
from wikilint.report.outcome import Outcome, pack, unpack
from wikilint.settings.config import Settings
from wikilint.value import frozen, replace
from wikilint.version import __version__

if TYPE_CHECKING:
    from wikilint.disk.memory import Memory, Shelf, Stamp
    from wikilint.engine.job import Job
    from wikilint.engine.plan import Plan, Plans

Marks = Mapping[int, str | None]
"""For each settings of a run (by `id`) the mark that it remembers things under; None if it remembers nothing."""

_PASSING = frozenset(["rule-failed", "too-slow"])
"""Findings about a run rather than about a file: they are not remembered."""


@frozen
class Recalled:
    """What is remembered of the files of a run.

    shelves: where it is remembered, for each settings.
    said: for each path that is known the number of what was said on its shelf, and its relative path.
    """

    shelves: Mapping[int, Shelf | None]
    said: dict[str, tuple[int, str]]


def marks(job: Job) -> Marks:
    """What all that is remembered under each settings depends on. Raises UsageError for unknown rules and options."""
    plans = cache(job.plans)
    return {id(each): _mark(each, plans, f"{job.snippets} {job.fold}") for each in job.layout.all()}


def recall(
    files: Sequence[str], states: Sequence[Stamp | None], memory: Memory, job: Job, marks: Marks
) -> Recalled:
    """Ask what is remembered of each file. states: the stamp of each, now."""
    layout = job.layout
    shelves = {each: memory.shelf(mark) if mark else None for each, mark in marks.items()}
    known: dict[str, tuple[int, str]] = {}
    for path, state in zip(files, states, strict=True):
        settings = layout.of(path)
        if shelf := shelves[id(settings)]:
            name = paths.relative(path, settings.root)
            said = shelf.recall(name, state)
            if said is not None:
                known[path] = said, name
    return Recalled(shelves, known)


def over(
    files: Sequence[str], look: Callable[[Sequence[str]], Iterator[Outcome]], recalled: Recalled, job: Job
) -> Iterator[Outcome]:
    """The outcome of each file, in their order: as remembered, else what `look` says, which is remembered then."""
    layout, known = job.layout, recalled.said
    again = look([path for path in files if path not in known])
    for path in files:
        told = known.pop(path, None)
        shelf = recalled.shelves[id(layout.of(path))]
        outcome = None if told is None or shelf is None else _unpacked(path, shelf, *told)
        if outcome is None:
            outcome = next(again) if told is None else next(look([path]))
            _learn(outcome, shelf)
        yield outcome


def _unpacked(path: str, shelf: Shelf, number: int, name: str) -> Outcome | None:
    """The outcome that was remembered, of the file as it is named now; None for what cannot be read."""
    if number == CLEAN:
        return Outcome(paths.printable(path), relative=name)
    try:
        said = marshal.loads(shelf.said(number))  # noqa: S302 - the user's own file
        return unpack(said, paths.printable(path), name)
    except Exception:  # whatever a broken cache makes it raise: then the file is looked at
        return None


def _learn(outcome: Outcome, shelf: Shelf | None) -> None:
    if shelf and outcome.stamp and not outcome.error and not _is_passing(outcome):
        packed = pack(replace(outcome, stamp=b"", seconds={}))
        try:
            said = marshal.dumps(packed) if len(packed) > 1 else b""
        except ValueError:  # a plug-in's own kind of text
            return
        shelf.learn(outcome.relative, outcome.stamp, said)


def _is_passing(outcome: Outcome) -> bool:
    return any(each.rule in _PASSING for each in outcome.diagnoses)


def _mark(settings: Settings, plans: Callable[[], Plans], shape: str) -> str | None:
    """What tells whether another run would say the same of a file; None where that cannot be known.

    Plain settings, with which the rules that run are those on by default, need no plan: what is installed tells.
    shape: what else an outcome depends on (whether it has snippets).
    """
    modules, rules = None, None
    if settings.is_plain:
        modules = index.environment() or (plans() and index.environment())  # a plan writes the index
    if modules is None:
        plan = plans().made[id(settings)]
        modules, rules = index.state(each.rule for each in plan.rules), _told(plan)
    if modules is None:
        return None
    return repr((__version__, modules, replace(settings, jobs=0), rules, shape))


def _told(plan: Plan) -> Mapping[str, object]:
    return {each.rule.name: (each.severity, repr(each.options)) for each in plan.rules}
