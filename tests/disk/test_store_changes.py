"""What somebody else does to a file meanwhile stands."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from faulty_os import FaultyOs
from places import NEW, OLD, names, posix_only

from wikilint.disk import snapshot as snapshots
from wikilint.disk import store, twins

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_bytes(OLD)
    return path


def _rewrite(page: Path) -> None:
    page.write_bytes(b"theirs")


def _rewrite_same_size_and_time(page: Path) -> None:
    status = page.stat()
    with page.open("r+b") as file:
        file.write(OLD.replace(b"old", b"OLD"))
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))


def _append(page: Path) -> None:
    with page.open("ab") as file:
        file.write(b"theirs")


def _truncate(page: Path) -> None:
    os.truncate(page, 3)


def _another_inode_with_the_same_bytes(page: Path) -> None:
    other = page.with_name("other")
    other.write_bytes(OLD)
    other.replace(page)


def _remove(page: Path) -> None:
    page.unlink()


def _make_it_a_link(page: Path) -> None:
    page.rename(page.with_name("moved.md"))
    page.symlink_to("moved.md")


def _make_it_a_folder(page: Path) -> None:
    page.unlink()
    page.mkdir()


def _make_it_a_fifo(page: Path) -> None:
    page.unlink()
    os.mkfifo(page)


def _link_it_twice(page: Path) -> None:
    os.link(page, page.with_name("twice.md"))


MEDDLERS = [
    _rewrite, _rewrite_same_size_and_time, _append, _truncate, _another_inode_with_the_same_bytes, _remove,
    _make_it_a_link, _make_it_a_folder, _make_it_a_fifo, _link_it_twice,
]  # fmt: skip


def _state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Each name in the folder with its inode and, if it is a regular file, its bytes."""
    return {
        each.name: (each.lstat().st_ino, each.read_bytes() if each.is_file() else b"")
        for each in folder.iterdir()
    }


@posix_only
@pytest.mark.parametrize("meddle", MEDDLERS, ids=lambda each: each.__name__.strip("_"))
def test_a_change_between_reading_and_replacing_stands(page: Path, meddle: Callable[[Path], None]) -> None:
    snapshot = store.read(page)
    meddle(page)
    theirs = _state(page.parent)
    with pytest.raises(store.ChangedError):
        store.replace(snapshot, NEW)
    assert _state(page.parent) == theirs


@posix_only
@pytest.mark.parametrize("meddle", MEDDLERS, ids=lambda each: each.__name__.strip("_"))
def test_a_change_while_the_new_file_is_written_stands(page: Path, meddle: Callable[[Path], None]) -> None:
    snapshot = store.read(page)
    with FaultyOs(lambda: None, 0) as rehearsal:
        store.replace(snapshot, NEW)
    last_safe_call = rehearsal.calls.index("fsync") + 1
    for at in range(1, last_safe_call + 1):
        for each in page.parent.iterdir():
            each.rmdir() if each.is_dir() and not each.is_symlink() else each.unlink()
        page.write_bytes(OLD)
        snapshot = store.read(page)
        with FaultyOs(lambda: meddle(page), at), pytest.raises(store.ChangedError):
            store.replace(snapshot, NEW)
        theirs = _state(page.parent)
        assert NEW not in [data for _, data in theirs.values()]
        assert not any(name.startswith(store.TEMP_PREFIX) for name in theirs)


def test_other_bytes_are_noticed_even_if_every_date_is_the_same(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (snapshots, twins):
        monkeypatch.setattr(module, "identity", lambda _: 0)
    snapshot = store.read(page)
    theirs = OLD.replace(b"old", b"OLD")
    page.write_bytes(theirs)
    with pytest.raises(store.ChangedError):
        store.replace(snapshot, NEW)
    assert page.read_bytes() == theirs


@posix_only
def test_of_two_wikilints_one_is_told_to_come_back(page: Path) -> None:
    import fcntl

    snapshot = store.read(page)
    with page.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(store.ChangedError, match="another program"):
            store.replace(snapshot, NEW)
    assert page.read_bytes() == OLD
    assert names(page.parent) == ["page.md"]
    store.replace(snapshot, NEW)
    assert page.read_bytes() == NEW


@posix_only
def test_two_wikilints_lose_none_of_each_others_writes(page: Path) -> None:
    """Each adds one to the number in the file; what they count together is what stands there in the end."""
    page.write_bytes(b"0")
    count = Path(__file__).with_name("store_counter.py")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    both = [
        subprocess.Popen([sys.executable, count, page, "1500"], stdout=subprocess.PIPE, env=environment)
        for _ in range(2)
    ]
    counted = sum(int(each.communicate(timeout=60)[0]) for each in both)
    assert int(page.read_bytes()) == counted > 0


@posix_only
def test_where_there_are_no_locks_everyone_is_alone(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(_fd: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    store.replace(store.read(page), NEW)
    assert page.read_bytes() == NEW
