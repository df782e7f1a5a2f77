"""The journal: everything that was written down is there again, whatever became of its end."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.disk import records, runs, splices, store
from wikilint.disk.journal import Journal, JournalError
from wikilint.disk.splices import Splice
from wikilint.disk.store import Change

OLD, NEW = b"\xef\xbb\xbfold \xff text", b"\xef\xbb\xbfnew \xff text"
MADE = (Splice(3, 6, b"new", 0, 3, ("some-rule",), "safe"),)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def _change(tmp_path: Path, name: str = "page.md") -> Change:
    page = tmp_path / name
    page.write_bytes(OLD)
    return Change(store.read(page), NEW)


def _logged(tmp_path: Path, *names: str) -> Journal:
    log = Journal("wikilint fix")
    log.record([(_change(tmp_path, name), MADE) for name in names or ("page.md",)])
    return log


kinds = st.integers(0, 255)
written = st.lists(st.tuples(kinds, st.binary(max_size=300)), max_size=8)


@given(written)
def test_records_come_back(pairs: list[tuple[int, bytes]]) -> None:
    data = records.MAGIC + b"".join(records.pack(*each) for each in pairs)
    found = list(records.read(io.BytesIO(data), len(data)))
    assert [(kind, payload) for kind, payload, _ in found] == pairs
    assert not pairs or found[-1][2] == len(data)


@given(written, st.data())
def test_a_torn_end_costs_the_end_alone(pairs: list[tuple[int, bytes]], data: st.DataObject) -> None:
    whole = [records.MAGIC, *(records.pack(*each) for each in pairs)]
    content = b"".join(whole)
    cut = data.draw(st.integers(0, len(content)))
    sizes = [sum(map(len, whole[: number + 1])) for number in range(len(whole))]
    torn = content[:cut] + data.draw(st.sampled_from([b"", b"\0" * 50, b"\xff" * 50]))
    found = [(kind, payload) for kind, payload, _ in records.read(io.BytesIO(torn), len(torn))]
    assert found[: len(pairs)] == pairs[: sum(size <= cut for size in sizes[1:])]


@given(written, st.data())
def test_no_damaged_record_is_believed(pairs: list[tuple[int, bytes]], data: st.DataObject) -> None:
    content = bytearray(records.MAGIC + b"".join(records.pack(*each) for each in pairs))
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    found = [(kind, payload) for kind, payload, _ in records.read(io.BytesIO(content), len(content))]
    assert found == pairs[: len(found)]
    assert len(found) < len(pairs) or not pairs


def test_a_run_says_what_files_were(tmp_path: Path) -> None:
    log = _logged(tmp_path, "a.md", "b\udcff.md")
    log.done([1])
    log.close()
    assert log.name is not None
    run = runs.load(log.name)
    assert [os.path.basename(each.path) for each in run.entries] == ["a.md", "b\udcff.md"]
    assert [os.path.basename(each.path) for each in run.written] == ["a.md"]
    entry = run.entries[0]
    assert (entry.old, entry.new, entry.splices) == (OLD, NEW, MADE)
    assert (entry.before, entry.after) == (store.digest(OLD), store.digest(NEW))
    assert (run.ended, run.running, run.interrupted) == (True, False, False)
    assert not runs.is_open(log.name)


def test_a_run_that_goes_on_is_neither_interrupted_nor_removed(tmp_path: Path) -> None:
    log = _logged(tmp_path)
    assert log.name is not None
    assert runs.is_running(log.name)
    run = runs.load(log.name)
    assert (run.running, run.interrupted, run.ended) == (True, False, False)
    log.close(complete=False)
    assert runs.load(log.name).interrupted
    assert runs.is_open(log.name)
    runs.mark(log.name, runs.UNDONE)
    assert runs.load(log.name).undone
    assert not runs.is_open(log.name)


def test_a_mark_takes_the_place_of_a_torn_end(tmp_path: Path) -> None:
    log = _logged(tmp_path)
    log.close(complete=False)
    assert log.name is not None
    with open(runs.path_of(log.name), "ab") as file:
        file.write(records.pack(runs.FILE, b"x" * 100)[:50])
    runs.mark(log.name, runs.END)
    run = runs.load(log.name)
    assert (run.ended, len(run.entries), run.readable) == (True, 1, run.size)


def test_a_run_that_changes_nothing_leaves_no_journal(state: Path) -> None:
    Journal("wikilint fix").close()
    assert not state.exists()


def test_nobody_else_may_read_it(tmp_path: Path, state: Path) -> None:
    _logged(tmp_path).close()
    folder = state / "wikilint" / "runs"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [each.stat().st_mode & 0o777 for each in folder.iterdir()] == [0o600]


def test_a_journal_that_cannot_be_written_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(JournalError, match="--no-journal"):
        _logged(tmp_path)


def test_a_full_disk_costs_the_batch_and_nothing_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = _logged(tmp_path)
    real = os.write

    def full(fd: int, data: bytes) -> int:
        real(fd, data[:10])
        raise OSError(28, "No space left on device")

    more = [(_change(tmp_path, "b.md"), MADE)]
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
    change = [(_change(tmp_path), MADE)]

    def full(_fd: int, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(JournalError, match="no space"):
            log.record(change)
    assert (log.name, runs.names()) == (None, [])
    log.record(change)
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
    log.record([(_change(tmp_path, "a.md"), MADE)])
    before = len(synced)
    assert before == (2 if sync else 0), "the folder and the journal"
    log.secure()
    log.secure()
    assert len(synced) == before + (not sync), "once is enough"
    log.record([(_change(tmp_path, "b.md"), MADE)])
    log.done([])
    log.close()
    assert len(synced) == before + (2 if sync else 1)
    assert log.name is not None
    assert len(runs.load(log.name).entries) == 2


def test_a_clock_that_goes_back_does_not_change_the_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamps = iter(["20300101-000000", "20300101-000000", "20200101-000000", "20310101-000000"])
    monkeypatch.setattr(time, "strftime", lambda *_: next(stamps))
    logs = [_logged(tmp_path) for _ in range(4)]
    ids = [log.name for log in logs]
    assert ids == ["20300101-000000", "20300101-000000-2", "20300101-000000-3", "20310101-000000"]
    assert runs.names() == ids
    for log in logs:
        log.close()


def test_a_name_that_somebody_else_has_just_taken_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _logged(tmp_path)
    stamp = first.name
    assert stamp is not None
    monkeypatch.setattr(time, "strftime", lambda *_: stamp)
    with monkeypatch.context() as patched:
        patched.setattr(runs, "names", list)
        second = _logged(tmp_path)
    assert second.name == f"{stamp}-2"
    first.close()
    second.close()
    assert len(runs.load(stamp).entries) == len(runs.load(second.name).entries) == 1


def test_a_record_of_a_later_version_is_passed_over(tmp_path: Path) -> None:
    log = _logged(tmp_path)
    log.close(complete=False)
    assert log.name is not None
    with open(runs.path_of(log.name), "ab") as file:
        file.write(records.pack(99, b"{}") + records.pack(runs.END, b"{}"))
    run = runs.load(log.name)
    assert (len(run.entries), run.ended, run.readable) == (1, True, run.size)


def test_what_is_said_of_a_journal_that_is_gone() -> None:
    """Nothing that anything would be done about: it is not open, it may be in use, and it is removed."""
    assert runs.names() == []
    assert not runs.is_open("20200101-000000")
    assert runs.is_running("20200101-000000")
    assert runs.size("20200101-000000") == 0
    assert runs.remove("20200101-000000")


def test_a_journal_that_cannot_be_removed_is_said_to_be_there(tmp_path: Path, state: Path) -> None:
    folder = state / "wikilint" / "runs" / "20200101-000000.journal"
    folder.mkdir(parents=True)
    assert not runs.remove("20200101-000000")
    assert folder.exists()


def test_the_oldest_runs_go_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "KEEP_RUNS", 3)
    said: list[str] = []
    ids = []
    for _ in range(5):
        log = Journal("wikilint fix", say=said.append)
        log.record([(_change(tmp_path), MADE)])
        log.close()
        ids.append(log.name)
    assert runs.names() == ids[-3:]
    assert len(said) == 2
    assert str(ids[0]) in said[0]


def test_journals_that_are_too_large_together_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "KEEP_BYTES", 100)
    logs = [_logged(tmp_path) for _ in range(3)]
    for log in logs:
        log.close()
    assert runs.names() == [logs[-1].name]


@given(st.binary(max_size=50), st.lists(st.binary(max_size=5), max_size=4), st.data())
def test_splices_survive_json(old: bytes, new: list[bytes], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(old)), min_size=2 * len(new), max_size=2 * len(new))))
    made = [Splice(cuts[2 * at], cuts[2 * at + 1], each, 0, 0, ("r",), "safe") for at, each in enumerate(new)]
    assert [splices.unpack(splices.pack(each)) for each in made] == made
    assert len(splices.apply(old, made)) == len(old) + sum(
        len(each.new) - (each.end - each.start) for each in made
    )


def test_splices_that_overlap_are_an_error() -> None:
    twice = [Splice(0, 2, b"", 0, 2, (), "safe"), Splice(1, 3, b"", 1, 3, (), "safe")]
    with pytest.raises(ValueError, match="overlap"):
        splices.apply(b"abc", twice)
