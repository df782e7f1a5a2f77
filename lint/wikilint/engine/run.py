"""Many files, several processes, one outcome each.

What looks at a file is imported when there is one to look at: of a run that remembers every file this is all.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from wikilint.disk import paths
from wikilint.report.outcome import Diagnosis, Outcome, unpack
from wikilint.settings import config
from wikilint.settings.config import Settings
from wikilint.settings.scopes import Layout
from wikilint.value import field, frozen, replace

if TYPE_CHECKING:
    from wikilint.disk.splices import Splice
    from wikilint.disk.store import Change, StoreError
    from wikilint.engine.evidence import RunNote
    from wikilint.engine.patience import Patience
    from wikilint.engine.plan import Plans
    from wikilint.engine.recollect import Recalled
    from wikilint.engine.waiting import Waiting
    from wikilint.rule import Rule

Mode = Literal["check", "fix", "diff"]

PARALLEL_FROM = 400
"""Files from which several processes pay: starting them costs about as much as checking that many clean pages."""


_MOST_WAITING = 512
"""Outcomes that wait for a batch of files to be written."""


@frozen
class Job:
    """What is done to every file of a run.

    settings: for the run as a whole, and for files that no configuration is closer to.
    nested: the settings of folders that have a configuration of their own, by the folder.
    unsafe: apply unsafe fixes too.
    snippets: whether findings carry the text around them. fold: of each rule in a file only so many, 0 for all.
    timing: whether outcomes carry the seconds that each rule took.
    record: whether a `check` or a `diff`, too, gives what would be written.
    """

    mode: Mode
    settings: Settings
    unsafe: bool = False
    snippets: bool = True
    fold: int = 0
    timing: bool = False
    nested: Mapping[str, Settings] = field(default_factory=dict)
    record: bool = False

    def plans(self) -> Plans:
        """What is done to each file. Raises UsageError for rules and options that do not exist."""
        from wikilint.engine import plan

        return plan.plans(self.layout, unsafe=self.unsafe)

    @property
    def layout(self) -> Layout:
        """Which settings hold for which file."""
        return Layout(self.settings, self.nested)


Task = tuple[str, frozenset[str] | None]
"""A path, and what the run proves: None while that is not settled."""


Proposal = tuple["Change", tuple["Splice", ...]]
"""What is to be written, and the edits that made it of what is there."""


@frozen
class Sink:
    """Where what is to be written goes, `batch` files at a time. write: gives what stopped each of them."""

    write: Callable[[Sequence[Proposal]], Sequence[StoreError | None]]
    batch: int = 1


Result = tuple[Outcome, Proposal | None]
"""The outcome of a file, and what is to be written for it."""


def _examined(job: Job, tasks: Sequence[Task]) -> Iterator[Result]:
    """The outcome of each task, in their order, and what is to be written for it."""
    if not tasks:
        return
    from wikilint.engine import examine

    if len(tasks) >= PARALLEL_FROM:
        gc.enable()
        processes = job.settings.jobs or config.processors()
        if processes > 1:
            from wikilint.engine import limits, pool

            work = pool.Work(examine.packer, (job,), examine.packed_loss, 2 * limits.SECONDS)
            patience = _patience(job)
            told: Sequence[Any] = tasks if patience is None else [(*task, patience) for task in tasks]
            for each in _unpacked(job.layout, tasks, pool.spread(work, told, processes)):
                if patience is not None:
                    patience.note(each[0])
                yield each
            return
    yield from examine.alone(job, tasks)


def _patience(job: Job) -> Patience | None:
    """What the processes are told of slow patterns, where the configuration has any patterns."""
    tables = [settings.rules.get("custom") for settings in job.layout.all()]
    if not any(tables):
        return None
    from wikilint.engine import custom
    from wikilint.engine.patience import Patience

    return Patience({name for table in tables for name in table or ()}, custom.is_slow)


def _unpacked(
    layout: Layout, tasks: Sequence[Task], results: Iterator[tuple[tuple[object, ...], Proposal | None]]
) -> Iterator[Result]:
    for (path, _), (packed, proposal) in zip(tasks, results, strict=True):
        relative = paths.relative(path, layout.of(path).root)
        yield unpack(packed, paths.printable(path), relative), proposal


def _all(job: Job, tasks: Sequence[Task], sink: Sink | None) -> Iterator[Outcome]:
    """The outcome of each task, in their order, after its file was written. One process writes: this one."""
    if sink is None:
        for outcome, _ in _examined(job, tasks):
            yield outcome
        return
    waiting: list[Result] = []
    size = 0
    for each in _examined(job, tasks):
        waiting.append(each)
        size += each[1] is not None
        if size in (0, sink.batch) or len(waiting) == _MOST_WAITING:
            yield from _written(waiting, sink)
            waiting, size = [], 0
    yield from _written(waiting, sink)


def _written(waiting: Sequence[Result], sink: Sink) -> Iterator[Outcome]:
    proposals = [proposal for _, proposal in waiting if proposal is not None]
    stopped = iter(sink.write(proposals) if proposals else ())
    for outcome, proposal in waiting:
        error = next(stopped) if proposal is not None else None
        yield outcome if error is None else Outcome(outcome.path, error=str(error), relative=outcome.relative)


def run(
    job: Job, files: Sequence[str], sink: Sink | None = None, recalled: Recalled | None = None
) -> Iterator[Outcome]:
    """The outcome of each file as it comes, in the order of the paths.

    Files with a finding that depends on what the run proves come after all others, again in the order of the paths:
    what they wait for is judged when all files were seen, so the order of the files and the number of processes do
    not matter. What is to be said of folders comes last. Only what waits is kept: memory does not grow with the
    number of files beyond their paths.

    sink: without it nothing is written.
    recalled: what earlier runs said of the files; those that are known are not read. For `check` only.

    Raises UsageError for rules and options that do not exist.
    """
    if not all(each.is_plain for each in job.layout.all()):
        job.plans()

    def look(paths: Sequence[str]) -> Iterator[Outcome]:
        proven = None if job.settings.run_evidence else frozenset[str]()
        return _all(job, [(path, proven) for path in paths], sink)

    if recalled is not None and job.mode == "check":
        from wikilint.engine import recollect

        first = recollect.over(files, look, recalled, job)
    else:
        first = look(files)
    return _judged(job, files, first, sink) if job.settings.run_evidence else first


def _judged(job: Job, files: Sequence[str], first: Iterator[Outcome], sink: Sink | None) -> Iterator[Outcome]:
    """The outcomes, each as soon as it is settled; what the run proves is judged when all files were seen."""
    is_one, tally = not job.nested, None
    pages: Counter[str] = Counter()
    waiting: Waiting | None = None
    for path, outcome in zip(files, first, strict=True):
        relative = (is_one and outcome.relative) or paths.relative(path, job.settings.root)
        pages[relative.rpartition("/")[0]] += 1
        if outcome.gathered:
            if tally is None:
                from wikilint.engine import evidence

                tally = evidence.Tally(lambda: _rules(job))
            tally.add(outcome.gathered)
        if outcome.waits_for:
            if waiting is None:
                from wikilint.engine.waiting import Waiting

                waiting = Waiting()
            waiting.add(path, replace(outcome, gathered={}))
        else:
            yield outcome
    facts, notes = tally.judge(pages) if tally else (frozenset[str](), ())
    if waiting is not None:
        yield from _second_look(job, waiting, facts, sink)
    yield from map(_about_folder, notes)


def _rules(job: Job) -> Mapping[str, Rule]:
    """Every rule that may run, by its name."""
    return {each.rule.name: each.rule for chosen in job.plans().all() for each in chosen.rules}


def _settled(path: str, waits_for: frozenset[str], facts: frozenset[str]) -> frozenset[str]:
    """Those facts that a document waits for which hold: the run proves them, or a look at its folder does."""
    asked = waits_for - facts
    if not asked:
        return waits_for
    from wikilint.engine import targets

    return waits_for - asked | targets.settled(path, asked)


def _second_look(job: Job, waiting: Waiting, facts: frozenset[str], sink: Sink | None) -> Iterator[Outcome]:
    """The outcomes that waited for what the run proves; where that changes more than it takes away, the file is
    looked at again."""
    shared: dict[frozenset[str], frozenset[str]] = {}
    settled: list[tuple[frozenset[str], bool]] = []
    tasks: list[Task] = []
    for path, outcome in waiting:
        proven = _settled(path, outcome.waits_for, facts)
        proven = shared.setdefault(proven, proven)
        is_changed = outcome.waits_to_fix or bool(proven - {each.moot_if for each in outcome.diagnoses})
        settled.append((proven, is_changed))
        if is_changed:
            tasks.append((path, proven))
    again = _all(job, tasks, sink)
    for (_, outcome), (proven, is_changed) in zip(waiting, settled, strict=True):
        if not is_changed:
            kept = tuple(each for each in outcome.diagnoses if each.moot_if not in proven)
            found = outcome.found - len(outcome.diagnoses) + len(kept)
            yield replace(outcome, diagnoses=kept, found=found)
            continue
        second = replace(next(again), waits_for=outcome.waits_for)
        yield second if second.error or job.mode != "fix" else _joined(outcome, second)


def _joined(first: Outcome, second: Outcome) -> Outcome:
    """The outcome of a file that was looked at twice."""
    fixed = Counter(first.fixed) + Counter(second.fixed)
    return replace(second, found=first.found, fixed=fixed, changed=first.changed or second.changed)


def _about_folder(said: RunNote) -> Outcome:
    note = Diagnosis(said.rule, said.severity, said.note.message, (1, 1), (1, 1), 1, None, None)
    return Outcome(
        paths.printable(said.note.folder or "."),
        (note,),
        found=1,
        is_folder=True,
        relative=said.note.folder,
    )
