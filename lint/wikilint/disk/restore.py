"""Undo: files get back what they were before a run, if they are still what the run made of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from wikilint.disk import in_place, store
from wikilint.disk.runs import Entry
from wikilint.disk.store import Change, Snapshot, StoreError
from wikilint.value import frozen

State = Literal["after", "before", "torn", "changed", "gone"]
"""What a file is: as the run left it, as it was before, half-way between, something else, or no more there."""


@frozen
class Page:
    """A file of a run as it is now.

    entries: what the run did to it, in order.  snapshot: None when it cannot be read; then `error` says why.
    """

    path: str
    entries: tuple[Entry, ...]
    state: State
    snapshot: Snapshot | None = None
    error: str | None = None

    @property
    def old(self) -> bytes:
        return self.entries[0].old

    @property
    def new(self) -> bytes:
        return self.entries[-1].new


def pages(entries: Iterable[Entry], only: frozenset[str] | None = None) -> Iterator[Page]:
    """The files of a run, in the order of their names.

    only: real paths of files to which it is limited.
    """
    own: dict[str, list[Entry]] = {}
    for entry in entries:
        if only is None or entry.path in only:
            own.setdefault(entry.path, []).append(entry)
    for path in sorted(own):
        yield look(path, tuple(own[path]))


def look(path: str, entries: tuple[Entry, ...]) -> Page:
    """A file as it is now."""
    try:
        snapshot = store.read(path)
    except StoreError as error:
        state: State = "changed" if os.path.lexists(path) else "gone"
        return Page(path, entries, state, None, str(error))
    return Page(path, entries, _state(snapshot.data, entries), snapshot)


def _state(data: bytes, entries: Sequence[Entry]) -> State:
    """What a file is, by its bytes. One that was fixed twice may have stopped between the two: that is `after` too."""
    digest = store.digest(data)
    if digest == entries[0].before:
        return "before"
    if any(digest == entry.after for entry in entries):
        return "after"
    if any(in_place.is_torn(data, entry.old, entry.new) for entry in entries):
        return "torn"
    return "changed"


def back(page: Page) -> Change | None:
    """What makes a file what it was; None when it is that, or when it is neither old nor new."""
    if page.snapshot is None or page.state not in ("after", "torn"):
        return None
    return Change(page.snapshot, page.old, page.entries[0].mtime_ns)


def forth(page: Page) -> Change | None:
    """What makes a file what the run was about to make of it; None when it is that, or neither old nor new."""
    if page.snapshot is None or page.state not in ("before", "torn"):
        return None
    return Change(page.snapshot, page.new)
