"""Many files at once: the disk is waited for together, one that fails costs itself alone, and some are written where
they are."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from faulty_os import FaultyOs
from places import NEW, OLD, names, posix_only

from wikilint.disk import in_place, store, twins
from wikilint.disk.store import Change
from wikilint.errors import explain

pytestmark = posix_only

TIME = 1_000_000_000_000_000_000


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    made = [tmp_path / name for name in ("a.md", "b.md", "c.md")]
    for page in made:
        page.write_bytes(OLD)
    return made


def _changes(pages: list[Path], mtime_ns: int | None = None) -> list[Change]:
    return [Change(store.read(page), NEW, mtime_ns) for page in pages]


class Secured:
    """Notes what the pages were when the journal had to be on the disk."""

    def __init__(self, pages: list[Path]) -> None:
        self.pages = pages
        self.seen: list[list[bytes]] = []

    def __call__(self) -> None:
        self.seen.append([page.read_bytes() for page in self.pages])


def _no_room(number: int) -> Callable[..., Any]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


def test_the_disk_is_waited_for_once_for_each_file_and_once_for_the_folder(pages: list[Path]) -> None:
    changes = _changes(pages)
    with FaultyOs(lambda: None, 0) as faulty:
        assert store.replace_all(changes) == [None] * 3
    order = [name for name in faulty.calls if name in ("fsync", "replace")]
    assert order == ["fsync"] * 3 + ["replace"] * 3 + ["fsync"]
    assert [page.read_bytes() for page in pages] == [NEW] * 3


def test_what_stops_one_file_does_not_stop_the_others(pages: list[Path], tmp_path: Path) -> None:
    changes = _changes(pages)
    pages[1].write_bytes(b"theirs")
    stopped = store.replace_all(changes)
    assert [type(error) for error in stopped] == [type(None), store.ChangedError, type(None)]
    assert [page.read_bytes() for page in pages] == [NEW, b"theirs", NEW]
    assert names(tmp_path) == ["a.md", "b.md", "c.md"]


def test_no_descriptor_is_closed_twice(pages: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be somebody else's by then."""
    changes = _changes(pages)
    pages[1].write_bytes(b"theirs")
    real, failed = os.close, []

    def close(fd: int) -> None:
        try:
            real(fd)
        except OSError:
            failed.append(fd)
            raise

    monkeypatch.setattr(os, "close", close)
    store.replace_all(changes)
    monkeypatch.setattr(os, "replace", _no_room(errno.EIO))
    store.replace_all(_changes(pages))
    assert failed == []


def test_an_interrupt_at_any_call_leaves_nothing_beside_any_of_them(
    pages: list[Path], tmp_path: Path
) -> None:
    def strike() -> None:
        raise KeyboardInterrupt

    for at in range(1, 200):
        for page in pages:
            page.write_bytes(OLD)
        changes = _changes(pages)
        with FaultyOs(strike, at) as faulty, suppress(KeyboardInterrupt):
            store.replace_all(changes)
        assert {page.read_bytes() for page in pages} <= {OLD, NEW}
        assert names(tmp_path) == ["a.md", "b.md", "c.md"], at
        if faulty.struck is None:
            return
    pytest.fail("the write never succeeded")


def test_a_file_with_two_names_is_written_where_it_is_after_the_journal(
    pages: list[Path], tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    os.link(pages[1], other)
    inode = pages[1].stat().st_ino
    secured = Secured(pages)
    assert store.replace_all(_changes(pages, TIME), "batch", secured) == [None] * 3
    assert secured.seen == [[OLD] * 3]
    assert [page.read_bytes() for page in (*pages, other)] == [NEW] * 4
    assert pages[1].stat().st_ino == inode
    assert {page.stat().st_mtime_ns for page in pages} == {TIME}


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_in_a_folder_that_takes_no_new_files_they_are_written_where_they_are(
    pages: list[Path], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(twins, "_create", _no_room(number))
    inodes = [page.stat().st_ino for page in pages]
    assert all(isinstance(error, store.WriteError) for error in store.replace_all(_changes(pages)))
    assert [page.read_bytes() for page in pages] == [OLD] * 3
    assert store.replace_all(_changes(pages), "none", Secured(pages)) == [None] * 3
    assert [page.read_bytes() for page in pages] == [NEW] * 3
    assert [page.stat().st_ino for page in pages] == inodes


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EXDEV])
def test_what_no_new_file_can_take_the_place_of_is_written_where_it_is(
    pages: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(os, "replace", _no_room(number))
    assert all(isinstance(error, store.WriteError) for error in store.replace_all(_changes(pages)))
    assert [page.read_bytes() for page in pages] == [OLD] * 3
    secured = Secured(pages[:1])
    assert store.replace_all(_changes(pages), "none", secured) == [None] * 3
    assert secured.seen[0] == [OLD]
    assert [page.read_bytes() for page in pages] == [NEW] * 3
    assert names(tmp_path) == ["a.md", "b.md", "c.md"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_other_errors_lead_to_no_overwriting(
    pages: list[Path], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    secured = Secured(pages)
    for name in ("replace", "open"):
        changes = _changes(pages)
        with monkeypatch.context() as patch:
            if name == "replace":
                patch.setattr(os, "replace", _no_room(number))
            else:
                patch.setattr(twins, "_create", _no_room(number))
            stopped = store.replace_all(changes, "none", secured)
        assert all(isinstance(error, store.WriteError) for error in stopped)
    assert secured.seen == []
    assert [page.read_bytes() for page in pages] == [OLD] * 3


def test_a_rename_that_may_have_happened_is_told_as_a_failed_write(
    pages: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not as a change by somebody else: undo has to look at the file."""
    real = os.replace

    def late(*given: Any, **named: Any) -> None:
        real(*given, **named)
        raise OSError(errno.EBUSY, "it has happened")

    monkeypatch.setattr(os, "replace", late)
    stopped = store.replace_all(_changes(pages[:1]), "none", lambda: None)
    assert [type(error) for error in stopped] == [store.WriteError]
    assert pages[0].read_bytes() == NEW


def test_a_write_that_cannot_be_taken_back_names_the_way_out(
    pages: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.link(pages[0], tmp_path / "other.txt")

    def tear(*_: object) -> None:
        raise in_place.TornError("no space left")

    monkeypatch.setattr(in_place, "overwrite", tear)
    (error,) = store.replace_all(_changes(pages[:1]), "none", lambda: None)
    assert isinstance(error, store.WriteError)
    assert error.reason == (
        "was written only in part (no space left); its old text is in the journal: make room and run `wikilint undo`"
    )
    assert isinstance(error.__cause__, in_place.TornError)


def test_a_journal_that_cannot_be_secured_leaves_the_file(pages: list[Path], tmp_path: Path) -> None:
    os.link(pages[0], tmp_path / "other.txt")
    (error,) = store.replace_all(_changes(pages[:1]), "none", _no_room(errno.EIO))
    assert isinstance(error, store.WriteError)
    assert pages[0].read_bytes() == OLD


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EIO])
def test_a_folder_that_cannot_be_waited_for(pages: list[Path], number: int) -> None:
    changes = _changes(pages)
    with FaultyOs(lambda: None, 0) as rehearsal:
        store.replace_all(changes)
    last = max(at for at, name in enumerate(rehearsal.calls, 1) if name == "fsync")
    for page in pages:
        page.write_bytes(OLD)
    changes = _changes(pages)
    with FaultyOs(_no_room(number), last):
        stopped = store.replace_all(changes)
    said = "was written, but could not be flushed to disk: " + explain(OSError(number, os.strerror(number)))
    told = [error is not None and error.reason == said for error in stopped]
    assert told == [number == errno.EIO] * 3
    assert [page.read_bytes() for page in pages] == [NEW] * 3
