"""`fix --diff`: a patch that, applied, leaves what `fix` would have written."""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Wikilint
from hypothesis import given
from hypothesis import strategies as st

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


def _as_difflib(old: bytes, new: bytes) -> str:
    one, two = (text.decode().splitlines(keepends=True) for text in (old, new))
    return "".join(difflib.unified_diff(one, two, "a/p.md", "b/p.md"))


LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "\n", "d\n", "e\n"]), max_size=30)


@given(LINES, LINES)
def test_a_small_diff_is_that_of_difflib_or_as_good(old: list[str], new: list[str]) -> None:
    """It begins with what both texts begin with; where difflib does, too, both are the same."""
    mine = patch("p.md", "".join(old).encode(), "".join(new).encode())
    theirs = _as_difflib("".join(old).encode(), "".join(new).encode())
    assert bool(mine) == bool(theirs)
    assert _applied(old, mine) == new


def _applied(old: list[str], diff: str) -> list[str]:
    """A patch applied with nothing but the numbers of its hunks."""
    made: list[str] = []
    at = 0
    for line in diff.splitlines(keepends=True)[2:]:
        if head := re.match(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", line):
            start = int(head[1]) - (head[2] != "0")
            made += old[at:start]
            at = start
            assert len(made) == int(head[3]) - (head[4] != "0")
            continue
        if line[0] != "+":
            assert old[at] == line[1:]
            at += 1
        if line[0] != "-":
            made.append(line[1:])
    return made + old[at:]


def _texts() -> Iterator[tuple[list[str], list[str]]]:
    many = [f"line {number}\n" for number in range(3000)]
    yield many, [line if number % 3 else "line\n" for number, line in enumerate(many)]
    yield many, [line for number, line in enumerate(many) if number % 5]
    yield many, many[1500:] + many[:1500]
    yield many, many[::-1]
    yield ["x\n", "\n"] * 1500, ["x\n", "y\n"] * 1500
    yield ["x\n", "\n"] * 1500, ["x\n"] * 1500


@pytest.mark.parametrize("texts", list(_texts()), ids=["lines", "gone", "moved", "turned", "equal", "blank"])
def test_a_large_diff_is_a_diff(texts: tuple[list[str], list[str]]) -> None:
    old, new = texts
    diff = patch("p.md", "".join(old).encode(), "".join(new).encode())
    assert _applied(old, diff) == new
    assert len(diff) <= len("--- a/p.md\n+++ b/p.md\n@@ -1,9999 +1,9999 @@\n") + sum(
        len(line) + 1 for line in (*old, *new)
    )
