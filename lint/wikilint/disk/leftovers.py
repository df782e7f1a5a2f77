"""Unfinished files: their names, and the removal of those whose process is gone."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from functools import cache
from zlib import crc32

from wikilint.pattern import pattern

TEMP_PREFIX = ".wikilint-"
"""How the name of an unfinished file starts; the machine, the process id and random digits follow."""

_NAME = pattern(
    rf"{re.escape(TEMP_PREFIX)}(?P<machine>[0-9a-f]{{8}})-(?P<process>[1-9][0-9]*)-[0-9a-f]{{16}}\.tmp"
)

_FOREIGN_AGE = 24 * 3600
"""Seconds after which an unfinished file of another machine or container counts as forgotten."""


@cache
def _machine() -> str:
    """Where a process id means something: this host since its last start, and this namespace of processes."""
    parts = [os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")]
    with suppress(OSError):
        parts.append(os.readlink("/proc/self/ns/pid"))
    with suppress(OSError), open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
        parts.append(file.read().strip())
    return f"{crc32(' '.join(parts).encode('utf-8', 'surrogateescape')):08x}"


def temp_name() -> str:
    """The name of an unfinished file that nobody else has."""
    return f"{TEMP_PREFIX}{_machine()}-{os.getpid()}-{os.urandom(8).hex()}.tmp"


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _is_forgotten(name: str, folder: str) -> bool:
    parts = _NAME.fullmatch(name)
    if parts is None:
        return False
    if parts["machine"] == _machine():
        return not _is_running(int(parts["process"]))
    try:
        return time.time() - os.lstat(os.path.join(folder, name)).st_mtime > _FOREIGN_AGE
    except OSError:
        return False


def sweep(folder: str) -> int:
    """Remove the unfinished files in a folder that no running process will finish; how many there were."""
    removed = 0
    try:
        names = os.listdir(folder or os.curdir)
    except OSError:
        return 0
    for name in names:
        if name.startswith(TEMP_PREFIX) and _is_forgotten(name, folder):
            with suppress(OSError):
                os.unlink(os.path.join(folder, name))
                removed += 1
    return removed
