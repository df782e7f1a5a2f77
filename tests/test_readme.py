"""What the README shows is what a user sees."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from conftest import Wikilint

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (wikilint [^\n]*)\n(.*?)(?=^\$ |\Z)", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("columns", ["40", "100", "200"])
def test_the_examples_run(
    wikilint: Wikilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    shutil.copytree(ROOT / "fixtures" / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", columns)
    shown = [
        command
        for block in _BLOCK.findall((ROOT / "README.md").read_text("utf-8"))
        for command in _COMMAND.findall(block)
    ]
    assert len(shown) == 2
    for command, output in shown:
        done = wikilint(*shlex.split(command)[1:], "--isolated")
        assert [line.rstrip() for line in done.out.splitlines()] == [
            line.rstrip() for line in output.splitlines()
        ]
