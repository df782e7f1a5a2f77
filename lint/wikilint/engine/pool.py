"""Work spread over processes: batches go out, results come back in the order of the work.

The processes are our own, each at the end of a pipe, because a pool of the standard library ends with the first of
them that dies, needs a writable temp folder, and outlives a parent that is killed. Here one that dies costs the item
that it died of; and all of them end with their parent.

On Linux they are forked, so that what does the work is made once, and a process of multiprocessing's own is not needed.
A process that has other threads is not forked, because a lock that one of them holds would never be released in the
copy; nor is any on macOS, whose own libraries have such threads. There and on Windows processes start from nothing.
"""

from __future__ import annotations

import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from wikilint.disk.interrupts import has_other_threads, held
from wikilint.engine.serve import serve
from wikilint.errors import UsageError
from wikilint.value import field, frozen, mutable

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

BATCH = 64
"""Items that a process takes at a time: one alone costs more to hand over than a clean page costs to check."""

_SHARES = 4
"""Batches per process that what is left would still make: the last ones are small, so that no process waits for long
until another has done its last."""

_WINDOW = 4
"""Batches per process that wait or run at a time, so that a million paths are not a million results."""

_AHEAD = 32 * 1024 if sys.platform != "win32" else 0
"""Bytes of a batch that may be handed over while the process still works on another: what a pipe takes at once."""


@frozen
class Work(Generic[T, R]):
    """What is to be done: `make(*arguments)` is called once in each process that starts from nothing, and once before
    others are forked; it gives what does an item.

    failed: the result for an item that could not be done, and why. All of it, the items and the results, pickle.
    seconds: how long an item may take before its process is given up.
    """

    make: Callable[..., Callable[[T], R]]
    arguments: tuple[Any, ...]
    failed: Callable[[T, str], R]
    seconds: float = 600.0


@mutable
class _Batch(Generic[T]):
    """Items from `first` on. alone: whether it was taken out of a batch that its process died of."""

    first: int
    items: Sequence[T]
    alone: bool = False


@mutable
class _Worker(Generic[T]):
    """A process, our end of its pipe, and what it has in hand. alive: it ends when this end is closed."""

    process: BaseProcess
    pipe: Connection[Any, Any]
    alive: Connection[Any, Any]
    hand: deque[_Batch[T]] = field(default_factory=deque)
    since: float = 0.0
    ready: bool = False


class Pool(Generic[T, R]):
    """Processes, and the batches that go through them. Raises OSError where no process can be started."""

    def __init__(self, work: Work[T, R], processes: int) -> None:
        self.work = work
        self.workers: list[_Worker[T]] = []
        self.waiting: deque[_Batch[T]] = deque()
        self.done: dict[int, R] = {}
        self.is_busy = False
        self.made = work.make(*work.arguments) if _may_fork() else None
        try:
            for _ in range(processes):
                self.workers.append(self.start())
        except OSError:
            self.end()
            raise

    def start(self) -> _Worker[T]:
        """A new process. Raises OSError."""
        import multiprocessing

        forks = self.made is not None and _may_fork()
        begin = (lambda: self.made) if forks else partial(self.work.make, *self.work.arguments)
        context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        ours, theirs = context.Pipe()
        watched, alive = context.Pipe(duplex=False)
        inherited = [end for each in self.workers for end in (each.pipe, each.alive)] + [ours, alive]
        process = context.Process(
            target=serve, args=(theirs, watched, begin, inherited if forks else ()), daemon=True
        )
        try:
            with held():  # until it has forgotten what its parent does about signals
                process.start()
        except BaseException:  # an interrupt, too, closes what nobody else will
            ours.close()
            alive.close()
            raise
        finally:
            theirs.close()
            watched.close()
        return _Worker(process, ours, alive)

    def end(self) -> None:
        """End every process at once: none of them has anything that would be lost."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            _close(worker)
        self.workers.clear()

    def results(self, given: Iterable[T], count: int) -> Iterator[R]:
        """The result of each item, in their order. The processes are busy with them until the last one is taken.

        given: as many items as `count`; they are asked for when a process will soon need them.
        """
        self.is_busy = True
        items = iter(given)
        ahead = len(self.workers) * _WINDOW * BATCH
        sent = at = 0
        while at < count:
            while sent < count and sent - at < ahead:
                size = min(BATCH, max(1, (count - sent) // (_SHARES * len(self.workers))))
                self.waiting.append(_Batch(sent, list(islice(items, size))))
                sent += size
            if at not in self.done:
                self.step()
            while at in self.done:
                yield self.done.pop(at)
                at += 1
        self.is_busy = False

    def step(self) -> None:
        """Hand out what waits, and take what comes."""
        from multiprocessing.connection import wait

        for worker in list(self.workers):
            self.feed(worker)
        busy = [worker for worker in self.workers if worker.hand]
        ready = set(wait([worker.pipe for worker in busy], timeout=1.0))
        for worker in busy:
            if worker.pipe in ready:
                self.take(worker)
            elif worker.ready and time.monotonic() - worker.since > self.work.seconds * len(
                worker.hand[0].items
            ):
                worker.process.kill()
                self.bury(worker, f"took longer than {self.work.seconds:g} seconds")

    def feed(self, worker: _Worker[T]) -> None:
        """Give a process what it has to do next, and one batch more that it finds when it is done with that."""
        from multiprocessing.reduction import ForkingPickler

        while self.waiting and len(worker.hand) < 2:
            data = ForkingPickler.dumps(self.waiting[0].items)
            if worker.hand and len(data) > _AHEAD:
                return
            if not worker.hand:
                worker.since = time.monotonic()
            worker.hand.append(self.waiting.popleft())
            try:
                worker.pipe.send_bytes(data)
            except OSError:
                return  # it is gone; what it said before is still to be taken, and then its end

    def take(self, worker: _Worker[T]) -> None:
        """Take the results of a batch, or learn that the process is gone."""
        try:
            results = worker.pipe.recv()
        except (EOFError, OSError):
            self.bury(worker)
            return
        worker.since = time.monotonic()
        if not worker.ready:
            worker.ready = True
            return
        batch = worker.hand.popleft()
        for number, (is_good, result) in enumerate(results):
            item = batch.items[number]
            self.done[batch.first + number] = result if is_good else self.work.failed(item, result)

    def bury(self, worker: _Worker[T], reason: str | None = None) -> None:
        """Put another process in the place of one that died. What it had in hand is done again, item by item; an item
        that was alone is what it died of."""
        self.workers.remove(worker)
        _close(worker)
        if not worker.ready:
            raise UsageError(
                f"no worker process can be started (exit code {worker.process.exitcode}): try `--jobs 1`"
            )
        reason = reason or _why(worker.process.exitcode)
        first = True
        again: list[_Batch[T]] = []
        for batch in worker.hand:
            if first and batch.alone:
                self.done[batch.first] = self.work.failed(batch.items[0], reason)
            elif first:
                again += (_Batch(batch.first + at, (item,), True) for at, item in enumerate(batch.items))
            else:
                again.append(batch)
            first = False
        self.waiting.extendleft(reversed(again))
        self.workers.append(self.start())


def _why(code: int | None) -> str:
    if code is not None and code < 0:
        known = (
            {-signal.SIGKILL: "killed, perhaps because memory ran out"} if hasattr(signal, "SIGKILL") else {}
        )
        return f"the process that worked on it was {known.get(code, f'ended by signal {-code}')}"
    return f"the process that worked on it ended with code {code}"


def _close(worker: _Worker[Any]) -> None:
    worker.pipe.close()
    worker.alive.close()
    worker.process.join(5)


def _may_fork() -> bool:
    return sys.platform == "linux" and not has_other_threads()
