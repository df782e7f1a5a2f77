"""Replaces a file again and again, each time in a child that is sent a signal at the next call of the writer.

    python store_victim.py FOLDER SIGNAL before|after|twice

Prints one JSON list: for each call its name's index, how the child ended, the bytes of the file (`old`, `new`
or what else was found) and the names of the files that it left beside it. A process of its own, because a
process with threads must not fork.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from faulty_os import FaultyOs

from wikilint.disk import store

OLD, NEW = b"old " * 5000, b"new " * 6000


def _child(page: Path, at: int, sent: signal.Signals, when: str) -> None:
    snapshot = store.read(page)

    def strike() -> None:
        os.kill(os.getpid(), sent)
        if when == "twice":
            os.kill(os.getpid(), sent)

    code = 0
    try:
        with FaultyOs(strike, at, after=when == "after") as faulty:
            store.replace(snapshot, NEW)
        code = 0 if faulty.struck is None else 1
    except KeyboardInterrupt:
        code = 130
    finally:
        os._exit(code)


def main(folder: str, number: str, when: str) -> None:
    page = Path(folder, "page.md")
    seen = []
    at = 0
    while True:
        at += 1
        page.write_bytes(OLD)
        child = os.fork()
        if not child:
            _child(page, at, signal.Signals(int(number)), when)
        status = os.waitpid(child, 0)[1]
        bytes_left = {OLD: "old", NEW: "new"}.get(page.read_bytes(), "neither")
        beside = [each.name for each in page.parent.iterdir() if each != page]
        for name in beside:
            os.unlink(page.parent / name)
        ended = os.waitstatus_to_exitcode(status)
        if ended == 0:
            break
        seen.append([at, ended, bytes_left, beside])
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
