"""A look at each of many files, in this process or in several, and what comes of it is written.

What looks at a file is imported when there is one to look at: a run that remembers every file needs none of it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

from wikilint.disk import paths
from wikilint.report.outcome import Outcome, unpack
from wikilint.settings import config

if TYPE_CHECKING:
    from wikilint.engine.job import Job, Result, Sink
    from wikilint.engine.patience import Patience
    from wikilint.engine.pool import Pool

PARALLEL_FROM = 400
"""Files from which several processes pay: starting them costs about as much as checking that many clean pages."""

_MOST_WAITING = 512
"""Outcomes that wait for a batch of files to be written."""


class Looks:
    """Looks at the files of a run, as often as it is asked to. Processes that were started stay until `end`: another
    look, even at a few files, finds them with everything imported."""

    def __init__(self, job: Job, sink: Sink | None) -> None:
        """sink: without it nothing is written."""
        self._job, self._sink = job, sink
        self._pool: Pool[Any, Any] | None = None
        self._patience: Patience | None = None

    def over(self, files: Sequence[str], proven: Iterable[frozenset[str] | None]) -> Iterator[Outcome]:
        """The outcome of each file, in their order, after it was written. One process writes: this one.

        proven: what the run proves, for each of them; None while that is not settled.
        """
        if self._sink is None:
            for outcome, _ in self._examined(files, proven):
                yield outcome
            return
        waiting: list[Result] = []
        size = 0
        for each in self._examined(files, proven):
            waiting.append(each)
            size += each[1] is not None
            if size in (0, self._sink.batch) or len(waiting) == _MOST_WAITING:
                yield from _written(waiting, self._sink)
                waiting, size = [], 0
        yield from _written(waiting, self._sink)

    def end(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.end()
            self._pool = None

    def _examined(self, files: Sequence[str], proven: Iterable[frozenset[str] | None]) -> Iterator[Result]:
        """The outcome of each file, in their order, and what is to be written for it."""
        if not files:
            return
        from wikilint.engine import examine

        if len(files) >= PARALLEL_FROM:
            gc.enable()
            self._start()
        if self._pool is None or self._pool.is_busy or len(files) == 1:
            yield from examine.alone(self._job, zip(files, proven, strict=False))
            return
        patience = self._patience
        told = zip(files, proven, repeat(patience), strict=False)
        layout = self._job.layout
        for path, (packed, proposal) in zip(files, self._pool.results(told, len(files)), strict=True):
            outcome = unpack(packed, paths.printable(path), paths.relative(path, layout.of(path).root))
            if patience is not None:
                patience.note(outcome)
            yield outcome, proposal

    def _start(self) -> None:
        """Start processes, if several are wanted; where none can be started, this one does it all."""
        processes = self._job.settings.jobs or config.processors()
        if self._pool is not None or processes == 1:
            return
        from wikilint.engine import examine, limits, pool

        largest = max(each.max_file_size for each in self._job.layout.all())
        work = pool.Work(examine.packer, (self._job,), examine.packed_loss, 2 * limits.seconds(largest))
        try:
            self._pool = pool.Pool(work, processes)
        except OSError:
            return
        self._patience = _patience(self._job)


def _patience(job: Job) -> Patience | None:
    """What the processes are told of slow patterns, where the configuration has any patterns."""
    tables = [settings.rules.get("custom") for settings in job.layout.all()]
    if not any(tables):
        return None
    from wikilint.engine import custom
    from wikilint.engine.patience import Patience

    return Patience({name for table in tables for name in table or ()}, custom.is_slow)


def _written(waiting: Sequence[Result], sink: Sink) -> Iterator[Outcome]:
    proposals = [proposal for _, proposal in waiting if proposal is not None]
    stopped = iter(sink.write(proposals) if proposals else ())
    for outcome, proposal in waiting:
        error = next(stopped) if proposal is not None else None
        yield outcome if error is None else Outcome(outcome.path, error=str(error), relative=outcome.relative)
