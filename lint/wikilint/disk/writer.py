"""What a run writes: in batches, each into the journal first."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from wikilint.disk import interrupts, leftovers, store
from wikilint.disk.journal import Journal
from wikilint.disk.splices import Splice
from wikilint.disk.store import Change, Durability, StoreError, WriteError
from wikilint.value import field, mutable

BATCH = 64
"""Files for which the disk is waited for together."""


def batch_size(durability: Durability) -> int:
    """How many files are written at a time: never so many that their descriptors run out."""
    if durability == "full":
        return 1
    if sys.platform == "win32":
        return BATCH
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return BATCH if soft == resource.RLIM_INFINITY else max(1, min(BATCH, soft // 4))


def _may_be_written(error: StoreError | None) -> bool:
    """Whether the new bytes may be in the file: a system that reports an error may have done all the same."""
    return error is None or isinstance(error, WriteError)


@mutable
class Writer:
    """Writes files, and keeps what they were.

    journal: None for a run that cannot be undone.
    written: how many files it has changed.
    """

    journal: Journal | None
    durability: Durability = "batch"
    written: int = 0
    _swept: set[str] = field(default_factory=set)

    @property
    def batch(self) -> int:
        """How many files it takes at a time."""
        return batch_size(self.durability)

    def write(self, changes: Sequence[tuple[Change, Sequence[Splice]]]) -> list[StoreError | None]:
        """Write a batch before a signal may end the run; what stopped each file, None where nothing did.

        Raises JournalError: then none of them was written.
        """
        with interrupts.held():
            first = 0
            if self.journal is not None:
                first = self.journal.files
                self.journal.record(changes)
            plain = [change for change, _ in changes]
            self._sweep(plain)
            secure = self.journal.secure if self.journal is not None else None
            stopped = store.replace_all(plain, self.durability, secure)
            if self.journal is not None:
                self.journal.done(
                    [first + at for at, error in enumerate(stopped) if not _may_be_written(error)]
                )
            self.written += stopped.count(None)
            return stopped

    def _sweep(self, changes: Sequence[Change]) -> None:
        """Remove what a killed run left in the folders of these files, once for each."""
        for change in changes:
            folder = change.snapshot.real.rpartition("/")[0]
            if folder not in self._swept:
                self._swept.add(folder)
                leftovers.sweep(folder)
