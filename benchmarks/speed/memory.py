"""The memory of a program and of everything it started, sampled while it runs."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

SHORTEST, LONGEST = 0.005, 0.5
"""Seconds between two samples: few in a long run, so that the sampling takes less than a hundredth of it."""


def is_available() -> bool:
    """Whether the kernel tells the proportional set size (PSS) of a process: Linux 4.14 and newer."""
    return Path("/proc/self/smaps_rollup").exists()


def pss(rollup: str) -> int:
    """KiB of a process: what is shared counts in equal parts for each process that shares it."""
    for line in rollup.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def session_of(stat: str) -> int:
    """The session id in a line of /proc/PID/stat, where a program's name may contain anything."""
    return int(stat.rpartition(")")[2].split()[3])


def total(session: int) -> int:
    """KiB of all processes of a session. Those that end meanwhile count as nothing."""
    kib = 0
    for name in os.listdir("/proc"):
        if name.isdecimal():
            try:
                if session_of(_read(f"/proc/{name}/stat")) == session:
                    kib += pss(_read(f"/proc/{name}/smaps_rollup"))
            except OSError:
                continue
    return kib


def _read(path: str) -> str:
    """A small file, without what `open` costs: a sample reads one for each process of the machine."""
    fd = os.open(path, os.O_RDONLY)
    try:
        return os.read(fd, 4096).decode("utf-8", "replace")
    finally:
        os.close(fd)


class Sampler(threading.Thread):
    """Remembers the largest sample, in KiB, until it is stopped."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._session = session
        self._over = threading.Event()

    def run(self) -> None:
        began = time.monotonic()
        while not self._over.wait(min(LONGEST, max(SHORTEST, (time.monotonic() - began) / 50))):
            self.peak = max(self.peak, total(self._session))

    def stop(self) -> int:
        self._over.set()
        self.join()
        return self.peak
