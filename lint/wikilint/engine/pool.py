"""Work spread over processes: batches go out, results come back in the order of the work."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from wikilint.errors import UsageError

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
R = TypeVar("R")

BATCH = 64
"""Items that a process takes at a time: one alone costs more to hand over than a clean page costs to check."""

_WINDOW = 4
"""Batches per process that wait or run at a time, so that a million paths are not a million futures."""

_work: Callable[[Any], Any]
"""What a worker process does with an item; made once by `_start`."""


def _start(make: Callable[..., Callable[[Any], Any]], arguments: tuple[Any, ...]) -> None:
    global _work
    _work = make(*arguments)


def _batch(items: Sequence[Any]) -> list[Any]:
    return [_work(item) for item in items]


def spread(
    make: Callable[..., Callable[[T], R]], arguments: tuple[Any, ...], items: Sequence[T], processes: int
) -> Iterator[R]:
    """`make(*arguments)(item)` for each item, in order, from several processes.

    make: called once in each process. It, its arguments, the items and the results have to pickle.

    Raises UsageError when a process was killed.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    batches = (items[at : at + BATCH] for at in range(0, len(items), BATCH))
    with ProcessPoolExecutor(processes, context, _start, (make, arguments)) as pool:
        waiting: deque[Future[list[R]]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(_batch, batch))
                if len(waiting) >= processes * _WINDOW:
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
