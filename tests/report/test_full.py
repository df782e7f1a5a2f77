"""The `full` format: marks, cuts and columns for people."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Wikilint
from rich.cells import cell_len


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page to be written, in a folder of its own that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "page.md"


def marked(out: str) -> str:
    """The piece of the first snippet that its marks point at, in columns of a terminal."""
    lines = out.split("\n")
    row = next(number for number, line in enumerate(lines) if "│" in line and "^" in line)
    columns = "".join(char + "\0" * (cell_len(char) - 1) for char in lines[row - 1] if cell_len(char))
    return columns[lines[row].index("^") : lines[row].rindex("^") + 1].replace("\0", "")


@pytest.mark.parametrize(
    "before",
    [
        "",
        "日本語の文章",
        "👍🏽 🇷🇺 ",
        "cafe\u0301 ",
        "a\tb\t",
        "زن\u200cها ",
        "x" * 300,
        "漢" * 300,
        "\x1b[2J",
    ],
)
def test_marks_stand_below_what_they_mean(wikilint: Wikilint, page: Path, before: str) -> None:
    page.write_text(f"# T\n\n{before}[object Object]\n", encoding="utf-8")
    assert marked(wikilint("check", "--select", "stringified-object").out) == "[object Object]"


def test_places_keep_their_distance(wikilint: Wikilint, page: Path) -> None:
    page.write_text(f"{'word ' * 250_000}[object Object]\n## A\n## A\n\nText.\n")
    out = wikilint("check").out
    assert "\n  1:1250001 warning " in out
    assert "\n  3:1       error " in out


def test_a_tab_is_one_sign(wikilint: Wikilint, page: Path) -> None:
    page.write_text("a\tb [object Object]\n")
    assert "1 │ a→b [object Object]\n" in wikilint("check").out


def test_a_line_that_stays_is_not_shown_as_new(wikilint: Wikilint, page: Path) -> None:
    page.write_text("Text.\n\n[object Object]\n[object Object]\n\nMore.\n")
    assert " + │ " not in wikilint("check").out
    page.write_text("## References[object Object]\n[object Object]\n\nMore.\n")
    out = wikilint("check", "--select", "stringified-object").out
    assert "     + │ ## References\n\n" in out


def test_marks_end_where_the_line_is_cut(
    wikilint: Wikilint, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    page.write_text(f"{'[object Object]' * 40}\n")
    shown = [line for line in wikilint("check").out.split("\n") if "│" in line]
    assert shown
    assert all(cell_len(line) <= 60 for line in shown)
