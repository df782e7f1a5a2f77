"""Paths as people, globs and patches see them: relative, with `/`."""

from __future__ import annotations

import os
from functools import lru_cache


def relative(path: str, root: str) -> str:
    """The path of a file from the folder `root` on; one on another drive (Windows) stays as it is.

    It is the same text as `path` where it is equal: a run keeps both for each file.
    """
    folder, slash, name = path.rpartition("/")
    if os.altsep or name in ("", ".", ".."):
        return _relative(path, root)
    seen = _folder(folder + slash, root, os.getcwd()) + name
    return path if seen == path else seen


@lru_cache(maxsize=1024)
def _folder(path: str, root: str, _here: str) -> str:
    """A folder from another one on, as what a name below it begins with: a run has many files in few folders, and
    comes to them in their order."""
    above, slash, name = path.rstrip("/").rpartition("/")
    if slash and name not in ("", ".", "..") and path.endswith(f"{name}/"):
        # Below a folder that does not lead up to `root` it is one name more.
        begins = _folder(above + slash, root, _here)
        if not f"/{begins}".endswith("/../"):
            return f"{begins}{name}/"
    seen = _relative(path or os.curdir, root)
    return "" if seen == os.curdir else f"{seen.removesuffix('/')}/"


def _relative(path: str, root: str) -> str:
    try:
        return os.path.relpath(path, root).replace(os.sep, "/")
    except ValueError:
        return path.replace(os.sep, "/")


def from_here(path: str) -> str:
    """A path from the current folder on, where a patch is applied."""
    return os.path.normpath(path).removeprefix(f"{os.getcwd()}{os.sep}").replace(os.sep, "/")


def printable(path: str) -> str:
    """A path as text that can be written anywhere: bytes of its name that are not UTF-8 become escapes."""
    return (
        path
        if path.isascii()
        else path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    )


def is_beside(path: str, name: str) -> bool:
    """Whether a file or folder exists at `name`, relative to the folder of the file at `path`."""
    try:
        return os.path.lexists(os.path.join(os.path.dirname(path), name))
    except ValueError:  # a NUL in the name
        return False
