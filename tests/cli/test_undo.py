"""`wikilint undo` and `wikilint clean`: what was changed comes back, and nobody else's work is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import Wikilint

from wikilint.disk import leftovers, runs, store
from wikilint.disk.journal import Journal
from wikilint.disk.store import Change

BAD, GOOD = b"## A\r\n## A\r\n\r\ntext\r\n", b"## A\r\n\r\ntext\r\n"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "wiki"
    folder.mkdir()
    for name in ("a.md", "b.md"):
        (folder / name).write_bytes(BAD)
        os.utime(folder / name, ns=(1_600_000_000_000_000_001, 1_600_000_000_123_456_789))
    monkeypatch.chdir(folder)
    return folder


def _fix(wikilint: Wikilint, *arguments: str | Path) -> str:
    """The undo id of a run."""
    done = wikilint("fix", "--isolated", "--select", "duplicate-heading", *arguments)
    return done.err.rpartition(" ")[2].strip()


def _metadata(path: Path) -> tuple[object, ...]:
    status = path.stat()
    attributes = (
        {name: os.getxattr(path, name) for name in os.listxattr(path)} if hasattr(os, "listxattr") else {}
    )
    return status.st_mode, status.st_uid, status.st_gid, status.st_mtime_ns, attributes


def test_undo_gives_back_bytes_and_metadata(wikilint: Wikilint, folder: Path) -> None:
    page = folder / "a.md"
    page.chmod(0o640)
    if hasattr(os, "setxattr"):
        os.setxattr(page, "user.origin", b"kept")
    before = _metadata(page)
    name = _fix(wikilint)
    assert page.read_bytes() == GOOD
    done = wikilint("undo")
    assert (done.code, done.out, done.err) == (0, f"Restored 2 files of the run {name}.\n", "")
    assert page.read_bytes() == BAD
    assert _metadata(page) == before


def test_undo_goes_back_run_by_run(wikilint: Wikilint, folder: Path) -> None:
    _fix(wikilint, "a.md")
    _fix(wikilint, "b.md")
    assert wikilint("undo").code == 0
    assert ((folder / "a.md").read_bytes(), (folder / "b.md").read_bytes()) == (GOOD, BAD)
    assert wikilint("undo").code == 0
    assert (folder / "a.md").read_bytes() == BAD
    done = wikilint("undo")
    assert (done.code, done.err) == (2, "wikilint: there is nothing to undo\n")


def test_a_run_is_undone_by_its_id(wikilint: Wikilint, folder: Path) -> None:
    first = _fix(wikilint, "a.md")
    second = _fix(wikilint, "b.md")
    assert first != second
    assert wikilint("undo", first).code == 0
    assert ((folder / "a.md").read_bytes(), (folder / "b.md").read_bytes()) == (BAD, GOOD)
    listed = wikilint("undo", "--list").out
    assert listed.index(second) < listed.index(f"{first}  ")
    assert "(undone)" in listed


def test_an_unknown_run_is_told(wikilint: Wikilint, folder: Path) -> None:
    done = wikilint("undo", "../../etc/passwd")
    assert (done.code, done.out) == (2, "")
    assert "--list" in done.err


def test_a_file_that_changed_since_is_left_alone(wikilint: Wikilint, folder: Path) -> None:
    _fix(wikilint)
    (folder / "a.md").write_bytes(GOOD + b"theirs\n")
    (folder / "b.md").unlink()
    done = wikilint("undo")
    assert done.code == 2
    assert "a.md: left as it is, because it has changed since" in done.err
    assert "b.md: left as it is, because it has been removed" in done.err
    assert (folder / "a.md").read_bytes() == GOOD + b"theirs\n"
    assert not (folder / "b.md").exists()
    shown = wikilint("undo", "--diff")
    assert shown.code == 1
    assert "-theirs" in shown.out
    assert (folder / "a.md").read_bytes() == GOOD + b"theirs\n"


def test_one_file_comes_back(wikilint: Wikilint, folder: Path) -> None:
    name = _fix(wikilint)
    assert wikilint("undo", "--file", "b.md").code == 0
    assert ((folder / "a.md").read_bytes(), (folder / "b.md").read_bytes()) == (GOOD, BAD)
    assert wikilint("undo", "--file", "other.md").code == 2
    done = wikilint("undo", name)
    assert done.out == f"Restored 1 file of the run {name}, 1 was so already.\n"
    assert (folder / "a.md").read_bytes() == BAD


def test_a_file_that_a_run_fixed_twice_comes_back_whole(wikilint: Wikilint, folder: Path) -> None:
    (folder / "a.md").write_text("# A\n# A\n\nThey met in the cafÃ©.\n", "utf-8")
    (folder / "b.md").write_text("Es war schÃ¶n, grÃ¼n und natÃ¼rlich auch heiÃŸ.\n", "utf-8")
    before = [(folder / name).read_bytes() for name in ("a.md", "b.md")]
    done = wikilint("fix", "--isolated")
    assert (folder / "a.md").read_text("utf-8") == "# A\n\nThey met in the café.\n"
    assert "wikilint undo" in done.err
    assert wikilint("undo").out.startswith("Restored 2 files")
    assert [(folder / name).read_bytes() for name in ("a.md", "b.md")] == before


def test_nothing_is_kept_without_a_journal(wikilint: Wikilint, folder: Path, state: Path) -> None:
    assert _fix(wikilint, "--no-journal") == ""
    assert (folder / "a.md").read_bytes() == GOOD
    assert runs.names() == []


def test_without_a_place_for_the_journal_nothing_is_changed(
    wikilint: Wikilint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "file"))
    done = wikilint("fix", "--isolated", "--select", "duplicate-heading")
    assert done.code == 2
    assert "--no-journal" in done.err
    assert (folder / "a.md").read_bytes() == BAD


def test_hard_links_are_written_where_they_are(wikilint: Wikilint, folder: Path) -> None:
    os.link(folder / "a.md", folder / "c.txt")
    inode = (folder / "a.md").stat().st_ino
    _fix(wikilint, "a.md")
    assert (folder / "a.md").read_bytes() == (folder / "c.txt").read_bytes() == GOOD
    assert wikilint("undo").code == 0
    assert (folder / "a.md").read_bytes() == (folder / "c.txt").read_bytes() == BAD
    assert (folder / "a.md").stat().st_ino == inode


def _cut_off(page: Path, left: bytes) -> str:
    """A run that was killed while it wrote a file where it is; what it left."""
    log = Journal("wikilint fix")
    from wikilint.disk.splices import Splice

    log.record([(Change(store.read(page), GOOD), [Splice(0, len(BAD), GOOD, 0, 0, (), "safe")])])
    log.close(complete=False)
    page.write_bytes(left)
    assert log.name is not None
    return log.name


@pytest.mark.parametrize("left", [BAD, GOOD, GOOD + BAD[len(GOOD) :], GOOD[:7] + BAD[7:]])
@pytest.mark.parametrize("finish", [False, True])
def test_a_run_that_was_cut_off_is_taken_back_or_completed(
    wikilint: Wikilint, folder: Path, left: bytes, finish: bool
) -> None:
    name = _cut_off(folder / "a.md", left)
    told = wikilint("fix", "--isolated", "--select", "final-newline").err
    assert f"the run {name}" in told
    assert "--finish" in told
    assert "(interrupted)" in wikilint("undo", "--list").out
    done = wikilint("undo", *(["--finish"] if finish else []))
    assert done.code == 0
    assert (folder / "a.md").read_bytes() == (GOOD if finish else BAD)
    assert wikilint("fix", "--isolated", "--select", "final-newline").err == ""


def test_a_torn_file_that_somebody_changed_is_theirs(wikilint: Wikilint, folder: Path) -> None:
    _cut_off(folder / "a.md", GOOD[:7] + BAD[7:] + b"more")
    assert wikilint("undo").code == 2
    assert (folder / "a.md").read_bytes() == GOOD[:7] + BAD[7:] + b"more"


def test_clean_forgets_every_run_and_sweeps(
    wikilint: Wikilint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fix(wikilint)
    ours = folder / leftovers.temp_name()
    ours.write_bytes(b"half")
    monkeypatch.setattr(os, "getpid", lambda: 2**22 + 1)
    gone = folder / leftovers.temp_name()
    gone.write_bytes(b"half")
    foreign = folder / ".wikilint-00000000-1-0123456789abcdef.tmp"
    foreign.write_bytes(b"half")
    done = wikilint("clean", folder)
    assert (done.code, done.out.count("Removed")) == (0, 2)
    assert (ours.exists(), gone.exists(), foreign.exists()) == (True, False, True)
    os.utime(foreign, (0, 0))
    wikilint("clean", folder)
    assert not foreign.exists()
    assert wikilint("undo").err == "wikilint: there is nothing to undo\n"


def test_the_next_run_sweeps_what_a_killed_one_left(
    wikilint: Wikilint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, "getpid", lambda: 2**22 + 1)
        gone = folder / leftovers.temp_name()
    gone.write_bytes(b"half")
    _fix(wikilint)
    assert sorted(os.listdir(folder)) == ["a.md", "b.md"]
