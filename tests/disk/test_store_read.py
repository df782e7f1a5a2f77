"""What a snapshot holds, and what cannot be read."""

from __future__ import annotations

import os
import pickle
import socket
import sys
from pathlib import Path

import pytest
from faulty_os import FaultyOs
from places import OLD, posix_only

from wikilint.disk import store


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_bytes(OLD)
    return path


def test_a_snapshot_holds_the_bytes_as_they_are(page: Path) -> None:
    snapshot = store.read(page)
    assert snapshot.data == OLD
    assert snapshot.path == snapshot.real == os.fspath(page)
    assert store.identity(snapshot.stat) == store.identity(os.stat(page))


@pytest.mark.parametrize("size", [0, 1, 4096, 3_000_000])
def test_any_size_is_read(page: Path, size: int) -> None:
    page.write_bytes(bytes(size))
    assert store.read(page).data == bytes(size)


def test_the_limit_is_the_largest_size_that_is_read(page: Path) -> None:
    page.write_bytes(bytes(100))
    assert len(store.read(page, limit=100).data) == 100
    with pytest.raises(store.ReadError, match=r"100 bytes.*99.*max-file-size"):
        store.read(page, limit=99)


def test_a_huge_file_is_refused_without_reading_it(page: Path) -> None:
    with page.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(store.ReadError, match="max-file-size"):
        store.read(page)


def test_snapshots_and_errors_travel_between_processes(page: Path) -> None:
    snapshot = store.read(page)
    copy = pickle.loads(pickle.dumps(snapshot))
    assert copy == snapshot
    assert store.identity(copy.stat) == store.identity(snapshot.stat)
    error = pickle.loads(pickle.dumps(store.ChangedError("a.md", "why")))
    assert (type(error), error.path, str(error)) == (store.ChangedError, "a.md", "why")


def test_missing_dangling_looping_and_nul(tmp_path: Path) -> None:
    for name, target in (("dangling", "nothing"), ("loop", "loop")):
        (tmp_path / name).symlink_to(target)
    for name in ("missing", "dangling", "loop", "missing/deeper", "a\0b"):
        with pytest.raises(store.ReadError, match="cannot be read"):
            store.read(tmp_path / name)


@posix_only
def test_what_is_no_regular_file_is_named_and_nothing_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    os.mkdir("folder.md")
    os.mkfifo("fifo.md")
    os.symlink("fifo.md", "link.md")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.md")
        for name, word in (
            ("folder.md", "folder"),
            ("fifo.md", "FIFO"),
            ("link.md", "FIFO"),
            ("socket.md", "socket"),
            ("/dev/null", "device"),
        ):
            with pytest.raises(store.ReadError, match=word):
                store.read(name)


@posix_only
def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9\n.md"
    try:
        Path(os.fsdecode(name)).write_bytes(OLD)
    except OSError as error:
        pytest.skip(f"this file system takes no such name: {error}")
    for given_name in (name, os.fsdecode(name)):
        store.replace(store.read(given_name), store.read(given_name).data + b"!")
    assert store.read(name).data == OLD + b"!!"


def test_a_file_that_grows_while_it_is_read(page: Path) -> None:
    def grow() -> None:
        with page.open("ab") as file:
            file.write(b"more")

    for at in range(2, 5):
        with FaultyOs(grow, at) as faulty:
            try:
                data = store.read(page).data
            except store.ChangedError:
                assert faulty.struck in ("read", "fstat")
            else:
                assert data == page.read_bytes() or faulty.struck == "close"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")
def test_a_file_that_hides_its_size_is_not_taken_for_empty() -> None:
    with pytest.raises(store.ChangedError):
        store.read("/proc/self/status")
