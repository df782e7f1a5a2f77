"""The command line when something cannot be done: it is told, in one line, and the exit code says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Wikilint

GLUED = b"# Title\n\nText.\n\n## Notes\n## Notes\n\nMore.\n"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page with one damage, in a folder of its own that is the current one."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.md"
    path.write_bytes(GLUED)
    return path


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "nowhere"], "nowhere: no such file or folder"),
        (["check", "--select", "duplicate-headng"], "did you mean 'duplicate-heading'?"),
        (["check", "--profile", "hugoo"], "did you mean 'hugo'?"),
        (["check", "--config", "no.toml"], "neither an existing file"),
        (["check", "--config", "selct = []"], "did you mean 'select'?"),
        (["check", "--config", "jobs = 'many'"], '`jobs` takes an integer, not "many"'),
        (["check", "--config", "rules.duplicate-heading.nope = 1"], "duplicate-heading has no option 'nope'"),
        (["explain", "mojibak"], "did you mean 'mojibake'?"),
    ],
)
def test_a_request_that_cannot_be_met_is_one_line_and_2(
    wikilint: Wikilint, page: Path, arguments: list[str], message: str
) -> None:
    done = wikilint(*arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert done.err.startswith("wikilint: ")
    assert done.err.count("\n") == 1


def test_an_unreadable_file_is_told_and_the_others_go_on(wikilint: Wikilint, page: Path) -> None:
    os.mkfifo("pipe.md")
    done = wikilint("check", "-o", "concise", "pipe.md", "page.md")
    assert done.code == 2
    assert "duplicate-heading" in done.out
    assert "pipe.md" in done.err


def test_an_empty_folder_is_a_warning(wikilint: Wikilint, tmp_path: Path) -> None:
    done = wikilint("check", "--isolated", tmp_path)
    assert done.code == 0
    assert "no files to check" in done.err
    assert done.out == "Nothing found in 0 files.\n"


@pytest.mark.parametrize("arguments", [("--select", ""), ("--ignore", "all")])
def test_a_run_without_rules_says_so(wikilint: Wikilint, page: Path, arguments: tuple[str, str]) -> None:
    assert "warning: no rule is selected" in wikilint("check", *arguments).err


def test_a_terminal_without_unicode_gets_escapes(page: Path) -> None:
    command = [sys.executable, "-m", "wikilint", "check", "--isolated", "page.md"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"\\u201cNotes\\u201d" in done.stdout


def test_a_full_disk_is_told(page: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    command = f"{sys.executable} -m wikilint check --isolated > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        "wikilint: cannot write output: No space left on device\n",
    )


def test_a_file_that_cannot_be_read_is_not_called_clean(wikilint: Wikilint, page: Path) -> None:
    os.mkfifo("pipe.md")
    assert wikilint("check", "pipe.md").out == "Nothing found in 0 files. 1 file could not be read.\n"


def test_a_file_that_cannot_be_written_is_told(wikilint: Wikilint, page: Path) -> None:
    os.link(page, page.with_name("other.md"))
    done = wikilint("fix", "page.md", "--no-journal")
    assert (done.code, done.out) == (2, "Nothing to fix in 0 files. 1 file could not be read or written.\n")
    assert "hard link" in done.err
    assert page.read_bytes() == GLUED


def test_findings_and_files_that_cannot_be_read_are_both_told(wikilint: Wikilint, page: Path) -> None:
    os.mkfifo("pipe.md")
    assert wikilint("check", "pipe.md", "page.md").out.endswith(" 1 file could not be read.\n")


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"rmdir {gone}; {sys.executable} -m wikilint check"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=gone, check=False)
    assert done.returncode == 2
    assert done.stderr == "wikilint: the current folder no longer exists; change to another one\n"


@pytest.mark.parametrize("name", ["nowhere", "page.md"])
def test_init_needs_a_folder(wikilint: Wikilint, page: Path, name: str) -> None:
    assert wikilint("init", name).err == f"wikilint: {name}: no such folder\n"


def test_pages_that_cannot_be_written_are_told(wikilint: Wikilint, page: Path) -> None:
    done = wikilint("explain", "--all", "--output-dir", "page.md/manual")
    assert (done.code, done.err) == (
        2,
        "wikilint: cannot create page.md/manual: a part of its path is not a folder; check the path\n",
    )


def test_names_of_options_are_said_as_they_are_written(wikilint: Wikilint, page: Path) -> None:
    done = wikilint("check", "--config", "rules.duplicate-heading.nope = 1")
    assert "it has: any-level" in done.err
    done = wikilint("check", "--config", "rules.duplicate-heading.any-level = 1")
    assert "option 'any-level' takes true or false, not 1" in done.err


def test_a_broken_pipe_ends_quietly(page: Path) -> None:
    for number in range(300):
        Path(f"page{number:03}.md").write_bytes(GLUED)
    command = f"{sys.executable} -m wikilint check --isolated -o full | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=page.parent, check=False
    )
    assert done.stderr == ""
