"""The user's cache folder: what a run remembers so that the next one is quick. A broken entry is as good as none."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterator
from typing import Any

from wikilint.errors import UsageError

FOLDER = "wikilint"


def folder() -> str | None:
    """Where caches live: `$WIKILINT_CACHE_DIR`, else `wikilint` in the user's cache folder; None without a home."""
    if own := os.environ.get("WIKILINT_CACHE_DIR"):
        return own
    if base := os.environ.get("XDG_CACHE_HOME"):
        return os.path.join(base, FOLDER)
    home = os.path.expanduser("~")
    if home == "~" or not os.path.isabs(home):
        return None
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", FOLDER)
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA", home), FOLDER)
    return os.path.join(home, ".cache", FOLDER)


def read(path: str) -> Any:
    """What `write` wrote, None where that cannot be read or belongs to another user."""
    try:
        with open(path, "rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            return marshal.loads(file.read())  # noqa: S302 - the user's own file; it holds plain values
    except (OSError, ValueError, EOFError, TypeError):
        return None


def write(path: str, value: Any) -> bool:
    """Write plain values (tuples, lists, dicts, text, numbers), whole or not at all. Whether that succeeded."""
    from wikilint.disk import whole  # only a run that learned something writes

    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        whole.overwrite(path, marshal.dumps(value))
    except (OSError, ValueError, UsageError):
        return False
    return True


def stamp(path: str) -> tuple[tuple[str, int, int], ...]:
    """What tells a folder of Python modules from any later state of it: each module's path, size and time."""
    return tuple(sorted(_stamps(path)))


def _stamps(path: str) -> Iterator[tuple[str, int, int]]:
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        yield from _stamps(entry.path)
                elif entry.name.endswith(".py"):
                    status = entry.stat()
                    yield entry.path, status.st_size, status.st_mtime_ns
    except OSError:
        yield path, -1, -1


def distributions(path: str) -> tuple[tuple[str, int], ...]:
    """What is installed in a folder of modules, and when each distribution's metadata last changed."""
    try:
        with os.scandir(path or os.curdir) as entries:
            found = [entry for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
            return tuple(sorted((entry.name, entry.stat().st_mtime_ns) for entry in found))
    except OSError:
        return ()
