"""Whatever becomes of its processes, a pool gives a result for every item, in their order."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import os, signal, sys
from wikilint.engine import pool

def make(name):
    def work(item):
        if item % 7 == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        if item % 7 == 5:
            raise ValueError(name)
        return item
    return work

def failed(item, reason):
    return item, reason

if __name__ == "__main__":
    if sys.argv[1] == "spawn":
        pool._may_fork = lambda: False
    for count in map(int, sys.argv[2:]):
        processes = pool.Pool(pool.Work(make, ("name",), failed), 2)
        for _ in range(2):
            results = list(processes.results(iter(range(count)), count))
            assert [each if isinstance(each, int) else each[0] for each in results] == list(range(count))
            for item, each in enumerate(results):
                if item % 7 == 3:
                    assert "killed" in each[1], each
                elif item % 7 == 5:
                    assert each[1] == "ValueError: name", each
                else:
                    assert each == item
        processes.end()
    print("done")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize(
    ("how", "counts"), [("fork", [*range(1, 40), *range(20, 40), 200]), ("spawn", [1, 9, 30])]
)
def test_items_that_kill_their_process(how: str, counts: list[int], tmp_path: Path) -> None:
    """A process may die before its first word was heard, while more is on the way to it, and again and again."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    command = [sys.executable, str(script), how, *map(str, counts)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout == "done\n", done.stderr
