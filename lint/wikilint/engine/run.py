"""Many files, several processes, one outcome each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from wikilint.disk import paths, store
from wikilint.document import Document
from wikilint.engine import plan, pool
from wikilint.engine.check import check
from wikilint.engine.diagnose import diagnose
from wikilint.engine.fix import Fixed, fix_document
from wikilint.engine.plan import Plan
from wikilint.finding import SEVERITIES
from wikilint.report.outcome import Outcome
from wikilint.report.patch import patch
from wikilint.settings import config
from wikilint.settings.config import Settings

Mode = Literal["check", "fix", "diff"]

PARALLEL_FROM = 400
"""Files from which several processes pay: starting them costs about as much as checking that many clean pages."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is done to every file of a run.

    unsafe: apply unsafe fixes too.
    snippets: whether findings carry the text around them.
    timing: whether outcomes carry the seconds that each rule took.
    """

    mode: Mode
    settings: Settings
    unsafe: bool = False
    snippets: bool = True
    timing: bool = False


Task = tuple[str, frozenset[str]]
"""A path, and the evidence that other files of the run gave."""


def _mend(chosen: Plan, job: Job, document: Document, timing: dict[str, float] | None) -> Fixed:
    rules = chosen.rules_for(document.path)
    if job.mode == "check":
        found = check(document, rules, timing)
        return Fixed(document, found, found, {})
    return fix_document(document, rules, chosen.may_apply)


def examine(chosen: Plan, job: Job, path: str, document: Document) -> tuple[Outcome, bytes]:
    """The outcome for a document, and its bytes after mending. Nothing is written."""
    timing: dict[str, float] | None = {} if job.timing else None
    mended = _mend(chosen, job, document, timing)
    changed = mended.after.raw != document.raw
    findings = [each.finding for each in mended.before]
    outcome = Outcome(
        path=paths.printable(path),
        diagnoses=diagnose(mended.after, mended.left, chosen.may_apply, snippets=job.snippets),
        fixed=mended.fixed,
        changed=changed,
        diff=patch(paths.from_here(path), document.raw, mended.after.raw)
        if changed and job.mode == "diff"
        else "",
        proves=frozenset(finding.proves for finding in findings if finding.proves),
        safe_if=frozenset(finding.safe_if for finding in findings if finding.safe_if),
        seconds=timing or {},
        relative=document.path,
    )
    return outcome, mended.after.raw


def _one(chosen: Plan, job: Job, task: Task) -> Outcome:
    path, evidence = task
    try:
        snapshot = store.read(path, limit=job.settings.max_file_size)
        outcome, data = examine(chosen, job, path, Document(snapshot.data, chosen.relative(path), evidence))
        if job.mode == "fix" and outcome.changed:
            store.replace(snapshot, data)
    except store.StoreError as error:
        return Outcome(paths.printable(path), error=str(error))
    return outcome


def _worker(job: Job) -> Callable[[Task], Outcome]:
    """What a process does with a task: its own plan, from the same settings."""
    return partial(_one, plan.make(job.settings, unsafe=job.unsafe), job)


def _all(job: Job, tasks: Sequence[Task]) -> Iterator[Outcome]:
    """The outcome of each task, in their order."""
    processes = job.settings.jobs or config.processors()
    if processes > 1 and len(tasks) >= PARALLEL_FROM:
        return pool.spread(_worker, (job,), tasks, processes)
    return map(_worker(job), tasks)


def _joined(first: Outcome, second: Outcome) -> Outcome:
    """The outcome of a file that was looked at twice."""
    fixed = {
        name: first.fixed.get(name, 0) + second.fixed.get(name, 0) for name in {*first.fixed, *second.fixed}
    }
    return replace(second, fixed=fixed, changed=first.changed or second.changed)


def run(
    job: Job, paths: Sequence[str], progress: Callable[[Outcome], None] = lambda _: None
) -> list[Outcome]:
    """The outcome of each file, in the order of the paths.

    A second look is taken at files whose findings would be certain if another file proved the same fact and
    one did. It happens after all files were seen, so the order of the files and the number of processes
    do not matter.

    progress: called with each outcome as it comes.
    """
    outcomes = []
    for outcome in _all(job, [(path, frozenset()) for path in paths]):
        outcomes.append(outcome)
        progress(outcome)
    if job.settings.run_evidence:
        _second_look(job, paths, outcomes)
    return outcomes


def _second_look(job: Job, paths: Sequence[str], outcomes: list[Outcome]) -> None:
    proven = frozenset[str]().union(*(outcome.proves for outcome in outcomes))
    again = [at for at, outcome in enumerate(outcomes) if outcome.safe_if & proven]
    tasks = [(paths[at], proven & outcomes[at].safe_if) for at in again]
    for at, outcome in zip(again, _all(job, tasks), strict=True):
        if outcome.error or job.mode != "fix":
            outcomes[at] = outcome
        else:
            outcomes[at] = _joined(outcomes[at], outcome)


def worst(outcomes: Iterable[Outcome]) -> int:
    """How grave the gravest finding is: an index into `SEVERITIES`, -1 for none."""
    return max(
        (SEVERITIES.index(each.severity) for outcome in outcomes for each in outcome.diagnoses), default=-1
    )
