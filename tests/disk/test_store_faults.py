"""Whatever stops a write at whatever call: old bytes or new bytes, and nothing left beside them."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from faulty_os import FaultyOs
from places import names

from wikilint.disk import store

if TYPE_CHECKING:
    from collections.abc import Callable

OLD, NEW = b"old " * 5000, b"new " * 6000
ERRORS = ["ENOSPC", "EIO", "EDQUOT", "EROFS", "EPERM", "EACCES", "EBUSY", "EINVAL"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the calls are those of POSIX")


def _raising(error: BaseException) -> Callable[[], None]:
    def strike() -> None:
        raise error

    return strike


def _failing(name: str) -> Callable[[], None]:
    number = getattr(errno, name)

    def strike() -> None:
        raise OSError(number, os.strerror(number))

    return strike


def _reason(attempt: Callable[[], object]) -> str | None:
    """What the store says stopped it, None if nothing did."""
    try:
        attempt()
    except store.StoreError as error:
        return str(error)
    return None


def _descriptors() -> int:
    return len(os.listdir("/dev/fd"))


def _with_attribute(page: Path) -> None:
    """More calls to fail, where the file system takes attributes."""
    if hasattr(os, "setxattr"):
        try:
            os.setxattr(page, "user.wikilint", b"kept")
        except OSError:
            return


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("name", ERRORS)
def test_an_error_at_any_call_leaves_old_or_new_bytes(tmp_path: Path, name: str, after: bool) -> None:
    page = tmp_path / "page.md"
    for at in range(1, 100):
        page.write_bytes(OLD)
        _with_attribute(page)
        snapshot = store.read(page)
        open_before = _descriptors()
        with FaultyOs(_failing(name), at, after=after) as faulty:
            told = _reason(lambda: store.replace(snapshot, NEW))  # noqa: B023
        assert told is None or ";" in told, "the reason names a remedy"
        assert page.read_bytes() in (OLD, NEW)
        assert told or page.read_bytes() == NEW, "no failure goes untold"
        assert names(tmp_path) == ["page.md"]
        # An open that has opened and yet failed is the one call whose descriptor nobody can know.
        assert (after and faulty.struck == "open") or _descriptors() == open_before
        if faulty.struck is None:
            assert at > 15
            return
    pytest.fail("the write never succeeded")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_an_interrupt_at_any_call_leaves_old_or_new_bytes(tmp_path: Path, after: bool) -> None:
    page = tmp_path / "page.md"
    for at in range(1, 100):
        page.write_bytes(OLD)
        snapshot = store.read(page)
        with FaultyOs(_raising(KeyboardInterrupt()), at, after=after) as faulty:
            try:
                store.replace(snapshot, NEW)
            except KeyboardInterrupt:
                assert faulty.struck
        assert page.read_bytes() in (OLD, NEW)
        assert names(tmp_path) == ["page.md"]
        assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()
        if faulty.struck is None:
            return
    pytest.fail("the write never succeeded")


@pytest.mark.parametrize("name", ["EIO", "EROFS"])
def test_a_disk_that_fails_from_some_call_on_leaves_old_or_new_bytes(tmp_path: Path, name: str) -> None:
    page = tmp_path / "page.md"
    for at in range(1, 100):
        page.write_bytes(OLD)
        snapshot = store.read(page)
        with FaultyOs(_failing(name), at, sticky=True) as faulty:
            try:
                store.replace(snapshot, NEW)
            except store.StoreError:
                assert faulty.struck
        assert page.read_bytes() in (OLD, NEW)
        if faulty.struck is None:
            return
    pytest.fail("the write never succeeded")


@pytest.mark.parametrize("name", ["EIO", "ENOENT", "EACCES", "EMFILE", "ESTALE"])
def test_an_error_at_any_call_of_a_read_is_told(tmp_path: Path, name: str) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(OLD)
    for at in range(1, 20):
        open_before = _descriptors()
        with FaultyOs(_failing(name), at) as faulty:
            told = _reason(lambda: store.read(page))
        assert told is None or told.startswith("cannot be read: ")
        assert told or faulty.struck in (None, "close")
        assert _descriptors() == open_before
        if faulty.struck is None:
            return
    pytest.fail("the read never succeeded")


@pytest.mark.parametrize("step", [1, 7, 4096])
def test_short_writes_go_on_where_they_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(OLD)
    snapshot = store.read(page)
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:step]))
    store.replace(snapshot, NEW, sync=False)
    assert page.read_bytes() == NEW


def test_a_write_that_takes_nothing_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(OLD)
    snapshot = store.read(page)
    monkeypatch.setattr(os, "write", lambda _fd, _data: 0)
    with pytest.raises(store.WriteError):
        store.replace(snapshot, NEW)
    assert page.read_bytes() == OLD
    assert names(tmp_path) == ["page.md"]


def test_short_reads_go_on_where_they_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(OLD)
    real = os.read
    monkeypatch.setattr(os, "read", lambda fd, size: real(fd, min(size, 999)))
    assert store.read(page).data == OLD


def test_a_file_that_would_grow_beyond_the_limit_of_the_process(tmp_path: Path) -> None:
    import resource

    page = tmp_path / "page.md"
    page.write_bytes(OLD)
    snapshot = store.read(page)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(OLD) + 100, hard))
    try:
        with pytest.raises(store.WriteError, match="ulimit"):
            store.replace(snapshot, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert page.read_bytes() == OLD
    assert names(tmp_path) == ["page.md"]


def _signalled(folder: Path, number: signal.Signals, when: str) -> list[tuple[int, int, str, list[str]]]:
    victim = Path(__file__).with_name("store_victim.py")
    path = os.pathsep.join(each for each in sys.path if each)
    done = subprocess.run(
        [sys.executable, victim, folder, str(number.value), when],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        check=True,
        timeout=60,
    )
    seen: list[tuple[int, int, str, list[str]]] = json.loads(done.stdout)
    assert len(seen) > 15, "every call of the writer was hit"
    return seen


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_any_call_leaves_old_or_new_bytes(tmp_path: Path, when: str) -> None:
    for at, ended, left, beside in _signalled(tmp_path, signal.SIGKILL, when):
        assert ended == -signal.SIGKILL
        assert left in ("old", "new"), at
        assert all(name.startswith(store.TEMP_PREFIX) for name in beside), "a sweeper can tell them"


@pytest.mark.parametrize("when", ["before", "after", "twice"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda each: each.name)
def test_a_signal_at_any_call_waits_until_the_file_is_whole(
    tmp_path: Path, number: signal.Signals, when: str
) -> None:
    ends = {130} if number == signal.SIGINT else {-number}
    for at, ended, left, beside in _signalled(tmp_path, number, when):
        assert ended in ends
        assert (left, beside) == ("new", []), at
