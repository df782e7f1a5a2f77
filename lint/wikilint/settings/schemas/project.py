"""The files that a schema may come from: regular ones, not too large, inside the project and nowhere else."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from wikilint.errors import UsageError
from wikilint.settings.schemas.parsing import parse
from wikilint.value import frozen

MAX_BYTES = 2 * 1024 * 1024
_MARKS = (".git", ".hg", ".jj", ".svn")


@frozen
class Source:
    """A schema file: its path as messages name it, its address as a URI, its text and what that says."""

    path: str
    address: str
    text: str
    content: Any


class Project:
    """Reads the schema files of one project, each of them once.

    The project is the working copy around the folder of the configuration, or that folder where there is none.
    """

    def __init__(self, root: str) -> None:
        self.root = os.path.abspath(root)
        self.folder = _working_copy(os.path.realpath(root))
        self._read: dict[str, Source] = {}

    def read(self, path: str, named: str) -> Source:
        """The schema in a file. `named` says in messages where it is named. Raises UsageError."""
        path = os.path.normpath(os.path.join(self.root, path))
        real = os.path.realpath(path)
        if os.path.commonpath((self.folder, real)) != self.folder:
            raise UsageError(
                f"{path}: is outside the project {self.folder}, and nothing there is read: "
                f"copy the schema into the project ({named})"
            )
        if real not in self._read:
            text = _text(path, real, named)
            self._read[real] = Source(path, Path(real).as_uri(), text, parse(path, text))
        return self._read[real]


def path_of(address: str) -> str | None:
    """The path that a `file:` URI names, None for any other."""
    parts = urlsplit(address)
    return unquote(parts.path) if parts.scheme == "file" and not parts.netloc else None


def _working_copy(folder: str) -> str:
    here = folder
    while True:
        if any(os.path.exists(os.path.join(here, mark)) for mark in _MARKS):
            return here
        above = os.path.dirname(here)
        if above == here:
            return folder
        here = above


def _text(path: str, real: str, named: str) -> str:
    try:
        handle = os.open(real, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a FIFO would wait for a writer
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise UsageError(f"{path}: is not a regular file: {named}")
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}): {named}") from None
    if len(raw) > MAX_BYTES:
        raise UsageError(
            f"{path}: is larger than {MAX_BYTES // 1024 // 1024} MiB, too large for a schema: {named}"
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8 (byte {error.start}): save the schema as UTF-8") from None
