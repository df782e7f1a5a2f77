"""What surrounds a run that writes: the lock of its tree, and its journal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from wikilint.disk import interrupts, runs, state
from wikilint.disk.journal import Journal
from wikilint.disk.paths import printable
from wikilint.disk.store import Durability
from wikilint.disk.writer import Writer
from wikilint.words import count

Say = Callable[[str], None]


def _tree(paths: Sequence[str]) -> str:
    """The folder, or the one file, that everything given is in."""
    try:
        return os.path.commonpath([os.path.realpath(path) for path in paths])
    except ValueError:  # two drives of Windows, or nothing at all
        return os.path.realpath(os.curdir)


@contextmanager
def writing(
    paths: Sequence[str], command: str, *, keep: bool, durability: Durability, say: Say
) -> Iterator[Writer]:
    """A writer for what is in `paths`; no other wikilint writes there meanwhile.

    keep: whether there is a journal.  say: called with what somebody should know.
    """
    with state.locked(
        _tree(paths), lambda: say("waiting for another wikilint run that is fixing these files")
    ):
        if keep:
            _tell_interrupted(say)
        log = Journal(command, durability != "none", say) if keep else None
        try:
            yield Writer(log, durability)
        finally:
            if log is not None:
                with interrupts.held():
                    log.close()


def _tell_interrupted(say: Say) -> None:
    """Say which runs were cut off, and what can be done about it."""
    for name in filter(runs.is_open, runs.names()):
        try:
            run = runs.load(name)
        except (OSError, ValueError):
            continue
        if run.interrupted:
            say(
                f"the run {name} in {printable(run.folder)} was interrupted after {count(run.done, 'file')}: "
                f"`wikilint undo {name}` undoes it, `wikilint undo --finish {name}` completes it"
            )
