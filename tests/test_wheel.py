"""Two builds of the wheel are equal to the byte, so that anybody can check what was released."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _build(target: Path, umask: int) -> bytes:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", target],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1577836800", "TZ": f"UTC{umask % 12}"},
        umask=umask,
        capture_output=True,
        check=True,
    )
    (wheel,) = target.glob("*.whl")
    return wheel.read_bytes()


def test_two_builds_are_equal(tmp_path: Path) -> None:
    assert _build(tmp_path / "one", 0o022) == _build(tmp_path / "two", 0o077)
