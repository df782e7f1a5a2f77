"""Replacing a file: what is written, what is refused, and where links lead."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from faulty_os import FaultyOs
from hypothesis import given, settings
from hypothesis import strategies as st
from places import NEW, OLD, names, posix_only

from wikilint.disk import leftovers, metadata, snapshot, store, twins
from wikilint.disk import open as opening


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_bytes(OLD)
    return path


@settings(max_examples=60, derandomize=True, deadline=None)
@given(old=st.binary(max_size=5000), new=st.binary(max_size=5000))
def test_the_new_bytes_are_the_ones_that_were_given(
    tmp_path_factory: pytest.TempPathFactory, old: bytes, new: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "page.md"
    path.write_bytes(old)
    store.replace(store.read(path), new, sync=False)
    assert path.read_bytes() == new
    assert names(path.parent) == ["page.md"]


def test_equal_bytes_are_not_written(page: Path) -> None:
    before = store.identity(os.stat(page))
    store.replace(store.read(page), OLD)
    assert store.identity(os.stat(page)) == before


def test_a_relative_path_without_a_folder(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(page.parent)
    store.replace(store.read("page.md"), NEW)
    assert page.read_bytes() == NEW


@pytest.mark.parametrize("sync", [False, True])
def test_the_disk_is_waited_for_only_when_asked(page: Path, sync: bool) -> None:
    with FaultyOs(lambda: None, 0) as faulty:
        store.replace(store.read(page), NEW, sync=sync)
    order = [name for name in faulty.calls if name in ("fsync", "replace")]
    assert order == (["fsync", "replace", "fsync"] if sync else ["replace"])


@pytest.mark.parametrize("mode", [0o444, 0o555, 0o400, 0o4555])
def test_a_read_only_file_is_refused(page: Path, mode: int) -> None:
    page.chmod(mode)
    with pytest.raises(store.RefusedError) as refused:
        store.replace(store.read(page), NEW)
    assert refused.value.reason == "is read-only; to let wikilint change it, allow writing (chmod u+w)"
    assert page.read_bytes() == OLD


@posix_only
def test_a_new_file_is_nobody_elses_to_read_before_it_is_complete(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []

    def carry(_target: str, _folder: int | None, fd: int, _status: os.stat_result) -> None:
        modes.append(stat.S_IMODE(os.fstat(fd).st_mode))

    monkeypatch.setattr(metadata, "carry", carry)
    before = os.umask(0)
    try:
        store.replace(store.read(page), NEW)
    finally:
        os.umask(before)
    assert modes == [0o600]


def test_bytes_are_named_by_their_sha_256() -> None:
    assert store.digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_hard_links_are_refused(page: Path) -> None:
    os.link(page, page.with_name("other.md"))
    with pytest.raises(store.RefusedError, match="2 hard links"):
        store.replace(store.read(page), NEW)
    assert page.read_bytes() == OLD
    assert page.stat().st_nlink == 2


def test_a_file_of_the_same_random_name_is_not_ours_to_remove(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "urandom", bytes)
    theirs = page.with_name(leftovers.temp_name())
    theirs.write_bytes(b"theirs")
    with pytest.raises(store.WriteError):
        store.replace(store.read(page), NEW)
    assert theirs.read_bytes() == b"theirs"
    assert page.read_bytes() == OLD


@posix_only
def test_a_link_stays_a_link_and_its_target_gets_the_bytes(page: Path) -> None:
    elsewhere = page.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.md").symlink_to("../page.md")
    link = page.parent / "link.md"
    link.symlink_to("elsewhere/a.md")
    snapshot = store.read(link)
    assert snapshot.path == os.fspath(link)
    assert snapshot.real == os.path.realpath(page)
    store.replace(snapshot, NEW)
    assert page.read_bytes() == NEW
    assert os.readlink(link) == "elsewhere/a.md"
    assert names(elsewhere) == ["a.md"]


@posix_only
def test_a_link_that_leads_elsewhere_now_changes_nothing_there(page: Path) -> None:
    other = page.with_name("other.md")
    other.write_bytes(OLD)
    link = page.with_name("link.md")
    link.symlink_to("page.md")
    snapshot = store.read(link)
    link.unlink()
    link.symlink_to("other.md")
    store.replace(snapshot, NEW)
    assert (page.read_bytes(), other.read_bytes()) == (NEW, OLD)


@posix_only
def test_a_folder_that_is_another_one_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.md").write_bytes(OLD)
    folder = tmp_path / "folder"
    folder.symlink_to("one")
    snapshot = store.read(folder / "page.md")
    folder.unlink()
    folder.symlink_to("two")
    made: list[object] = []
    monkeypatch.setattr(twins, "_create", lambda *given: made.append(given))
    with pytest.raises(store.ChangedError):
        store.replace(snapshot, NEW)
    assert made == [], "not even a new file"
    for name in ("one", "two"):
        assert (tmp_path / name / "page.md").read_bytes() == OLD
        assert names(tmp_path / name) == ["page.md"]


@pytest.mark.parametrize("platform", [sys.platform, "win32"])
def test_without_descriptors_of_folders(page: Path, monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(twins, "_HAS_DIR_FD", False)
    monkeypatch.setattr(sys, "platform", platform)
    store.replace(store.read(page), NEW)
    assert page.read_bytes() == NEW
    assert names(page.parent) == ["page.md"]


@posix_only
def test_without_nofollow(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_HAS_NOFOLLOW", False)
    for module in (snapshot, twins):
        monkeypatch.setattr(module, "READ", opening.READ & ~os.O_NOFOLLOW)
    link = page.with_name("link.md")
    link.symlink_to("page.md")
    store.replace(store.read(link), NEW)
    assert link.is_symlink()
    assert page.read_bytes() == NEW
