"""What people type who know other linters: it works, or the message names what does. Real processes, real streams."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from conftest import Wikilint

GLUED = b"# Title\n\nText.\n\n## Notes\n## Notes\n\nMore.\n"
FIXED = b"# Title\n\nText.\n\n## Notes\n\nMore.\n"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.md"
    path.write_bytes(GLUED)
    return path


def run(
    *arguments: str, given: bytes = b"", environment: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "wikilint", *arguments]
    env = {**os.environ, **environment}
    return subprocess.run(command, input=given, capture_output=True, env=env, check=False)


def test_every_exit_code_through_a_real_process(page: Path) -> None:
    assert run("check").returncode == 1
    assert run("check", "--fail-on", "never").returncode == 0
    assert run("check", "-e").returncode == 0
    assert run("check", "nowhere.md").returncode == 2
    assert run("check", "--nope").returncode == 2
    assert run("nope").returncode == 2
    assert run("check", "--require-files", "--include", "*.xyz").returncode == 2
    assert run("fix", "--diff").returncode == 1
    assert run("fix").returncode == 0
    assert run("fix", "--diff").returncode == 0
    assert run("check").returncode == 0
    assert run("baseline", "update").returncode == 2
    assert run("--version").returncode == 0
    assert run("check", "--help").returncode == 0


def test_an_interrupted_run_ends_with_130(
    wikilint: Wikilint, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("wikilint.engine.run.run", interrupted)
    done = wikilint("fix")
    assert done.code == 130
    assert done.err.endswith(
        "wikilint: interrupted; every file has either its old or its new text, complete\n"
    )
    assert page.read_bytes() == GLUED


def test_check_fix_fixes(wikilint: Wikilint, page: Path) -> None:
    assert wikilint("check", "--diff").out.startswith("--- a/page.md\n")
    assert page.read_bytes() == GLUED
    assert wikilint("check", "--fix").code == 0
    assert page.read_bytes() == FIXED


def test_text_in_text_out(page: Path) -> None:
    done = run("fix", "-", given=GLUED)
    assert (done.returncode, done.stdout, done.stderr) == (0, FIXED, b"")
    done = run("fix", "--unfixable", "all", "--stdin-filename", "a/b.md", "-", given=GLUED)
    assert (done.returncode, done.stdout) == (1, GLUED)
    assert done.stderr.startswith(b"a/b.md:6:1: duplicate-heading")
    done = run("check", "-o", "concise", "--stdin-filename", "a/b.md", given=GLUED)
    assert done.returncode == 1
    assert done.stdout.startswith(b"a/b.md:6:1: duplicate-heading")
    done = run("fix", "--diff", "-", given=GLUED)
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, b"--- a/-")
    assert run("check", "-", "page.md").returncode == 2


def test_a_text_goes_by_the_settings_of_its_name(page: Path) -> None:
    Path("docs").mkdir()
    Path("docs/wikilint.toml").write_text('ignore = ["headings"]\nextend-exclude = ["out/"]\n')
    assert run("check", "--stdin-filename", "docs/a.md", given=GLUED).returncode == 0
    assert run("check", "--stdin-filename", "a.md", given=GLUED).returncode == 1
    Path("docs/wikilint.toml").write_text('extend-exclude = ["out/"]\n')
    done = run("fix", "--stdin-filename", "docs/out/a.md", given=GLUED)
    assert (done.returncode, done.stdout) == (0, GLUED)


def test_bytes_that_are_no_text_come_out_as_they_went_in(page: Path) -> None:
    raw = b"\xff\xfe\x00 caf\xe9\r\n"
    assert run("fix", "--select", "headings", "-", given=raw).stdout == raw


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--watch"], "there is no option --watch: wikilint does not watch files"),
        (["check", "--show-settings"], "use `wikilint config show FILE`"),
        (["check", "--selct", "x"], "there is no option --selct: did you mean --select?"),
        (["format"], "there is no command 'format': use `wikilint fix`"),
        (["check", "-j", "many"], "--jobs takes an integer; see `wikilint check --help`"),
        (["check", "-j", "-1"], "--jobs takes an integer of 0 or more"),
        (["check", "--color", "x"], "--color takes one of auto, always, never"),
        (["explain"], "name a rule or a group"),
    ],
)
def test_what_is_called_otherwise_is_named(
    wikilint: Wikilint, page: Path, arguments: list[str], message: str
) -> None:
    done = wikilint(*arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert done.err.count("\n") == 1


def test_rule_is_explain(wikilint: Wikilint, page: Path) -> None:
    assert wikilint("rule", "mojibake").out == wikilint("explain", "mojibake").out


def test_silent_is_silent(wikilint: Wikilint, page: Path) -> None:
    done = wikilint("check", "-s", "-o", "json=out.json")
    assert (done.code, done.out, done.err) == (1, "", "")
    assert "duplicate-heading" in Path("out.json").read_text()


@pytest.mark.parametrize("closed", ["2>&-", ">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_hinder_nothing(page: Path, closed: str) -> None:
    command = f"{sys.executable} -m wikilint fix --isolated {closed}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert page.read_bytes() == FIXED


def test_an_unforeseen_exception_is_2_and_one_line(
    wikilint: Wikilint, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("warn")

    monkeypatch.setattr("wikilint.engine.run.run", broken)
    done = wikilint("check")
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "internal error at " in done.err
    assert "KeyError: 'warn'; please report it to the authors of wikilint" in done.err
    assert "Traceback (most recent call last)" in wikilint("check", "--traceback").err


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_output_is_readable_wherever_it_goes(page: Path, width: str) -> None:
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}):
        done = run("check", "--isolated", environment={"COLUMNS": width, **environment})
        assert done.returncode == 1
        assert b"\x1b" not in done.stdout
        assert b"duplicate-heading" in done.stdout


def test_pages_of_rules_never_overwrite_what_is_not_theirs(wikilint: Wikilint, page: Path) -> None:
    assert wikilint("explain", "headings", "--output-dir", "out").code == 0
    assert wikilint("explain", "headings", "--output-dir", "out").code == 0
    Path("out/duplicate-heading.md").write_text("mine\n")
    assert "is not a page written by wikilint" in wikilint("explain", "headings", "--output-dir", "out").err
    assert Path("out/duplicate-heading.md").read_text() == "mine\n"
    Path("out/duplicate-heading.md").unlink()
    Path("out/duplicate-heading.md").symlink_to("../page.md")
    page.write_text("# duplicate-heading\n")
    assert wikilint("explain", "headings", "--output-dir", "out").code == 2
    assert page.read_text() == "# duplicate-heading\n"
