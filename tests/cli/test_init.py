"""`wikilint init`: it looks, proposes, and never overwrites."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from conftest import Wikilint


def pages(folder: Path, text: str, count: int = 5, suffix: str = ".md") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"page{number}{suffix}").write_text(text)


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("Text.\n", "plain"),
        ("---\nshortDescription: x\n---\nText.\n", "wiki"),
        ("Text {{< figure >}}.\n", "hugo"),
        ("Text {% include x.html %}.\n", "jekyll"),
        ("Text [[Page|here]].\n", "obsidian"),
        ('---\ntitle: x\n---\n{{jsxref("Object")}}\n', "mdn"),
        ("---\ntitle: x\nms.date: 12/20/2016\n---\nText.\n", "docfx"),
        ("---\r\nexternal help file: x.xml\r\n---\r\nText.\r\n", "docfx"),
    ],
)
def test_pages_tell_what_they_are(wikilint: Wikilint, tmp_path: Path, text: str, profile: str) -> None:
    pages(tmp_path, text)
    done = wikilint("init", tmp_path)
    assert done.code == 0, done.err
    written = tomllib.loads((tmp_path / "wikilint.toml").read_text())
    assert written["profile"] == profile
    assert "include" not in written
    assert wikilint("check", tmp_path).code == 0


def test_one_page_about_a_system_does_not_make_it_one(wikilint: Wikilint, tmp_path: Path) -> None:
    pages(tmp_path, "Text.\n", 40)
    pages(tmp_path / "about", "Text {{< figure >}}.\n", 1)
    assert "profile plain" in wikilint("init", tmp_path).out


def test_damage_of_today_is_recorded_and_the_check_passes(wikilint: Wikilint, tmp_path: Path) -> None:
    pages(tmp_path, "## A\n## A\n\nText.\n")
    done = wikilint("init", tmp_path)
    assert "5 findings today" in done.out
    assert "reports only new ones" in done.out
    assert tomllib.loads((tmp_path / "wikilint.toml").read_text())["baseline"] == "wikilint-baseline.json"
    assert wikilint("check", tmp_path).code == 0
    (tmp_path / "new.md").write_text("## A\n## A\n\nText.\n")
    assert wikilint("check", tmp_path).code == 1


def test_without_a_baseline_only_errors_fail(wikilint: Wikilint, tmp_path: Path) -> None:
    pages(tmp_path, "## A\n## A\n\nText.\n")
    assert wikilint("init", "--no-baseline", tmp_path).code == 0
    assert tomllib.loads((tmp_path / "wikilint.toml").read_text())["fail-on"] == "error"
    assert not (tmp_path / "wikilint-baseline.json").exists()


def test_a_folder_of_plain_text_is_one(wikilint: Wikilint, tmp_path: Path) -> None:
    pages(tmp_path, "It is a cafÃ© and a crÃ¨me.\n", suffix=".txt")
    assert "profile plain (most files are plain text (5 of 5))" in wikilint("init", tmp_path).out
    assert wikilint("check", tmp_path).code == 0
    assert "in 5 files" in wikilint("check", "--no-baseline", tmp_path).out


def test_nothing_is_written_through_a_link(wikilint: Wikilint, tmp_path: Path) -> None:
    pages(tmp_path, "Text.\n")
    (tmp_path / "wikilint.toml").symlink_to("elsewhere.toml")
    assert wikilint("init", tmp_path).code == 2
    assert not (tmp_path / "elsewhere.toml").exists()


def test_nothing_is_overwritten(wikilint: Wikilint, tmp_path: Path) -> None:
    pages(tmp_path, "Text.\n")
    (tmp_path / ".wikilint.toml").write_text("# mine\n")
    done = wikilint("init", tmp_path)
    assert done.code == 2
    assert "already exists" in done.err
    assert (tmp_path / ".wikilint.toml").read_text() == "# mine\n"
    assert not (tmp_path / "wikilint.toml").exists()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_pyproject_keeps_its_formatting(wikilint: Wikilint, tmp_path: Path, newline: str) -> None:
    pages(tmp_path, "Text.\n")
    before = f"[project]  # ours{newline}name='x'{newline}{newline}[tool.other]{newline}a = [ 1,2 ]{newline}".encode()
    (tmp_path / "pyproject.toml").write_bytes(before)
    assert wikilint("init", "--pyproject", tmp_path).code == 0
    after = (tmp_path / "pyproject.toml").read_bytes()
    assert after.startswith(before)
    assert tomllib.loads(after.decode())["tool"]["wikilint"]["profile"] == "plain"
    assert wikilint("init", "--pyproject", tmp_path).code == 2


def test_showing_writes_nothing(wikilint: Wikilint, tmp_path: Path) -> None:
    pages(tmp_path, "Text.\n")
    assert 'profile = "plain"' in wikilint("init", "--show", tmp_path).out
    assert not (tmp_path / "wikilint.toml").exists()


def test_an_empty_folder_is_told(wikilint: Wikilint, tmp_path: Path) -> None:
    assert wikilint("init", tmp_path).code == 2
