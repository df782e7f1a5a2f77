"""Many files, several processes, one outcome each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from wikilint.disk import paths, store
from wikilint.document import Document
from wikilint.engine import evidence, plan, pool
from wikilint.engine.check import check
from wikilint.engine.diagnose import diagnose
from wikilint.engine.fix import Fixed, fix_document
from wikilint.engine.plan import Plan, Plans
from wikilint.report.outcome import Diagnosis, Outcome
from wikilint.report.patch import patch
from wikilint.settings import config
from wikilint.settings.config import Settings
from wikilint.settings.scopes import Layout

Mode = Literal["check", "fix", "diff"]

PARALLEL_FROM = 400
"""Files from which several processes pay: starting them costs about as much as checking that many clean pages."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is done to every file of a run.

    settings: for the run as a whole, and for files that no configuration is closer to.
    nested: the settings of folders that have a configuration of their own, by the folder.
    unsafe: apply unsafe fixes too.
    snippets: whether findings carry the text around them. fold: of each rule in a file only so many, 0 for all.
    timing: whether outcomes carry the seconds that each rule took.
    """

    mode: Mode
    settings: Settings
    unsafe: bool = False
    snippets: bool = True
    fold: int = 0
    timing: bool = False
    nested: Mapping[str, Settings] = field(default_factory=dict)

    def plans(self) -> Plans:
        """What is done to each file. Raises UsageError for rules and options that do not exist."""
        return plan.plans(Layout(self.settings, self.nested), unsafe=self.unsafe)


Task = tuple[str, frozenset[str] | None]
"""A path, and what the run proves: None while that is not settled."""


def _fixed(chosen: Plan, job: Job, document: Document, judged: bool, timing: dict[str, float]) -> Fixed:
    rules = chosen.rules_for(document.path)
    if job.mode == "check":
        hits = check(document, rules, timing if job.timing else None)
        return Fixed(document, hits, hits, {})
    return fix_document(document, rules, chosen.may_apply, judged=judged)


def examine(
    chosen: Plan, job: Job, path: str, document: Document, *, judged: bool = True
) -> tuple[Outcome, bytes]:
    """The outcome for a document, and its bytes after fixing. Nothing is written.

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
    return outcome, fixed.after.raw


def _one(plans: Plans, job: Job, task: Task) -> Outcome:
    path, proven = task
    chosen = plans.of(path)
    try:
        snapshot = store.read(path, limit=chosen.settings.max_file_size)
        document = Document(snapshot.data, chosen.relative(path), proven or frozenset())
        outcome, data = examine(chosen, job, path, document, judged=proven is not None)
        if job.mode == "fix" and outcome.changed:
            store.replace(snapshot, data)
    except store.StoreError as error:
        return Outcome(paths.printable(path), error=str(error))
    return outcome


def _worker(job: Job) -> Callable[[Task], Outcome]:
    """What a process does with a task: its own plans, from the same settings."""
    return partial(_one, job.plans(), job)


def _all(job: Job, tasks: Sequence[Task]) -> Iterator[Outcome]:
    """The outcome of each task, in their order."""
    processes = job.settings.jobs or config.processors()
    if processes > 1 and len(tasks) >= PARALLEL_FROM:
        return pool.spread(_worker, (job,), tasks, processes)
    return map(_worker(job), tasks)


def run(job: Job, files: Sequence[str]) -> Iterator[Outcome]:
    """The outcome of each file as it comes, in the order of the paths.

    Files with a finding that depends on what the run proves come after all others, again in the order of the paths:
    what they wait for is judged when all files were seen, so the order of the files and the number of processes do
    not matter. What is to be said of folders comes last. Only what waits is kept: memory does not grow with the
    number of files beyond their paths.
    """
    if not job.settings.run_evidence:
        yield from _all(job, [(path, frozenset()) for path in files])
        return
    plans = job.plans()
    active = [each.rule for chosen in plans.all() for each in chosen.rules]
    tally = evidence.Tally({each.name: each for each in active if each.knows_run})
    waiting: list[tuple[str, Outcome]] = []
    for path, outcome in zip(files, _all(job, [(path, None) for path in files]), strict=True):
        tally.add(plans.default.relative(path).rpartition("/")[0], outcome.gathered)
        if outcome.waits_for:
            waiting.append((path, replace(outcome, gathered={})))
        else:
            yield outcome
    facts, notes = tally.judge()
    yield from _second_look(job, waiting, facts)
    yield from map(_about_folder, notes)


def _second_look(
    job: Job, waiting: Sequence[tuple[str, Outcome]], facts: frozenset[str]
) -> Iterator[Outcome]:
    """The outcomes that waited for what the run proves; where that changes more than it takes away, the file is
    looked at again."""

    def is_changed(outcome: Outcome) -> bool:
        moot = {each.moot_if for each in outcome.diagnoses}
        return outcome.waits_to_fix or bool((outcome.waits_for & facts) - moot)

    again = _all(job, [(path, facts & outcome.waits_for) for path, outcome in waiting if is_changed(outcome)])
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
