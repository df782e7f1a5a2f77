"""One file: read, looked at, fixed; whatever happens to it, the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from wikilint.disk import paths, snapshot
from wikilint.disk.memory import stamp
from wikilint.disk.snapshot import StoreError
from wikilint.document import Document
from wikilint.engine import evidence, limits
from wikilint.engine.check import Hit, check
from wikilint.engine.contain import contained
from wikilint.engine.fixed import Fixed
from wikilint.engine.job import Job, Proposal, Result, Task
from wikilint.engine.limits import TooSlow, within
from wikilint.engine.plan import Plan, Plans
from wikilint.report.outcome import RULE_FAILED, TOO_SLOW, Diagnosis, Outcome, pack
from wikilint.value import replace


def _may_become(hits: Iterable[Hit]) -> frozenset[str]:
    """The facts that would make something else of findings: safe to fix, or none."""
    return frozenset(fact for hit in hits for fact in (hit.finding.safe_if, hit.finding.moot_if) if fact)


def _is_for_later(chosen: Plan, hits: Sequence[Hit]) -> bool:
    """Whether a document has something to fix while something else waits for what the run proves: then it is fixed
    once, when that is settled."""
    return bool(_may_become(hits)) and any(
        hit.finding.fix and hit.finding.moot_if is None and chosen.may_apply(hit.rule, hit.finding.fix)
        for hit in hits
    )


def _diagnoses(chosen: Plan, job: Job, fixed: Fixed) -> tuple[Diagnosis, ...]:
    from wikilint.engine.diagnose import diagnose

    return diagnose(fixed.after, fixed.left, chosen.may_apply, snippets=job.snippets, fold=job.fold)


def _diff(path: str, document: Document, fixed: Fixed) -> str:
    from wikilint.report.patch import patch

    return patch(paths.from_here(path), document.raw, fixed.after.raw)


def examine(
    chosen: Plan, job: Job, path: str, document: Document, *, judged: bool = True
) -> tuple[Outcome, Fixed]:
    """The outcome for a document, and what fixing made of it. Nothing is written.

    judged: whether it is settled what the run proves.
    """
    timing: dict[str, float] = {}
    rules = chosen.rules_for(document.path)
    before = check(document, rules, timing if job.timing else None)
    fixed = Fixed(document, before, before, {})
    gathered = {} if judged else evidence.gather(document, rules, before)
    if job.mode != "check":
        if not judged and _is_for_later(chosen, before):
            return Outcome(
                path=paths.printable(path),
                relative=document.path,
                found=len(before),
                gathered=gathered,
                waits_for=_may_become(before),
                waits_to_fix=True,
                seconds=timing,
            ), fixed
        from wikilint.engine.fix import fix_document

        fixed = fix_document(document, rules, chosen.may_apply, before, judged=judged)
    changed = fixed.after.raw != document.raw
    outcome = Outcome(
        path=paths.printable(path),
        relative=document.path,
        diagnoses=_diagnoses(chosen, job, fixed) if fixed.left else (),
        found=len(fixed.before),
        fixed=fixed.fixed,
        changed=changed,
        diff=_diff(path, document, fixed) if changed and job.mode == "diff" else "",
        gathered=gathered,
        waits_for=frozenset() if judged else _may_become(fixed.left),
        waits_to_fix=job.mode != "check"
        and not judged
        and any(
            hit.finding.moot_if and hit.finding.fix and chosen.may_apply(hit.rule, hit.finding.fix)
            for hit in fixed.left
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
    return replace(outcome, waits_for=would.waits_for, waits_to_fix=would.waits_to_fix), fixed


def _one(plans: Plans, job: Job, task: Task) -> Result:
    path, proven = task[:2]  # what is told with it was heard when it came
    chosen = plans.of(path)
    try:
        read = snapshot.read(path, limit=chosen.settings.max_file_size)
    except StoreError as error:
        return Outcome(paths.printable(path), error=str(error), relative=chosen.relative(path)), None
    document = Document(read.data, chosen.relative(path), proven or frozenset())
    allowed = limits.seconds(len(read.data))
    try:
        with within(allowed), contained():
            look = _foreseen if job.mode == "check" and job.record else examine
            outcome, fixed = look(chosen, job, path, document, judged=proven is not None)
    except TooSlow as late:
        who = f"the rule {late.rule}" if late.rule else "it"
        return _unfinished(
            task, TOO_SLOW, f"{who} took longer than {allowed:.0f} seconds: left as it is"
        ), None
    if job.mode == "check":
        outcome = replace(outcome, stamp=stamp(read.stat))
    changed = fixed.after.raw != document.raw
    if outcome.waits_to_fix or (changed and outcome.waits_for):
        # Fixed once, when it is settled what the run proves.
        return replace(outcome, fixed={}, changed=False, diff="", waits_to_fix=True), None
    if not changed or not (job.mode == "fix" or job.record):
        return outcome, None
    from wikilint.disk.store import Change
    from wikilint.engine.splicing import splices

    return outcome, (Change(read, fixed.after.raw), splices(document, fixed))


def _unfinished(task: Task, rule: str, message: str) -> Outcome:
    """The outcome of a file that could not be looked at to the end."""
    why = Diagnosis(rule, "error", message, (1, 1), (1, 1), 1, None, None)
    return Outcome(paths.printable(task[0]), (why,), found=1)


def lost(task: Task, reason: str) -> Result:
    """The result for a file that no process survives, or that raises what nobody catches."""
    return _unfinished(
        task, RULE_FAILED, f"the file could not be checked and was left as it is: {reason}"
    ), None


def alone(job: Job, tasks: Iterable[Task]) -> Iterator[Result]:
    """The result of each task, in this process. Raises UsageError for rules and options that do not exist."""
    work = worker(job)
    for task in tasks:
        try:
            result = work(task)
        except Exception as error:  # one file must not cost the others
            result = lost(task, f"{type(error).__name__}: {error}")
        yield result


def worker(job: Job) -> Callable[[Task], Result]:
    """What does a task, in this process. Raises UsageError for rules and options that do not exist."""
    return partial(_one, job.plans(), job)


Packed = tuple[tuple[Any, ...], Proposal | None]
"""A result as it travels between processes: see `pack`."""


def packer(job: Job) -> Callable[[Task], Packed]:
    """What does a task in a process of its own: with its own plans, from the same settings."""
    work = worker(job)

    def packed(task: Task) -> Packed:
        outcome, proposal = work(task)
        return pack(outcome), proposal

    return packed


def packed_loss(task: Task, reason: str) -> Packed:
    """As `lost`, as it would have travelled."""
    outcome, _ = lost(task, reason)
    return pack(outcome), None
