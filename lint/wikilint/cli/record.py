"""How a run that writes is told: what it waits for, what it has done, how it is undone."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from wikilint.cli.aim import Aim
from wikilint.disk import manifest, paths, session
from wikilint.disk.interrupts import Interrupted
from wikilint.disk.journal import JournalError
from wikilint.disk.snapshot import Snapshot
from wikilint.disk.splices import Splice
from wikilint.disk.store import Change, Durability, StoreError, digest
from wikilint.disk.writer import Writer
from wikilint.document import Document
from wikilint.engine.job import Proposal, Sink
from wikilint.errors import UsageError
from wikilint.report.style import visible
from wikilint.settings.config import Settings
from wikilint.value import replace
from wikilint.version import __version__
from wikilint.words import count


def say(message: str) -> None:
    """A line on stderr."""
    sys.stderr.write(f"wikilint: {visible(message)}\n")


def wait() -> None:
    """Say that somebody else is at work."""
    say("waiting for another wikilint run that is fixing these files")


@contextmanager
def recorded(given: Sequence[str], keep: bool, durability: Durability) -> Iterator[Writer]:
    """A writer for what is in `given`, see `session.writing`. Raises UsageError if the journal cannot be written."""
    with session.writing(given, _command(), keep=keep, durability=durability, say=say) as writer:
        try:
            yield writer
        except JournalError as error:
            raise UsageError(f"{error}\n{_so_far(writer)}".strip()) from None
        except Interrupted:
            sys.stderr.write(_so_far(writer))
            raise


Batch = Sequence[Proposal]
Write = Callable[[Batch], Sequence[StoreError | None]]


@contextmanager
def listed(path: str | None, settings: Settings, write: Write, *, hashes: bool) -> Iterator[Write]:
    """`write`, and a manifest at `path` of what it has written, if one is wanted.

    Raises UsageError for a manifest that exists already: it may be all that is left of another run.
    """
    if path is None:
        yield write
        return
    try:
        file = open(path, "x", encoding="ascii", newline="\n")  # noqa: SIM115 - it is closed below
    except FileExistsError:
        raise UsageError(f"{visible(path)} already exists; name another file or delete this one") from None
    with file:
        file.write(manifest.head(__version__, _fingerprint(settings), _command()))

        def written(batch: Batch) -> Sequence[StoreError | None]:
            stopped = write(batch)
            for (change, made), error in zip(batch, stopped, strict=True):
                if error is None:
                    name = paths.from_here(os.path.abspath(change.snapshot.path))
                    file.write(manifest.line(name, change, made, hashes=hashes))
            file.flush()
            return stopped

        yield written


def sink(opened: ExitStack, aim: Aim, given: Mapping[str, Any]) -> tuple[Sink, Writer | None]:
    """Where the fixes of `fix` go, and the writer, if any is to be written; `opened` ends both."""
    if given["diff"]:
        return manifest_of(opened, aim, given), None
    # `check --fix` has not all of the options.
    durability: Durability = given["durability"].value if "durability" in given else "batch"
    writer = opened.enter_context(
        recorded(aim.paths or (os.curdir,), not given.get("no_journal"), durability)
    )
    return Sink(_listed(opened, aim, given, writer.write), writer.batch), writer


def manifest_of(opened: ExitStack, aim: Aim, given: Mapping[str, Any]) -> Sink:
    """Where fixes go that are told in the manifest, if one is wanted, and not made. Raises UsageError."""
    return Sink(_listed(opened, aim, given, not_written))


def _listed(opened: ExitStack, aim: Aim, given: Mapping[str, Any], write: Write) -> Write:
    path = given["manifest"]
    if path is not None and aim.text is not None:
        raise UsageError("--manifest is for files; leave out -")
    return opened.enter_context(listed(path, aim.layout.default, write, hashes=given["manifest_hashes"]))


def replace_whole(
    writer: Writer, snapshot: Snapshot, document: Document, data: bytes, rules: Sequence[str]
) -> None:
    """Write a file whose edits are known as one: what a user decided one by one. Raises StoreError."""
    if data != snapshot.data:
        splice = Splice(0, len(snapshot.data), data, 0, len(document.text), tuple(rules), "safe")
        (error,) = writer.write([(Change(snapshot, data), (splice,))])
        if error is not None:
            raise error


def not_written(batch: Batch) -> Sequence[StoreError | None]:
    """What takes the place of a writer where nothing is to be written."""
    return [None] * len(batch)


def _fingerprint(settings: Settings) -> str:
    """What is the same for equal settings: where the run was started and how many processes it had do not count."""
    told = replace(settings, root="", source=None, jobs=0)
    fields = {name: getattr(told, name) for name in told.__match_args__}
    return digest(json.dumps(fields, sort_keys=True, default=str).encode())


def _command() -> str:
    return " ".join(["wikilint", *sys.argv[1:]])


def _so_far(writer: Writer) -> str:
    """What a run that did not come to its end has done."""
    return f"{count(writer.written, 'file')} fixed before that.\n{how_to_undo(writer)}"


def how_to_undo(writer: Writer) -> str:
    """The last line of a run that has changed something."""
    name = writer.journal.name if writer.journal is not None else None
    return f"To undo: wikilint undo {name}\n" if name is not None and writer.written else ""
