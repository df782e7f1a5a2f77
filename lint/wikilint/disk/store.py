"""Bytes from disk and back: a file is replaced whole or not at all.

`read` takes a snapshot, `replace` and `replace_all` put new bytes in its place. At any instant the path has the
old bytes or the new ones, and bytes that were not read are never overwritten: the target is locked, read again
and compared right before the rename. (The lock holds for every wikilint; for a program that does not ask for it,
some microseconds lie between the last look and the rename, and no portable call closes them.)

Mode, owner, extended attributes and ACLs go over to the new file, or nothing is written. Inode flags
(`chattr`) and the birth time cannot be kept by any rename. Where no new file can take the place of the old one,
it is overwritten where it is, but only when the caller has its old bytes in a journal (see `in_place`).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Literal

from wikilint.disk import interrupts
from wikilint.disk.in_place import OVERTAKEN
from wikilint.disk.leftovers import TEMP_PREFIX
from wikilint.disk.snapshot import (
    DEFAULT_LIMIT,
    IS_LINK,
    ChangedError,
    ReadError,
    RefusedError,
    Snapshot,
    StoreError,
    WriteError,
    digest,
    identity,
    read,
)
from wikilint.disk.twins import Batch, Change, Folder, Secure, Twin, discard, opened
from wikilint.errors import explain

__all__ = [
    "DEFAULT_LIMIT",
    "TEMP_PREFIX",
    "Change",
    "ChangedError",
    "Durability",
    "ReadError",
    "RefusedError",
    "Snapshot",
    "StoreError",
    "WriteError",
    "digest",
    "identity",
    "read",
    "replace",
    "replace_all",
]

Durability = Literal["batch", "full", "none"]
"""When the disk is waited for: once for many files, for each one, or never."""


# What every call that names the target says once it was removed, moved, or made a link.
_GONE = IS_LINK | {errno.ENOENT, errno.ENOTDIR}


def replace(snapshot: Snapshot, data: bytes, *, sync: bool = True) -> None:
    """Put `data` in the place of the bytes of `snapshot`; equal bytes are not written.

    sync: wait until file and folder are on the disk, so that a power cut leaves old or new bytes too.

    SIGINT, SIGTERM and SIGHUP are held back meanwhile and take effect on return. Whatever else stops the
    write, no unfinished file stays behind; only SIGKILL and a power cut can leave one (`TEMP_PREFIX`).

    Raises RefusedError or ChangedError (nothing was written), or WriteError.
    """
    error = replace_all([Change(snapshot, data)], "full" if sync else "none")[0]
    if error is not None:
        raise error


def replace_all(
    changes: Sequence[Change], durability: Durability = "batch", secure: Secure | None = None
) -> list[StoreError | None]:
    """Put new bytes in the place of those of many files; what stopped each, None where nothing did.

    The disk is waited for once for all of them: first every new file, then each takes its place, then the
    folders. The caller bounds the number: each takes a descriptor.

    secure: without it a file that can only be overwritten where it is, is refused.
    """
    stopped: list[StoreError | None] = [None] * len(changes)
    with interrupts.held(), ExitStack() as open_folders:
        folders: dict[str, Folder] = {}

        def folder(path: str) -> Folder:
            if path not in folders:
                folders[path] = open_folders.enter_context(opened(path))
            return folders[path]

        twins: dict[int, Twin] = {}
        try:
            _write(Batch(durability != "none", secure), changes, folder, twins, stopped)
        except BaseException:  # an interrupt, too, leaves no twin behind
            for twin in twins.values():
                discard(twin)
            raise
    return stopped


def _write(
    batch: Batch,
    changes: Sequence[Change],
    folder: Callable[[str], Folder],
    twins: dict[int, Twin],
    stopped: list[StoreError | None],
) -> None:
    for number, change in enumerate(changes):
        if change.data != change.snapshot.data:
            with _told(stopped, number, change.snapshot):
                twin = batch.prepare(change, folder)
                if twin is not None:
                    twins[number] = twin
    for step in (batch.finish, batch.put):
        for number, twin in twins.items():
            if stopped[number] is None:
                with _told(stopped, number, twin.change.snapshot):
                    step(twin)
    if batch.sync:
        _sync_folders(twins, stopped)


@contextmanager
def _told(stopped: list[StoreError | None], number: int, snapshot: Snapshot) -> Iterator[None]:
    """Note what stops a step for one file; the others go on."""
    try:
        yield
    except StoreError as error:
        stopped[number] = error
    except OSError as error:
        told: StoreError = WriteError(snapshot.path, f"could not be written: {explain(error)}")
        if error.errno in _GONE:
            told = ChangedError(snapshot.path, OVERTAKEN)
        told.__cause__ = error
        stopped[number] = told


def _sync_folders(twins: dict[int, Twin], stopped: list[StoreError | None]) -> None:
    """Wait until the disk knows the new names, once for each folder."""
    failures: dict[str, OSError] = {}
    for folder in {twin.folder.path: twin.folder for twin in twins.values()}.values():
        if folder.fd is not None:
            try:
                os.fsync(folder.fd)
            except OSError as error:
                # Some file systems cannot sync a folder, and say so.
                if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF}:
                    failures[folder.path] = error
    for number, twin in twins.items():
        failure = failures.get(twin.folder.path)
        if failure is not None and stopped[number] is None:
            reason = "was written, but could not be flushed to disk: " + explain(failure)
            stopped[number] = WriteError(twin.change.snapshot.path, reason)
