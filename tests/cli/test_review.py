"""Fixes that are asked about one by one, and comments that hold findings back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from conftest import Wikilint

GLUED = "# A\n\nText.\n\n## One\n## One\n\nMore.\n\n## Two\n## Two\n\nMore.\n"
ONE, TWO = GLUED.replace("## One\n", "", 1), GLUED.replace("## Two\n", "", 1)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WIKILINT_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "page.md"
    path.write_text(GLUED)
    return path


@pytest.mark.parametrize(
    ("answers", "result", "said"),
    [
        ("y\ny\n", ONE.replace("## Two\n", "", 1), "2 applied in 1 file, 0 ignored here"),
        ("y\nn\n", ONE, "1 applied in 1 file"),
        ("n\ny\n", TWO, "1 applied in 1 file"),
        ("y\nq\n", ONE, "Stopped; run the command again to continue."),
        ("", GLUED, "Stopped"),
        ("r\n", ONE.replace("## Two\n", "", 1), "2 applied"),
        ("a\n", ONE.replace("## Two\n", "", 1), "2 applied"),
        ("s\n", GLUED, "0 applied in 0 files"),
        ("?\ny\nq\n", ONE, "apply all fixes of this rule"),
        (
            "i\nq\n",
            GLUED.replace(
                "## One\n## One\n", "<!-- wikilint: ignore[duplicate-heading] -->\n## One\n## One\n"
            ),
            "1 ignored here",
        ),
    ],
)
def test_each_fix_is_asked_about(
    wikilint: Wikilint, page: Path, monkeypatch: pytest.MonkeyPatch, answers: str, result: str, said: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    done = wikilint("fix", "--interactive", "--isolated")
    assert done.code == 0
    assert said in done.out
    assert page.read_text() == result


def test_a_review_can_be_undone(wikilint: Wikilint, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(page.parent / "state"))
    monkeypatch.setattr("sys.stdin", io.StringIO("y\nq\n"))
    assert "To undo: wikilint undo" in wikilint("fix", "--interactive", "--isolated").err
    assert page.read_text() == ONE
    assert wikilint("undo").code == 0
    assert page.read_text() == GLUED
    assert "To undo: wikilint undo" in wikilint("check", "--add-suppressions", "--isolated").err
    assert wikilint("undo").code == 0
    assert page.read_text() == GLUED


def test_what_was_declined_is_not_asked_again(
    wikilint: Wikilint, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("n\nq\n"))
    wikilint("fix", "-i", "--isolated")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\ny\n"))
    assert (
        "1 applied in 1 file, 0 ignored here, 1 declined earlier" in wikilint("fix", "-i", "--isolated").out
    )
    assert page.read_text() == TWO
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    wikilint("fix", "-i", "--isolated", "--review-again")
    assert page.read_text() == TWO.replace("## One\n", "", 1)


def test_some_options_leave_no_room(wikilint: Wikilint, page: Path) -> None:
    assert wikilint("fix", "-i", "--diff").code == 2
    assert wikilint("fix", "-i", "-o", "json").code == 2


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_finding_gets_a_comment_that_holds(
    wikilint: Wikilint, tmp_path: Path, newline: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (
        "---\ntitle: cafÃ©\ntags:\n  - |-\n    a b c\n    d e\n  - x\n  - x\n---\n# A\n\nText.\n\n## One\n## One\n\n"
        "| a | b |\n|---|---|\n| cafÃ© | x |\n\n```\ncafÃ©\n```\n"
    )
    Path("page.md").write_bytes(text.replace("\n", newline).encode())
    assert wikilint("check").code == 1
    done = wikilint("check", "--add-suppressions")
    assert done.code == 0, done.out
    assert wikilint("check").out == "All clean: 1 file checked.\n"
    after = Path("page.md").read_bytes().decode()
    assert after.count(newline) == after.count("\n")
    assert "  # wikilint: ignore[" in after
    assert wikilint("check", "--add-suppressions").out == "Added comments for 0 findings in 0 files.\n"


def test_a_block_that_cannot_be_read_is_left_as_it_is(wikilint: Wikilint, page: Path) -> None:
    page.write_text("---\ntitle: a: b\n---\nText.\n")
    done = wikilint("check", "--add-suppressions", "--isolated")
    assert done.code in (0, 1)
    assert "title: a: b\n" in page.read_text()
