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
from faulty_os import FaultyOs

from wikilint.disk import (
    in_place,
    interrupts,
    journal,
    leftovers,
    records,
    restore,
    session,
    state,
    store,
    writer,
)
from wikilint.disk.interrupts import Interrupted
from wikilint.disk.journal import JournalError
from wikilint.disk.splices import Splice
from wikilint.disk.store import Change

faulty_os.MODULES = (*faulty_os.MODULES, journal, state)
del records, writer

OLD, NEW = b"old text\n" * 900, b"new text, and more of it\n" * 900
NAMES = ("a.md", "b.md", "linked.md")


def _reset(tree: Path) -> None:
    for each in tree.iterdir():
        each.unlink()
    for name in NAMES:
        (tree / name).write_bytes(OLD)
    os.link(tree / "linked.md", tree / "other-name.txt")


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
        with (
            faulty,
            session.writing([str(tree)], "test", keep=True, durability="batch", say=lambda _: None) as out,
        ):
            batch = [
                (Change(store.read(tree / name), NEW), [Splice(0, len(OLD), NEW, 0, 0, (), "safe")])
                for name in NAMES
            ]
            out.write(batch)
    except (JournalError, store.StoreError, OSError):
        return 2
    except Interrupted:
        return 3
    return 1 if faulty.struck else 0


def _undo() -> None:
    for name in journal.names():
        pages = list(restore.pages(journal.load(name).written))
        changes = [change for change in map(restore.back, pages) if change is not None]
        store.replace_all(changes, "none", lambda: None)
        for page in pages:
            leftovers.sweep(os.path.dirname(page.path))
        journal.remove(name)


def _wrong(tree: Path, allowed: tuple[bytes, ...]) -> list[str]:
    return [name for name in NAMES if (tree / name).read_bytes() not in allowed]


def _torn(tree: Path) -> list[str]:
    """Pages that are neither old nor new, and not half-way between, where that is allowed: in a linked file."""
    wrong = _wrong(tree, (OLD, NEW))
    data = (tree / "linked.md").read_bytes()
    return [name for name in wrong if name != "linked.md" or not in_place.is_torn(data, OLD, NEW)]


def main(folder: str, fault: str) -> None:
    tree = Path(folder, "tree")
    tree.mkdir(exist_ok=True)
    os.environ["XDG_STATE_HOME"] = os.path.join(folder, "state")
    seen = []
    for at in range(1, 400):
        _reset(tree)
        child = os.fork()
        if not child:
            code = 9
            try:
                code = _fix(tree, fault, at)
            finally:
                os._exit(code)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        torn = _torn(tree)
        _undo()
        left = sorted({each.name for each in tree.iterdir()} - {*NAMES, "other-name.txt"})
        if ended == 0:
            break
        seen.append([at, ended, torn, _wrong(tree, (OLD,)), left])
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
