"""Fixes three pages, each in a child that meets a fault at the next call of writer and journal; then undoes it.

    python run_under_fire.py FOLDER FAULT

FAULT is `error:NAME`, `late:NAME` (the call has its effect, and fails all the same), or `signal:NAME`. Prints a JSON
list: for each call how the child ended, what is wrong with the pages (nothing, it is to be hoped), before and after
the undo, and the files that were left beside them. A process of its own, because a process with threads must not fork.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "disk"))

import faulty_os
import three_pages
from faulty_os import FaultyOs

from wikilint.disk import interrupts, journal, runs, state, store
from wikilint.disk.interrupts import Interrupted
from wikilint.disk.journal import JournalError

faulty_os.MODULES = (*faulty_os.MODULES, journal, runs, state)


def _strike(fault: str) -> Callable[[], None]:
    kind, _, name = fault.partition(":")
    if kind == "signal":
        return lambda: os.kill(os.getpid(), signal.Signals[name])
    number = getattr(errno, name)

    def fail() -> None:
        raise OSError(number, os.strerror(number))

    return fail


def _fix(tree: Path, fault: str, at: int) -> int:
    """What the child does; 0 if the fault was never met."""
    interrupts.install()
    faulty = FaultyOs(_strike(fault), at, after=fault.startswith("late"))
    try:
        with faulty:
            three_pages.fix(tree)
    except (JournalError, store.StoreError, OSError):
        return 2
    except Interrupted:
        return 3
    return 1 if faulty.struck else 0


def main(folder: str, fault: str) -> None:
    tree = Path(folder, "tree")
    tree.mkdir(exist_ok=True)
    os.environ["XDG_STATE_HOME"] = os.path.join(folder, "state")
    seen = []
    for at in range(1, 400):
        three_pages.reset(tree)
        child = os.fork()
        if not child:
            code = 9
            try:
                code = _fix(tree, fault, at)
            finally:
                os._exit(code)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        torn = three_pages.torn(tree)
        three_pages.undo()
        if ended == 0:
            break
        seen.append(
            [at, ended, torn, three_pages.wrong(tree, (three_pages.OLD,)), three_pages.left_over(tree)]
        )
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
