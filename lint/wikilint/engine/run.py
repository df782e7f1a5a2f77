"""Many files, several processes, one outcome each."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from wikilint.disk import paths, store
from wikilint.document import Document
from wikilint.engine import plan
from wikilint.engine.check import check
from wikilint.engine.diagnose import diagnose
from wikilint.engine.fix import Fixed, fix_document
from wikilint.engine.plan import Plan
from wikilint.errors import UsageError
from wikilint.finding import SEVERITIES
from wikilint.report.outcome import Outcome
from wikilint.report.patch import patch
from wikilint.settings import config
from wikilint.settings.config import Settings

if TYPE_CHECKING:
    from concurrent.futures import Future

Mode = Literal["check", "fix", "diff"]

PARALLEL_FROM = 400
"""Files from which several processes pay: starting them costs about as much as checking that many clean pages."""

BATCH = 64
"""Files that a process takes at a time: one alone costs more to hand over than a clean page costs to check."""

_WINDOW = 4
"""Batches per process that wait or run at a time, so that a million paths are not a million futures."""


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


_in_worker: Callable[[Task], Outcome]


def _start(job: Job) -> None:
    """Ready a worker process: its own plan, from the same settings."""
    global _in_worker
    _in_worker = partial(_one, plan.make(job.settings, unsafe=job.unsafe), job)


def _batch(tasks: Sequence[Task]) -> list[Outcome]:
    return [_in_worker(task) for task in tasks]


def _parallel(job: Job, tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    """Outcomes in the order of the tasks, from a pool of processes."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    batches = (tasks[at : at + BATCH] for at in range(0, len(tasks), BATCH))
    with ProcessPoolExecutor(jobs, context, _start, (job,)) as pool:
        waiting: deque[Future[list[Outcome]]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(_batch, batch))
                if len(waiting) >= jobs * _WINDOW:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise UsageError(
                "a worker process was killed (out of memory?): every file holds its old or its new text, whole; "
                "run again, with `--jobs 1` if it happens again"
            ) from None
        except BaseException:  # Ctrl-C, a reader that has gone: let running batches end, start no more
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _all(job: Job, tasks: Sequence[Task]) -> Iterator[Outcome]:
    jobs = job.settings.jobs or config.processors()
    if jobs > 1 and len(tasks) >= PARALLEL_FROM:
        yield from _parallel(job, tasks, jobs)
    else:
        chosen = plan.make(job.settings, unsafe=job.unsafe)
        yield from (_one(chosen, job, task) for task in tasks)


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
