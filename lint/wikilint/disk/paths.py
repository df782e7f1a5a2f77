"""Paths as people, globs and patches see them: relative, with `/`."""

from __future__ import annotations

import os


def relative(path: str, root: str) -> str:
    """A path from the folder `root` on; one on another drive (Windows) stays as it is."""
    try:
        return os.path.relpath(path, root).replace(os.sep, "/")
    except ValueError:
        return path.replace(os.sep, "/")


def from_here(path: str) -> str:
    """A path from the current folder on, where a patch is applied."""
    return os.path.normpath(path).removeprefix(f"{os.getcwd()}{os.sep}").replace(os.sep, "/")


def printable(path: str) -> str:
    """A path as text that can be written anywhere: bytes of its name that are not UTF-8 become escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
