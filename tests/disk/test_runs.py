"""The runs that are kept: their names, what is said of them, and which of them go."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from logs import MADE, change, logged

from wikilint.disk import records, runs
from wikilint.disk.journal import Journal


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def test_a_run_that_goes_on_is_neither_interrupted_nor_removed(tmp_path: Path) -> None:
    log = logged(tmp_path)
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
    log = logged(tmp_path)
    log.close(complete=False)
    assert log.name is not None
    with open(runs.path_of(log.name), "ab") as file:
        file.write(records.pack(runs.FILE, b"x" * 100)[:50])
    runs.mark(log.name, runs.END)
    run = runs.load(log.name)
    assert (run.ended, len(run.entries), run.readable) == (True, 1, run.size)


def test_a_mark_is_on_the_disk_when_it_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = logged(tmp_path)
    log.close(complete=False)
    assert log.name is not None
    synced: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda _: synced.append(not runs.is_open(str(log.name))))
    runs.mark(log.name, runs.END)
    assert synced == [True]


def test_a_run_is_named_after_the_time_at_which_it_began(tmp_path: Path) -> None:
    log = logged(tmp_path)
    log.close()
    assert re.fullmatch(r"20\d\d[01]\d[0-3]\d-[0-2]\d[0-5]\d[0-5]\d", str(log.name))


def test_a_clock_that_goes_back_does_not_change_the_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamps = iter(["20300101-000000", "20300101-000000", "20200101-000000", "20310101-000000"])
    monkeypatch.setattr(time, "strftime", lambda *_: next(stamps))
    logs = [logged(tmp_path) for _ in range(4)]
    ids = [log.name for log in logs]
    assert ids == ["20300101-000000", "20300101-000000-2", "20300101-000000-3", "20310101-000000"]
    assert runs.names() == ids
    for log in logs:
        log.close()


def test_a_name_that_somebody_else_has_just_taken_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = logged(tmp_path)
    stamp = first.name
    assert stamp is not None
    monkeypatch.setattr(time, "strftime", lambda *_: stamp)
    with monkeypatch.context() as patched:
        patched.setattr(runs, "names", list)
        second = logged(tmp_path)
    assert second.name == f"{stamp}-2"
    first.close()
    second.close()
    assert len(runs.load(stamp).entries) == len(runs.load(second.name).entries) == 1


def test_a_record_of_a_later_version_is_passed_over(tmp_path: Path) -> None:
    log = logged(tmp_path)
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
        log.record([(change(tmp_path), MADE)])
        log.close()
        ids.append(log.name)
    assert runs.names() == ids[-3:]
    assert len(said) == 2
    assert str(ids[0]) in said[0]


def test_journals_that_are_too_large_together_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "KEEP_BYTES", 100)
    logs = [logged(tmp_path) for _ in range(3)]
    for log in logs:
        log.close()
    assert runs.names() == [logs[-1].name]


@pytest.mark.parametrize(("more", "kept"), [(0, 3), (-1, 2), (1, 3)])
def test_no_more_go_than_have_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: int, kept: int
) -> None:
    logs = [logged(tmp_path) for _ in range(3)]
    for log in logs:
        log.close()
    sizes = [runs.size(str(log.name)) for log in logs]
    monkeypatch.setattr(runs, "KEEP_BYTES", sum(sizes) + more)
    said: list[str] = []
    runs.prune(said.append)
    assert runs.names() == [log.name for log in logs][-kept:]
    assert len(said) == (kept < 3)


def test_several_that_go_are_named_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    logs = [logged(tmp_path) for _ in range(5)]
    ids = [str(log.name) for log in logs]
    for log in logs:
        log.close()
    monkeypatch.setattr(runs, "KEEP_RUNS", 3)
    said: list[str] = []
    runs.prune(said.append)
    assert runs.names() == ids[2:]
    assert f": {ids[0]}, {ids[1]} (kept: 3 runs" in said[0]


def test_old_runs_go_when_a_new_one_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only when it ends: it may never do that."""
    logged(tmp_path).close()
    monkeypatch.setattr(runs, "KEEP_RUNS", 1)
    log = logged(tmp_path)
    assert runs.names() == [log.name]
    log.close()
