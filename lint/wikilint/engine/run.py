"""Many files, several processes, one outcome each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal

from wikilint.disk import paths, store
from wikilint.disk.memory import Memory, stamp
from wikilint.disk.splices import Splice
from wikilint.disk.store import Change, StoreError
from wikilint.document import Document
from wikilint.engine import evidence, limits, plan, pool, recollect
from wikilint.engine.check import RULE_FAILED, check
from wikilint.engine.contain import contained
from wikilint.engine.diagnose import diagnose
from wikilint.engine.fixed import Fixed
from wikilint.engine.limits import TOO_SLOW, TooSlow, within
from wikilint.engine.plan import Plan, Plans
from wikilint.report.outcome import Diagnosis, Outcome
from wikilint.report.patch import patch
from wikilint.settings import config
from wikilint.settings.config import Settings
from wikilint.settings.scopes import Layout
from wikilint.value import field, frozen, replace

Mode = Literal["check", "fix", "diff"]

PARALLEL_FROM = 400
"""Files from which several processes pay: starting them costs about as much as checking that many clean pages."""


_PATIENCE = 512
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
        return plan.plans(Layout(self.settings, self.nested), unsafe=self.unsafe)


Task = tuple[str, frozenset[str] | None]
"""A path, and what the run proves: None while that is not settled."""


Proposal = tuple[Change, tuple[Splice, ...]]
"""What is to be written, and the edits that made it of what is there."""


@frozen
class Sink:
    """Where what is to be written goes, `batch` files at a time. write: gives what stopped each of them."""

    write: Callable[[Sequence[Proposal]], Sequence[StoreError | None]]
    batch: int = 1


def _fixed(chosen: Plan, job: Job, document: Document, judged: bool, timing: dict[str, float]) -> Fixed:
    rules = chosen.rules_for(document.path)
    if job.mode == "check":
        hits = check(document, rules, timing if job.timing else None)
        return Fixed(document, hits, hits, {})
    from wikilint.engine.fix import fix_document

    return fix_document(document, rules, chosen.may_apply, judged=judged)


def examine(
    chosen: Plan, job: Job, path: str, document: Document, *, judged: bool = True
) -> tuple[Outcome, Fixed]:
    """The outcome for a document, and what fixing made of it. Nothing is written.

    judged: whether it is settled what the run proves.
    """
    timing: dict[str, float] = {}
    fixed = _fixed(chosen, job, document, judged, timing)
    changed = fixed.after.raw != document.raw
    waiting = () if judged else [hit for hit in fixed.left if hit.finding.safe_if or hit.finding.moot_if]
    outcome = Outcome(
        path=paths.printable(path),
        relative=document.path,
        diagnoses=diagnose(fixed.after, fixed.left, chosen.may_apply, snippets=job.snippets, fold=job.fold),
        found=len(fixed.before),
        fixed=fixed.fixed,
        changed=changed,
        diff=patch(paths.from_here(path), document.raw, fixed.after.raw)
        if changed and job.mode == "diff"
        else "",
        gathered={} if judged else evidence.gather(document, chosen.rules_for(document.path), fixed.before),
        waits_for=frozenset(
            fact for hit in waiting for fact in (hit.finding.safe_if, hit.finding.moot_if) if fact
        ),
        waits_to_fix=job.mode != "check"
        and any(
            hit.finding.moot_if and hit.finding.fix and chosen.may_apply(hit.rule, hit.finding.fix)
            for hit in waiting
        ),
        seconds=timing,
    )
    return outcome, fixed


def _foreseen(
    chosen: Plan, job: Job, path: str, document: Document, *, judged: bool = True
) -> tuple[Outcome, Fixed]:
    """The outcome of a check, and what fixing would make of the document."""
    outcome, _ = examine(chosen, job, path, document, judged=judged)
    would, fixed = examine(chosen, replace(job, mode="diff", snippets=False), path, document, judged=judged)
    waits = outcome.waits_for | would.waits_for
    return replace(outcome, waits_for=waits, waits_to_fix=would.waits_to_fix), fixed


Result = tuple[Outcome, Proposal | None]
"""The outcome of a file, and what is to be written for it."""


def _one(plans: Plans, job: Job, task: Task) -> Result:
    path, proven = task
    chosen = plans.of(path)
    try:
        snapshot = store.read(path, limit=chosen.settings.max_file_size)
    except StoreError as error:
        return Outcome(paths.printable(path), error=str(error), relative=chosen.relative(path)), None
    document = Document(snapshot.data, chosen.relative(path), proven or frozenset())
    try:
        with within(limits.SECONDS), contained():
            look = _foreseen if job.mode == "check" and job.record else examine
            outcome, fixed = look(chosen, job, path, document, judged=proven is not None)
    except TooSlow as late:
        who = f"the rule {late.rule}" if late.rule else "it"
        return _unfinished(
            task, TOO_SLOW, f"{who} took longer than {limits.SECONDS:g} seconds: left as it is"
        ), None
    if job.mode == "check":
        outcome = replace(outcome, stamp=stamp(snapshot.stat))
    changed = fixed.after.raw != document.raw
    if outcome.waits_to_fix or (changed and outcome.waits_for):
        # Fixed once, when it is settled what the run proves.
        return replace(outcome, fixed={}, changed=False, diff="", waits_to_fix=True), None
    if not changed or not (job.mode == "fix" or job.record):
        return outcome, None
    from wikilint.engine.splicing import splices

    return outcome, (Change(snapshot, fixed.after.raw), splices(document, fixed))


def _unfinished(task: Task, rule: str, message: str) -> Outcome:
    """The outcome of a file that could not be looked at to the end."""
    why = Diagnosis(rule, "error", message, (1, 1), (1, 1), 1, None, None)
    return Outcome(paths.printable(task[0]), (why,), found=1)


def _lost(task: Task, reason: str) -> Result:
    """The result for a file that no process survives, or that raises what nobody catches."""
    return _unfinished(
        task, RULE_FAILED, f"the file could not be checked and was left as it is: {reason}"
    ), None


def _worker(job: Job) -> Callable[[Task], Result]:
    """What a process does with a task: its own plans, from the same settings."""
    return partial(_one, job.plans(), job)


def _examined(job: Job, tasks: Sequence[Task]) -> Iterator[Result]:
    """The outcome of each task, in their order, and what is to be written for it."""
    processes = job.settings.jobs or config.processors()
    if processes > 1 and len(tasks) >= PARALLEL_FROM:
        work = pool.Work(_worker, (job,), _lost, 2 * limits.SECONDS)
        return pool.spread(work, tasks, processes)
    return pool.alone(_worker(job), _lost, tasks)


def _all(job: Job, tasks: Sequence[Task], sink: Sink | None) -> Iterator[Outcome]:
    """The outcome of each task, in their order, after its file was written. One process writes: this one."""
    waiting: list[Result] = []
    size = 0
    for each in _examined(job, tasks):
        waiting.append(each)
        size += each[1] is not None
        if sink is None or size in (0, sink.batch) or len(waiting) == _PATIENCE:
            yield from _written(waiting, sink)
            waiting, size = [], 0
    yield from _written(waiting, sink)


def _written(waiting: Sequence[Result], sink: Sink | None) -> Iterator[Outcome]:
    proposals = [proposal for _, proposal in waiting if proposal is not None]
    stopped = iter(sink.write(proposals) if sink and proposals else [None] * len(proposals))
    for outcome, proposal in waiting:
        error = next(stopped) if proposal is not None else None
        yield outcome if error is None else Outcome(outcome.path, error=str(error), relative=outcome.relative)


def run(
    job: Job, files: Sequence[str], sink: Sink | None = None, memory: Memory | None = None
) -> Iterator[Outcome]:
    """The outcome of each file as it comes, in the order of the paths.

    Files with a finding that depends on what the run proves come after all others, again in the order of the paths:
    what they wait for is judged when all files were seen, so the order of the files and the number of processes do
    not matter. What is to be said of folders comes last. Only what waits is kept: memory does not grow with the
    number of files beyond their paths.

    sink: without it nothing is written.
    memory: what earlier runs said; files that are known in it are not read. For `check` only.
    """
    plans = job.plans()

    def look(paths: Sequence[str]) -> Iterator[Outcome]:
        proven = None if job.settings.run_evidence else frozenset[str]()
        return _all(job, [(path, proven) for path in paths], sink)

    if memory is not None and job.mode == "check":
        first = recollect.over(files, look, memory, plans, f"{job.snippets} {job.fold}")
    else:
        first = look(files)
    if not job.settings.run_evidence:
        yield from first
        return
    active = [each.rule for chosen in plans.all() for each in chosen.rules]
    tally = evidence.Tally({each.name: each for each in active if each.knows_run})
    waiting: list[tuple[str, Outcome]] = []
    for path, outcome in zip(files, first, strict=True):
        tally.add(plans.default.relative(path).rpartition("/")[0], outcome.gathered)
        if outcome.waits_for:
            waiting.append((path, replace(outcome, gathered={})))
        else:
            yield outcome
    facts, notes = tally.judge()
    yield from _second_look(job, waiting, facts, sink)
    yield from map(_about_folder, notes)


def _second_look(
    job: Job, waiting: Sequence[tuple[str, Outcome]], facts: frozenset[str], sink: Sink | None
) -> Iterator[Outcome]:
    """The outcomes that waited for what the run proves; where that changes more than it takes away, the file is
    looked at again."""

    def is_changed(outcome: Outcome) -> bool:
        moot = {each.moot_if for each in outcome.diagnoses}
        return outcome.waits_to_fix or bool((outcome.waits_for & facts) - moot)

    tasks = [(path, facts & outcome.waits_for) for path, outcome in waiting if is_changed(outcome)]
    again = _all(job, tasks, sink)
    for _, outcome in waiting:
        if not is_changed(outcome):
            kept = tuple(each for each in outcome.diagnoses if each.moot_if not in facts)
            found = outcome.found - len(outcome.diagnoses) + len(kept)
            yield replace(outcome, diagnoses=kept, found=found)
            continue
        second = next(again)
        yield second if second.error or job.mode != "fix" else _joined(outcome, second)


def _joined(first: Outcome, second: Outcome) -> Outcome:
    """The outcome of a file that was looked at twice."""
    fixed = Counter(first.fixed) + Counter(second.fixed)
    return replace(second, found=first.found, fixed=fixed, changed=first.changed or second.changed)


def _about_folder(said: evidence.RunNote) -> Outcome:
    note = Diagnosis(said.rule, said.severity, said.note.message, (1, 1), (1, 1), 1, None, None)
    return Outcome(
        paths.printable(said.note.folder or "."),
        (note,),
        found=1,
        is_folder=True,
        relative=said.note.folder,
    )
