"""`fix --diff`: a patch that, applied, leaves what `fix` would have written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Wikilint

from wikilint.report.patch import colored, defused, patch

NAMES = (b"a b.md", "ü.md".encode(), b'q"\\.md', b"n\n+++ other.md", b"not utf-8 \xff.md")
TEXTS = (b"Caf\xe9.\n%s\n", b"One.\r\n%s\r\n", b"\xef\xbb\xbfOne.\n%s", b"%s\n", b"a\r%s\rb")


@pytest.mark.parametrize("absolute", [False, True])
def test_a_diff_applied_is_what_fix_writes(tmp_path: Path, absolute: bool) -> None:
    patched, fixed = tmp_path / "patched", tmp_path / "fixed"
    for folder in (patched, fixed):
        for number, text in enumerate(TEXTS):
            below = folder / str(number)
            below.mkdir(parents=True)
            for name in NAMES:
                Path(os.fsdecode(os.fsencode(below) + b"/" + name)).write_bytes(text % b"[object Object]")
    run = [sys.executable, "-m", "wikilint", "fix", "--isolated"]
    diff = subprocess.run(
        [*run, "--diff", str(patched) if absolute else "."], capture_output=True, cwd=patched, check=False
    )
    subprocess.run(["git", "apply"], input=diff.stdout, cwd=patched, check=True)
    subprocess.run([*run, "."], capture_output=True, cwd=fixed, check=False)
    left, right = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.md")}
        for folder in (patched, fixed)
    )
    assert len(left) == len(TEXTS) * len(NAMES)
    assert left == right
    assert not any(b"[object" in data for data in left.values())


def test_a_refused_fix_is_told(wikilint: Wikilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.md").write_text("One.\n")
    Path("wikilint.toml").write_text(
        "[rules.custom.grow]\npattern = 'One'\nmessage = 'm'\nreplace = 'One One'\n"
    )
    done = wikilint("fix", "--diff")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("wikilint: page.md: ")
    assert "grow" in done.err


def test_a_colored_diff_highlights_the_words_that_change(
    wikilint: Wikilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.md").write_text("The cafÃ© is a â€“ very â€“ small one.\n", encoding="utf-8")
    plain = wikilint("fix", "--diff").out
    colored = wikilint("fix", "--diff", "--color", "always").out
    assert "\x1b" not in plain
    assert "\x1b[31;7mÃ© is a â€“ very â€“" in colored
    assert "\x1b[32;7mé is a – very –" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain


def test_a_patch_on_a_terminal_cannot_move_the_cursor() -> None:
    text = patch("a.md", b"a\x1b[2J\n", b"b\x1b[2J\r\n")
    assert "\x1b[2J" in text
    assert "\x1b" not in defused(text)
    assert "\x1b[2J" not in colored(text)
