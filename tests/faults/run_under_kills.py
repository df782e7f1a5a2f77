"""Fixes three pages again and again, each time in a child that is killed at a moment of chance; then undoes it.

    python run_under_kills.py FOLDER KILLS SEED

Prints a JSON object: how many children were killed and how many had ended before, and what is wrong with the pages
(nothing, it is to be hoped): those torn, those not restored, files left beside them, each with the number of the kill.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import three_pages

from wikilint.disk import interrupts
from wikilint.disk.interrupts import Interrupted
from wikilint.disk.store import Durability

DURABILITY: tuple[Durability, ...] = ("batch", "full", "none")
SENT = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


def _child(tree: Path, durability: Durability) -> None:
    code = 9
    try:
        interrupts.install()
        three_pages.fix(tree, durability)
        code = 0
    except (Interrupted, KeyboardInterrupt):  # the latter before the signals are heeded
        code = 3
    finally:
        os._exit(code)


def _killed(tree: Path, durability: Durability, sent: signal.Signals, wait: float) -> int:
    child = os.fork()
    if not child:
        _child(tree, durability)
    until = time.perf_counter() + wait
    while time.perf_counter() < until:
        pass
    os.kill(child, sent)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(folder: str, kills: str, seed: str) -> None:
    tree = Path(folder, "tree")
    tree.mkdir(exist_ok=True)
    os.environ["XDG_STATE_HOME"] = os.path.join(folder, "state")
    dice = random.Random(int(seed))
    took = {}
    for durability in DURABILITY:
        three_pages.reset(tree)
        began = time.perf_counter()
        three_pages.fix(tree, durability)
        took[durability] = time.perf_counter() - began
        three_pages.undo()
    ends = {"killed": 0, "interrupted": 0, "had ended": 0}
    wrong: list[object] = []
    for number in range(int(kills)):
        three_pages.reset(tree)
        durability, sent = DURABILITY[number % 3], SENT[number % 4]
        ended = _killed(tree, durability, sent, dice.uniform(0.0, 1.5) * took[durability])
        # A signal that comes before the child heeds it ends it as it ends any process.
        ends["had ended" if ended == 0 else "interrupted" if ended == 3 else "killed"] += 1
        if ended not in (0, 3, -sent):
            wrong.append([number, "ended", ended])
        torn = three_pages.torn(tree)
        three_pages.undo()
        not_restored, left = three_pages.wrong(tree, (three_pages.OLD,)), three_pages.left_over(tree)
        if torn or not_restored or left:
            wrong.append([number, torn, not_restored, left])
    sys.stdout.write(json.dumps({**ends, "wrong": wrong}))


if __name__ == "__main__":
    main(*sys.argv[1:])
