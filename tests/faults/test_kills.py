"""Writer and journal, killed at thousands of moments: old or new bytes, undo exact, nothing left."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked children")

KILLS = int(os.environ.get("WIKILINT_KILLS", "60"))
"""`make faults KILLS=10000` asks for more."""


def test_killed_at_any_moment(tmp_path: Path) -> None:
    seed = KILLS if KILLS <= 200 else random.randrange(10**9)
    path = os.pathsep.join(each for each in sys.path if each)
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("run_under_kills.py"), tmp_path, str(KILLS), str(seed)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60 + KILLS,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    sys.stdout.write(f"{done.stdout}\n")
    assert seen.pop("wrong") == [], f"seed {seed}"
    assert sum(seen.values()) == KILLS
    assert seen["killed"] > 0
