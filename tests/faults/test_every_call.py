"""A fault at every call of writer and journal: old or new bytes, and undo gives back the old ones exactly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the calls are those of POSIX")

ALL = bool(os.environ.get("WIKILINT_ALL_FAULTS"))
QUICK = ["error:ENOSPC", "error:EIO", "late:EIO", "signal:SIGKILL", "signal:SIGINT"]
MORE = [
    f"{kind}:{name}"
    for kind in ("error", "late")
    for name in ("ENOSPC", "EIO", "EDQUOT", "EROFS", "EACCES", "EINTR", "EBUSY", "EXDEV", "EMFILE")
] + ["signal:SIGKILL", "signal:SIGINT", "signal:SIGTERM", "signal:SIGHUP"]


@pytest.mark.parametrize("fault", MORE if ALL else QUICK)
def test_no_fault_damages_a_page(tmp_path: Path, fault: str) -> None:
    path = os.pathsep.join(each for each in sys.path if each)
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("run_under_fire.py"), tmp_path, fault],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert len(seen) > 60, "every call was hit"
    # 1: the fault was borne.  2: it was told.  3: the signal was heeded, when the batch was whole.  -9: killed.
    assert {ended for _, ended, _, _, _ in seen} <= {1, 2, 3, -9}
    for at, ended, torn, not_restored, left in seen:
        assert not torn, (at, ended)
        assert not not_restored, (at, ended)
        assert not left, (at, ended)
