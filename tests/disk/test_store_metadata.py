"""Mode, owner, attributes and ACLs are kept, or the write is refused."""

from __future__ import annotations

import errno
import os
import stat
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from places import NEW, OLD, names, posix_only

from wikilint.disk import store

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def attributes(page: Path) -> None:
    """Skips where the file system of the test's folder has no extended attributes."""
    if not hasattr(os, "setxattr"):
        pytest.skip("this platform's os module has no extended attributes")
    try:
        os.setxattr(page, "user.wikilint", b"kept")
    except OSError as error:
        pytest.skip(f"no user attributes on this file system: {error}")


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o222, 0o4755, 0o2644])
def test_the_mode_is_kept_whatever_the_umask(page: Path, mode: int) -> None:
    page.chmod(mode)
    if stat.S_IMODE(page.stat().st_mode) != mode or not os.access(page, os.R_OK):
        pytest.skip("this user cannot make or read such a file")
    before = os.umask(0o077)
    try:
        store.replace(store.read(page), NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE(page.stat().st_mode) == mode
    assert page.read_bytes() == NEW


@posix_only
def test_owner_and_group_are_kept(page: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can make a file of another owner")
    os.chown(page, 12345, 54321)
    page.chmod(0o2755)
    store.replace(store.read(page), NEW)
    status = page.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (12345, 54321, 0o2755)


@posix_only
def test_the_group_is_kept_in_a_folder_that_gives_its_own(page: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder another group")
    os.chown(page.parent, -1, 54321)
    page.parent.chmod(0o2755)
    store.replace(store.read(page), NEW)
    assert page.stat().st_gid == 0


@pytest.fixture
def unprivileged(page: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An ordinary user, in a folder that anyone may write to."""
    monkeypatch.chdir(page.parent)
    page.parent.chmod(0o777)
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only root can become someone else")
    os.chown(page, 12345, 12345)
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.mark.usefixtures("unprivileged")
def test_a_file_of_someone_else_is_refused() -> None:
    with pytest.raises(store.RefusedError, match="run as its owner"):
        store.replace(store.read("page.md"), NEW)
    assert store.read("page.md").data == OLD
    assert names(Path()) == ["page.md"]


@pytest.mark.usefixtures("unprivileged")
def test_a_folder_that_cannot_be_written_to(page: Path) -> None:
    os.seteuid(0)
    page.parent.chmod(0o755)
    os.seteuid(65534)
    with pytest.raises(store.WriteError, match="permission"):
        store.replace(store.read("page.md"), NEW)
    assert store.read("page.md").data == OLD


@pytest.mark.usefixtures("attributes")
def test_attributes_are_kept(page: Path) -> None:
    os.setxattr(page, "user.empty", b"")
    page.chmod(0o640)
    store.replace(store.read(page), NEW)
    kept = {name: os.getxattr(page, name) for name in os.listxattr(page) if name.startswith("user.")}
    assert kept == {"user.wikilint": b"kept", "user.empty": b""}
    assert stat.S_IMODE(page.stat().st_mode) == 0o640


def _acl(*entries: tuple[int, int, int]) -> bytes:
    """A POSIX ACL as the kernel writes it: version 2, then tag, permissions, id (linux/posix_acl_xattr.h)."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


NO_ID = 0xFFFFFFFF
ACL = _acl((0x01, 6, NO_ID), (0x02, 6, 12345), (0x04, 4, NO_ID), (0x10, 6, NO_ID), (0x20, 0, NO_ID))


@pytest.mark.usefixtures("attributes")
def test_an_acl_is_kept(page: Path) -> None:
    try:
        os.setxattr(page, "system.posix_acl_access", ACL)
    except OSError as error:
        pytest.skip(f"no ACLs on this file system: {error}")
    mode = page.stat().st_mode
    store.replace(store.read(page), NEW)
    assert os.getxattr(page, "system.posix_acl_access") == ACL
    assert page.stat().st_mode == mode


@pytest.mark.usefixtures("attributes")
def test_the_acl_that_a_folder_gives_to_new_files_is_not_taken_on(page: Path) -> None:
    try:
        os.setxattr(page.parent, "system.posix_acl_default", ACL)
    except OSError as error:
        pytest.skip(f"no ACLs on this file system: {error}")
    store.replace(store.read(page), NEW)
    assert "system.posix_acl_access" not in os.listxattr(page)


@pytest.mark.usefixtures("attributes")
def test_an_attribute_that_cannot_be_kept_is_refused(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    snapshot = store.read(page)
    monkeypatch.setattr(os, "setxattr", deny)
    with pytest.raises(store.RefusedError, match="attributes"):
        store.replace(snapshot, NEW)
    assert page.read_bytes() == OLD
    assert names(page.parent) == ["page.md"]


@posix_only
def test_a_mode_that_the_system_does_not_take_is_refused(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page.chmod(0o640)
    monkeypatch.setattr(os, "fchmod", lambda _fd, _mode: None)
    with pytest.raises(store.RefusedError) as refused:
        store.replace(store.read(page), NEW)
    assert refused.value.reason == "its owner, mode or attributes would be lost; run as its owner"
    assert page.read_bytes() == OLD
    assert names(page.parent) == ["page.md"]


@pytest.mark.usefixtures("attributes")
def test_a_file_system_without_attributes(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(_fd: int) -> list[str]:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(os, "listxattr", lacking)
    store.replace(store.read(page), NEW)
    assert page.read_bytes() == NEW


@pytest.mark.usefixtures("attributes")
def test_an_attribute_that_every_new_file_has_is_not_set_again(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SELinux labels a new file by itself, and may forbid us to do it; the kernel hashes what IMA guards."""
    labels = {"security.selinux": b"label", "security.ima": b"hash"}
    real_list, real_get, real_set = os.listxattr, os.getxattr, os.setxattr
    written = []

    def write(fd: int, name: str, value: bytes) -> None:
        written.append(name)
        real_set(fd, name, value)

    monkeypatch.setattr(os, "listxattr", lambda fd: [*real_list(fd), *labels])
    monkeypatch.setattr(os, "getxattr", lambda fd, name: labels.get(name) or real_get(fd, name))
    monkeypatch.setattr(os, "setxattr", write)
    store.replace(store.read(page), NEW)
    assert written == ["user.wikilint"]
