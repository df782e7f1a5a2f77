"""Many files, one outcome each, and what they prove together.

What looks at a file is imported when there is one to look at: of a run that remembers every file this is all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING

from wikilint.disk import paths
from wikilint.engine.job import Job, Sink
from wikilint.engine.looks import Looks
from wikilint.report.outcome import Diagnosis, Outcome
from wikilint.value import replace

if TYPE_CHECKING:
    from wikilint.engine.evidence import RunNote
    from wikilint.engine.recollect import Recalled
    from wikilint.engine.waiting import Waiting
    from wikilint.rule import Rule


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

    looks = Looks(job, sink)

    def look(paths: Sequence[str]) -> Iterator[Outcome]:
        proven = None if job.settings.run_evidence else frozenset[str]()
        return looks.over(paths, repeat(proven))

    if recalled is not None and job.mode == "check":
        from wikilint.engine import recollect

        first = recollect.over(files, look, recalled, job)
    else:
        first = look(files)
    return _ending(looks, _judged(job, files, first, looks) if job.settings.run_evidence else first)


def _ending(looks: Looks, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """The outcomes; whatever happens to who takes them, no process is left."""
    try:
        yield from outcomes
    finally:
        looks.end()


def _judged(job: Job, files: Sequence[str], first: Iterator[Outcome], looks: Looks) -> Iterator[Outcome]:
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
        yield from _second_look(waiting, facts, looks)
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


def _second_look(waiting: Waiting, facts: frozenset[str], looks: Looks) -> Iterator[Outcome]:
    """The outcomes that waited for what the run proves; where that changes more than it takes away, the file is
    looked at again. Nothing was written of one that waits."""
    settled: list[tuple[frozenset[str], bool]] = []
    for path, asked, moot, is_for_fix in waiting.asked:
        proven = _settled(path, asked, facts)
        is_changed = is_for_fix or not proven <= moot
        settled.append((proven, is_changed))
    changed = [path for (path, *_), (_, is_changed) in zip(waiting.asked, settled, strict=True) if is_changed]
    again = looks.over(changed, [proven for proven, is_changed in settled if is_changed])
    for outcome, (proven, is_changed) in zip(waiting, settled, strict=True):
        if not is_changed:
            kept = tuple(each for each in outcome.diagnoses if each.moot_if not in proven)
            found = outcome.found - len(outcome.diagnoses) + len(kept)
            yield replace(outcome, diagnoses=kept, found=found)
            continue
        yield replace(next(again), waits_for=outcome.waits_for)


def _about_folder(said: RunNote) -> Outcome:
    note = Diagnosis(said.rule, said.severity, said.note.message, (1, 1), (1, 1), 1, None, None)
    return Outcome(
        paths.printable(said.note.folder or "."),
        (note,),
        found=1,
        is_folder=True,
        relative=said.note.folder,
    )
