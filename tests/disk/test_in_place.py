"""Writing into a file where it is: all of it, or what it was before."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from places import posix_only

from wikilint.disk import in_place, store
from wikilint.disk.in_place import TornError, is_torn, overwrite

pytestmark = posix_only

OLD = b"old text\n" * 100
SIZES = [OLD[:1], OLD[:500] + b"new", b"n" * len(OLD), OLD + b"more\n" * 100, b""]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_bytes(OLD)
    return path


def _failing(number: int) -> Callable[..., Any]:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("sync", [True, False])
@pytest.mark.parametrize("new", SIZES)
def test_the_file_stays_the_same_file_and_has_the_new_bytes(
    page: Path, monkeypatch: pytest.MonkeyPatch, new: bytes, sync: bool
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    inode, descriptors = page.stat().st_ino, len(os.listdir("/dev/fd"))
    overwrite(store.read(page), new, 10**18, sync=sync)
    status = page.stat()
    assert page.read_bytes() == new
    assert (status.st_ino, status.st_mtime_ns, len(synced)) == (inode, 10**18, int(sync))
    assert len(os.listdir("/dev/fd")) == descriptors


def test_the_disk_is_waited_for_without_being_told_so(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    overwrite(store.read(page), b"new", None)
    assert len(synced) == 1


@pytest.mark.parametrize("new", SIZES)
def test_room_is_asked_for_before_anything_is_overwritten(
    page: Path, monkeypatch: pytest.MonkeyPatch, new: bytes
) -> None:
    asked: list[tuple[int, int, bytes]] = []
    monkeypatch.setattr(
        os,
        "posix_fallocate",
        lambda _fd, start, size: asked.append((start, size, page.read_bytes())),
        raising=False,
    )
    overwrite(store.read(page), new, None)
    assert asked == ([(len(OLD), len(new) - len(OLD), OLD)] if len(new) > len(OLD) else [])


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_without_room_nothing_is_overwritten(
    page: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def half(fd: int, start: int, size: int) -> None:
        os.pwrite(fd, b"\0" * (size // 2), start)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "posix_fallocate", half, raising=False)
    written: list[bytes] = []
    monkeypatch.setattr(os, "write", lambda _fd, data: written.append(bytes(data)))
    with pytest.raises(OSError, match=os.strerror(number)):
        overwrite(store.read(page), OLD * 2, None)
    assert (page.read_bytes(), written) == (OLD, [])


@pytest.mark.parametrize("number", [errno.EOPNOTSUPP, errno.EINVAL])
def test_a_file_system_that_reserves_nothing_is_written_to(
    page: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(os, "posix_fallocate", _failing(number), raising=False)
    overwrite(store.read(page), OLD * 2, None)
    assert page.read_bytes() == OLD * 2
    monkeypatch.delattr(os, "posix_fallocate")
    overwrite(store.read(page), OLD * 3, None)
    assert page.read_bytes() == OLD * 3


@pytest.mark.parametrize("new", SIZES[:4])
def test_a_write_that_fails_is_taken_back(page: Path, monkeypatch: pytest.MonkeyPatch, new: bytes) -> None:
    real, calls = os.write, []

    def once(fd: int, data: bytes) -> int:
        calls.append(len(data))
        if len(calls) == 1:
            return real(fd, data[: len(data) // 2 or 1])
        if len(calls) == 2 and len(new) > 1:
            raise OSError(errno.EIO, "broken")
        return real(fd, data)

    monkeypatch.setattr(os, "write", once)
    if len(new) == 1:
        monkeypatch.setattr(os, "ftruncate", _once(os.ftruncate))
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    descriptors = len(os.listdir("/dev/fd"))
    with pytest.raises(OSError, match="broken"):
        overwrite(store.read(page), new, 10**18, sync=False)
    assert page.read_bytes() == OLD
    assert page.stat().st_mtime_ns != 10**18
    assert len(synced) == 1, "what was taken back is on the disk"
    assert len(os.listdir("/dev/fd")) == descriptors


def _once(real: Callable[[int, int], None]) -> Callable[[int, int], None]:
    calls: list[int] = []

    def fail_first(fd: int, size: int) -> None:
        calls.append(size)
        if len(calls) == 1:
            raise OSError(errno.EIO, "broken")
        real(fd, size)

    return fail_first


def test_a_write_that_takes_nothing_is_a_failure(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda _fd, _data: 0)
    with pytest.raises(TornError):
        overwrite(store.read(page), OLD * 2, None)


def test_a_write_that_cannot_be_taken_back_says_so(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", _failing(errno.ENOSPC))
    with pytest.raises(TornError, match="no space") as torn:
        overwrite(store.read(page), b"new", None)
    assert isinstance(torn.value.__cause__, OSError)


def test_an_interrupt_gives_the_old_bytes_back(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.ftruncate

    def interrupt(fd: int, size: int) -> None:
        monkeypatch.setattr(os, "ftruncate", real)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "ftruncate", interrupt)
    with pytest.raises(KeyboardInterrupt):
        overwrite(store.read(page), b"new", None)
    assert page.read_bytes() == OLD


def test_a_file_that_is_another_or_in_use_is_left(page: Path) -> None:
    import fcntl

    snapshot = store.read(page)
    with page.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(store.ChangedError, match="is being written by another program; run again"):
            overwrite(snapshot, b"new", None)
    assert page.read_bytes() == OLD
    page.write_bytes(b"theirs")
    with pytest.raises(store.ChangedError, match=in_place.OVERTAKEN):
        overwrite(snapshot, b"new", None)
    assert page.read_bytes() == b"theirs"


few = st.lists(st.sampled_from([b"a", b"b", b"\0"]), max_size=5).map(b"".join)


@given(few, few, few)
@example(b"aa", b"ab", b"ab")
@example(b"a", b"bb", b"b\0")
def test_torn_is_the_start_of_one_and_the_rest_of_the_other(old: bytes, new: bytes, data: bytes) -> None:
    reserved = old + bytes(max(0, len(new) - len(old)))
    stages = {new[:at] + reserved[at:] for at in range(len(new) + 1)}  # with the space that was asked for
    stages |= {new[:at] + old[at:] for at in range(len(new) + 1)}  # without
    assert is_torn(data, old, new) == (data in stages - {old, new}) or _is_half_reserved(data, old, new)


def _is_half_reserved(data: bytes, old: bytes, new: bytes) -> bool:
    """Between the two: space that was given in part."""
    if not len(old) < len(data) < len(new):
        return False
    grown = old + bytes(len(data) - len(old))
    return any(data == new[:at] + grown[at:] for at in range(len(data) + 1))
