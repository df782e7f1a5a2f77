"""`fix --diff`: a patch that, applied, leaves what `fix` would have written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Wikilint

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
