"""What the journals of runs say, those of this one and of every other that is kept."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Iterator
from itertools import count

from wikilint.disk import records, splices, state
from wikilint.disk.open import flags, lock
from wikilint.disk.splices import Splice
from wikilint.value import field, frozen, mutable

START, FILE, DONE, END, UNDONE = range(1, 6)

KEEP_RUNS = 20
KEEP_BYTES = 2**30
"""How much is kept: the runs before these go, the oldest first."""

_SUFFIX = ".journal"
_OLD = flags("O_RDWR", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")


@frozen
class Entry:
    """A file before and after a change.

    path: absolute, without a link at its end.
    before, after: digests of its bytes.  packed: the bytes before, compressed.
    splices: what makes the new bytes of the old ones.
    """

    path: str
    before: str
    after: str
    packed: bytes
    mode: int
    owner: tuple[int, int]
    mtime_ns: int
    splices: tuple[Splice, ...]

    @property
    def old(self) -> bytes:
        return zlib.decompress(self.packed)

    @property
    def new(self) -> bytes:
        return splices.apply(self.old, self.splices)


@mutable
class Run:
    """What the journal of a run says.

    name: its undo id.  size: of the journal, in bytes, and `readable`, how many of them can be read.
    running: whether it is still going on.  began: seconds since 1970.  folder: where the command was given.
    done: how many files had their turn.  failed: those that could not be written, by their number.
    ended: whether the run came to its end.  undone: whether all of it was taken back.
    """

    name: str
    size: int
    running: bool
    readable: int = 0
    command: str = ""
    folder: str = ""
    began: float = 0.0
    entries: list[Entry] = field(default_factory=list)
    done: int = 0
    failed: set[int] = field(default_factory=set)
    ended: bool = False
    undone: bool = False

    @property
    def interrupted(self) -> bool:
        return not (self.ended or self.running or self.undone)

    @property
    def written(self) -> list[Entry]:
        """The files that were changed, or may have been."""
        return [entry for number, entry in enumerate(self.entries) if number not in self.failed]

    def take(self, kind: int, payload: bytes) -> None:
        """Take in a record."""
        if kind == FILE:
            self.entries.append(_entry(payload))
            return
        fact = json.loads(payload)
        if kind == START:
            self.command, self.folder, self.began = fact["command"], fact["folder"], fact["began"]
        elif kind == DONE:
            self.done = fact["files"]
            self.failed.update(fact["failed"])
        elif kind == END:
            self.ended = True
        elif kind == UNDONE:
            self.undone = True


def _entry(payload: bytes) -> Entry:
    head, _, old = payload.partition(b"\0")
    fields = json.loads(head)
    fields["splices"] = tuple(map(splices.unpack, fields["splices"]))
    fields["owner"] = tuple(fields["owner"])
    return Entry(packed=old, **fields)


def names() -> list[str]:
    """The undo ids of every run that is kept, the oldest first."""
    try:
        found = os.listdir(os.path.join(state.folder(), "runs"))
    except OSError:
        return []
    stems = [name.removesuffix(_SUFFIX) for name in found if name.endswith(_SUFFIX)]
    return sorted(stems, key=_age)


def _age(name: str) -> tuple[str, int]:
    """A name in the order of time: day and second, then a number where several runs began in one."""
    parts = name.split("-")
    return "-".join(parts[:2]), int(parts[2]) if len(parts) == 3 and parts[2].isdecimal() else 1


def later_names(stamp: str) -> Iterator[str]:
    """Names for a run that begins now; later than every other, whatever became of the clock."""
    last, number = max(map(_age, names()), default=("", 0))
    if stamp > last:
        yield stamp
        last, number = stamp, 1
    yield from map(f"{last}-{{}}".format, count(number + 1))


def path_of(name: str) -> str:
    return os.path.join(state.folder(), "runs", name + _SUFFIX)


def load(name: str) -> Run:
    """What the journal of a run says, as far as it can be read. Raises OSError."""
    path = path_of(name)
    with open(os.open(path, _OLD), "rb") as file:
        running = not lock(file.fileno())
        run = Run(name, os.fstat(file.fileno()).st_size, running)
        for kind, payload, end in records.read(file, run.size):
            run.take(kind, payload)
            run.readable = end
    return run


def mark(name: str, kind: int) -> None:
    """Add END or UNDONE to a journal, over a torn end if there is one. Raises OSError."""
    run = load(name)
    fd = os.open(path_of(name), _OLD)
    try:
        os.ftruncate(fd, run.readable)
        os.lseek(fd, 0, os.SEEK_END)
        os.write(fd, records.pack(kind, b"{}"))
        os.fsync(fd)
    finally:
        os.close(fd)


_ENDS = {records.pack(END, b"{}"), records.pack(UNDONE, b"{}")}


def is_open(name: str) -> bool:
    """Whether a run has not come to its end; asked of the last bytes of its journal alone."""
    size = len(records.pack(END, b"{}"))
    try:
        with open(os.open(path_of(name), _OLD), "rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - size))
            return file.read(size) not in _ENDS
    except OSError:
        return False


def is_running(name: str) -> bool:
    """Whether a process still writes the journal."""
    try:
        with open(os.open(path_of(name), _OLD), "rb") as file:
            return not lock(file.fileno())
    except OSError:
        return True


def prune(say: Callable[[str], None]) -> None:
    """Remove the oldest journals while there are more than are kept, and say so; one in use stays."""
    kept = names()
    sizes = {name: size(name) for name in kept}
    total, number = sum(sizes.values()), len(kept)
    removed = []
    for name in kept[:-1]:
        if number <= KEEP_RUNS and total <= KEEP_BYTES:
            break
        if not is_running(name) and remove(name):
            removed.append(name)
            number -= 1
            total -= sizes[name]
    if removed:
        ids = ", ".join(removed)
        say(
            f"the oldest runs can no longer be undone: {ids} (kept: {KEEP_RUNS} runs, {KEEP_BYTES >> 30} GiB)"
        )


def size(name: str) -> int:
    """How many bytes a journal has."""
    try:
        return os.stat(path_of(name)).st_size
    except OSError:
        return 0


def remove(name: str) -> bool:
    """Remove a journal; whether it is gone."""
    try:
        os.unlink(path_of(name))
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
