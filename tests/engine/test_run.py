"""Evidence across the run: what one file proves makes another file's ambiguous damage certain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Wikilint

PROOF = "Es war schÃ¶n, grÃ¼n und natÃ¼rlich auch heiÃŸ.\n"
LONE = "They met in TÃ©l, not in Köln.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b-lone.md").write_text(LONE, "utf-8")
    (tmp_path / "c-proof.md").write_text(PROOF, "utf-8")
    return tmp_path


def safeties(output: str) -> dict[str, str]:
    return {Path(each["path"]).name: each["fix"]["safety"] for each in json.loads(output)}


def test_alone_the_damage_is_ambiguous(wikilint: Wikilint, folder: Path) -> None:
    done = wikilint("check", "--isolated", "-o", "json", folder / "b-lone.md")
    assert safeties(done.out) == {"b-lone.md": "unsafe"}


def test_check_says_what_fix_will_do(wikilint: Wikilint, folder: Path) -> None:
    done = wikilint("check", "--isolated", "-o", "json", folder)
    assert safeties(done.out) == {"b-lone.md": "safe", "c-proof.md": "safe"}


@pytest.mark.parametrize("name", ["a-proof.md", "z-proof.md"])
def test_fix_mends_it_whatever_the_order(wikilint: Wikilint, folder: Path, name: str) -> None:
    (folder / "c-proof.md").rename(folder / name)
    done = wikilint("fix", "--isolated", folder)
    assert done.code == 0
    assert (folder / "b-lone.md").read_text("utf-8") == "They met in Tél, not in Köln.\n"
    assert "Fixed 2 findings in 2 files (mojibake 2)." in done.out
    assert wikilint("fix", "--isolated", folder).out == "Nothing to fix in 2 files.\n"


def test_diff_shows_the_same(wikilint: Wikilint, folder: Path) -> None:
    assert "+They met in Tél, not in Köln." in wikilint("fix", "--isolated", "--diff", folder).out


def test_it_can_be_switched_off(wikilint: Wikilint, folder: Path) -> None:
    wikilint("fix", "--isolated", "--config", "run-evidence = false", folder)
    assert (folder / "b-lone.md").read_text("utf-8") == LONE
