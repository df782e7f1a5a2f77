"""The journal of a run: what every file was before, written down before it is changed.

One file for each run, in the state folder. Records (see `records`): START, then FILE for each file that is about to
be changed and DONE for each batch that was, then END; UNDONE once it was taken back. The payload is JSON, in FILE
followed by a NUL and the old bytes, compressed. Names that are not UTF-8 are lone surrogates, as Python has them.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from wikilint.disk import records, runs, splices, state
from wikilint.disk.open import flags, lock
from wikilint.disk.splices import Splice
from wikilint.disk.store import Change, digest
from wikilint.value import mutable

_NEW = flags("O_RDWR", "O_CREAT", "O_EXCL", "O_APPEND", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")


class JournalError(Exception):
    """The journal cannot be written; then nothing else may be. `str()` is the reason and its remedy."""


def _pack(change: Change, made: Sequence[Splice]) -> bytes:
    status = change.snapshot.stat
    head = {
        "path": os.path.abspath(change.snapshot.real),
        "before": digest(change.snapshot.data),
        "after": digest(change.data),
        "mode": status.st_mode & 0o7777,
        "owner": (status.st_uid, status.st_gid),
        "mtime_ns": status.st_mtime_ns,
        "splices": [splices.pack(each) for each in made],
    }
    return json.dumps(head).encode("ascii") + b"\0" + zlib.compress(change.snapshot.data, 1)


def _json(value: object) -> bytes:
    return json.dumps(value).encode("ascii")


@mutable
class Journal:
    """The journal of the run that is going on. It comes into being with the first file."""

    command: str
    sync: bool = True
    say: Callable[[str], None] = lambda _: None
    name: str | None = None
    files: int = 0
    _fd: int | None = None
    _size: int = 0
    _synced: bool = True

    def record(self, changes: Sequence[tuple[Change, Sequence[Splice]]]) -> None:
        """Write down what files are, before they are changed. Raises JournalError: then none of them may be."""
        try:
            if self._fd is None:
                self._begin()
            self._append(*(records.pack(runs.FILE, _pack(*each)) for each in changes))
            if self.sync:
                self.secure()
        except OSError as error:
            raise JournalError(_reason(error)) from error
        self.files += len(changes)

    def secure(self) -> None:
        """Wait until all that was written is on the disk. Raises OSError."""
        if not self._synced and self._fd is not None:
            os.fsync(self._fd)
            self._synced = True

    def done(self, failed: Sequence[int]) -> None:
        """Note that the files recorded so far were changed, except those of these numbers."""
        with suppress(OSError):
            self._append(records.pack(runs.DONE, _json({"files": self.files, "failed": list(failed)})))

    def close(self, *, complete: bool = True) -> None:
        """End the journal; one that is not complete stays open to be taken up."""
        if self._fd is None:
            return
        with suppress(OSError):
            if complete:
                self._append(records.pack(runs.END, b"{}"))
                if self.sync:
                    os.fsync(self._fd)
        os.close(self._fd)
        self._fd = None
        runs.prune(self.say)

    def _begin(self) -> None:
        folder = state.make("runs")
        began = time.time()
        stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(began))
        self.name, self._fd = _created(runs.later_names(stamp))
        lock(self._fd)
        self._size = 0
        start = {"command": self.command, "folder": os.getcwd(), "began": began}
        try:
            self._append(records.MAGIC, records.pack(runs.START, _json(start)))
        except BaseException:  # an interrupt, too, leaves no journal that cannot be read
            self._give_up()
            raise
        if self.sync:
            _sync_folder(folder)
        runs.prune(self.say)

    def _give_up(self) -> None:
        """Remove a journal without its first record: nothing that came after it could be read."""
        assert self._fd is not None and self.name is not None  # noqa: S101, PT018 - it has just been opened
        with suppress(OSError):
            os.close(self._fd)
        runs.remove(self.name)
        self._fd = self.name = None

    def _append(self, *parts: bytes) -> None:
        """Add records; where that fails, the file is as it was. Raises OSError."""
        assert self._fd is not None  # noqa: S101 - only an open journal is added to
        rest = memoryview(b"".join(parts))
        size = len(rest)
        self._synced = False
        try:
            while rest:
                rest = rest[os.write(self._fd, rest) :]
        except BaseException:  # an interrupt, too, leaves no half record
            with suppress(OSError):
                os.ftruncate(self._fd, self._size)
            raise
        self._size += size


def _created(free: Iterator[str]) -> tuple[str, int]:
    """A new file by the first name that nobody else has taken meanwhile, open. Raises OSError."""
    while True:
        name = next(free)
        with suppress(FileExistsError):
            return name, os.open(runs.path_of(name), _NEW, 0o600)


def _reason(error: OSError) -> str:
    from wikilint.errors import explain

    where = state.folder()
    return (
        f"the undo journal in {where} cannot be written: {explain(error)}; "
        "set XDG_STATE_HOME to another folder, or run without undo (--no-journal)"
    )


def _sync_folder(path: str) -> None:
    with suppress(OSError):
        fd = os.open(path, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
