"""What happened to a text, told step by step."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Wikilint


def test_the_steps_of_a_text_are_told_with_bytes(wikilint: Wikilint) -> None:
    done = wikilint("explain", "--text", "Itâ€™s a cafÃ©")
    assert done.code == 0
    assert "“â€™” written as windows-1252 is E2 80 99\n" in done.out
    assert "E2 80 99 read as UTF-8 is “’”\n" in done.out
    assert "ftfy (a second opinion): “" in done.out


def test_two_layers_are_four_steps(wikilint: Wikilint) -> None:
    damaged = "déjà, été, à bientôt".encode().decode("cp1252").encode().decode("cp1252")
    out = wikilint("explain", "--text", damaged).out
    assert out.count("(certain)") > 0
    assert out.count("written as windows-1252") == 2 * out.count("(certain)")


def test_a_line_of_a_file_is_told_of_alone(wikilint: Wikilint, tmp_path: Path) -> None:
    page = tmp_path / "a:b.md"
    page.write_text("---\ntitle: x\n---\nItâ€™s here.\n\n## A\n## A\n\nIt wasnâ€™t there.\n")
    out = wikilint("why", f"{page}:4").out
    assert "E2 80 99" in out
    assert "duplicate-heading" not in out
    assert "duplicate-heading: " in wikilint("why", f"{page}:7:1:").out
    done = wikilint("why", f"{page}:5")
    assert done.code == 1
    assert done.out.startswith("Nothing was found here.\n")


@pytest.mark.parametrize("place", ["page.md", "nowhere.md:1", "page.md:99", "page.md:0"])
def test_a_place_that_is_none_is_told(
    wikilint: Wikilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.md").write_text("Text.\n")
    done = wikilint("why", place)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_nothing_that_a_text_holds_reaches_the_terminal(wikilint: Wikilint) -> None:
    assert "\x1b" not in wikilint("explain", "--text", "\x1b[31m cafÃ© Ã  lâ€™Ã©tÃ©").out
