"""The journal: everything that was written down is there again."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from logs import MADE, NEW, OLD, change, logged

from wikilint.disk import runs, store
from wikilint.disk.journal import Journal, JournalError


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def test_a_run_says_what_files_were(tmp_path: Path) -> None:
    log = logged(tmp_path, "a.md", "b\udcff.md")
    log.done([1])
    log.close()
    assert log.name is not None
    run = runs.load(log.name)
    assert [os.path.basename(each.path) for each in run.entries] == ["a.md", "b\udcff.md"]
    assert [os.path.basename(each.path) for each in run.written] == ["a.md"]
    assert run.done == 2
    entry = run.entries[0]
    status = os.stat(entry.path)
    assert (entry.mode, entry.owner) == (stat.S_IMODE(status.st_mode), (status.st_uid, status.st_gid))
    assert entry.mtime_ns == status.st_mtime_ns
    assert (entry.old, entry.new, entry.splices) == (OLD, NEW, MADE)
    assert (entry.before, entry.after) == (store.digest(OLD), store.digest(NEW))
    assert (run.ended, run.running, run.interrupted) == (True, False, False)
    assert not runs.is_open(log.name)


def test_a_run_that_changes_nothing_leaves_no_journal(state: Path) -> None:
    Journal("wikilint fix").close()
    assert not state.exists()


def test_nobody_else_may_read_it(tmp_path: Path, state: Path) -> None:
    logged(tmp_path).close()
    folder = state / "wikilint" / "runs"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [each.stat().st_mode & 0o777 for each in folder.iterdir()] == [0o600]


def test_a_journal_that_cannot_be_written_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(JournalError, match="--no-journal"):
        logged(tmp_path)


def test_a_full_disk_costs_the_batch_and_nothing_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = logged(tmp_path)
    real = os.write

    def full(fd: int, data: bytes) -> int:
        real(fd, data[:10])
        raise OSError(28, "No space left on device")

    more = [(change(tmp_path, "b.md"), MADE)]
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(JournalError, match="no space"):
            log.record(more)
    log.close()
    assert log.name is not None
    run = runs.load(log.name)
    assert (len(run.entries), run.ended, run.readable) == (1, True, run.size)


def test_a_journal_that_could_not_be_begun_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Journal("wikilint fix")
    changes = [(change(tmp_path), MADE)]
    descriptors = len(os.listdir("/dev/fd"))

    def full(_fd: int, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(JournalError, match="no space"):
            log.record(changes)
    assert (log.name, runs.names()) == (None, [])
    assert len(os.listdir("/dev/fd")) == descriptors
    log.record(changes)
    log.close()
    assert log.name is not None
    run = runs.load(log.name)
    assert (run.command, len(run.entries), run.ended) == ("wikilint fix", 1, True)


@pytest.mark.parametrize("sync", [True, False])
def test_the_disk_is_waited_for_when_asked_and_before_a_file_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sync: bool
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    log = Journal("wikilint fix", sync)
    log.secure()
    assert synced == [], "there is nothing yet"
    log.record([(change(tmp_path, "a.md"), MADE)])
    before = len(synced)
    assert before == (2 if sync else 0), "the folder and the journal"
    log.secure()
    log.secure()
    assert len(synced) == before + (not sync), "once is enough"
    log.record([(change(tmp_path, "b.md"), MADE)])
    log.done([])
    log.close()
    assert len(synced) == before + (2 if sync else 1)
    assert log.name is not None
    run = runs.load(log.name)
    assert (len(run.entries), run.done) == (2, 2)


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    before = len(os.listdir("/dev/fd"))
    log = logged(tmp_path)
    log.close()
    assert log.name is not None
    runs.mark(log.name, runs.UNDONE)
    assert len(os.listdir("/dev/fd")) == before
