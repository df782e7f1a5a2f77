"""TOML from disk: read whole and within limits, errors with file and line, and the line of a key."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wikilint.errors import UsageError
from wikilint.pattern import pattern
from wikilint.settings.locate import line_of

Table = Mapping[str, Any]

LIMIT = 2**20
"""Bytes; a configuration is written by people."""


_DEEP_KEY = pattern(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){64}""")
"""A key of so many parts that reading it takes `tomllib` quadratic time; ours have four."""


class ConfigError(UsageError):
    """A configuration that cannot be used: the message names the file, the line and the key."""


def text(path: str) -> str:
    """The text of a configuration file. Raises ConfigError for what is no regular file, too large or not UTF-8."""
    try:
        if not os.path.isfile(path):
            raise ConfigError(f"{path}: this is not a regular file")
        with open(path, "rb") as file:
            raw = file.read(LIMIT + 1)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    if len(raw) > LIMIT:
        raise ConfigError(f"{path}: has more than {LIMIT:,} bytes; is this a configuration?")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: this is not UTF-8; save the file as UTF-8") from None


def parse(source: str, where: str) -> dict[str, Any]:
    """The table that a TOML text holds. Raises ConfigError."""
    import tomllib

    if _DEEP_KEY.search(source):
        raise ConfigError(f"{where}: this is not usable TOML: it is nested too deeply")
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        message, line = str(error), source.count("\n") + 1
        if found := re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", message):
            line = int(found[1] or line)
            message = message[: found.start()]
        raise ConfigError(f"{where}:{line}: this is not valid TOML: {message}") from None
    except (RecursionError, ValueError) as error:  # ValueError: an integer of ten thousand digits
        what = "it is nested too deeply" if isinstance(error, RecursionError) else "a value is out of range"
        raise ConfigError(f"{where}: this is not usable TOML: {what}") from None


def table(path: str) -> Table | None:
    """wikilint's table in a file, None when the file has none. Raises ConfigError."""
    source = text(path)
    if os.path.basename(path) != "pyproject.toml":
        return parse(source, path)
    if "wikilint" not in source:
        return None
    tool = parse(source, path).get("tool", {})
    found = tool.get("wikilint") if isinstance(tool, dict) else None
    if found is not None and not isinstance(found, dict):
        raise ConfigError(
            f"{path}:{line_of(source, ('tool', 'wikilint'))}: [tool.wikilint] has to be a table"
        )
    return found


def located(path: str, keys: Sequence[str], value: object = None) -> str:
    """`path:line` of a key of wikilint's table, or of a text in its value; the path alone if it is not found."""
    try:
        source = text(path)
    except ConfigError:
        return path
    prefix = ("tool", "wikilint") if os.path.basename(path) == "pyproject.toml" else ()
    line = line_of(source, (*prefix, *keys), value)
    return f"{path}:{line}" if line else path


def chain(path: str, limit: int) -> Iterator[tuple[str, Table]]:
    """A configuration file and those that it extends, itself first.

    Raises ConfigError for a circle, and for a chain of more than `limit` files.
    """
    seen: list[str] = []
    while True:
        seen.append(os.path.realpath(path))
        own = table(path) or {}
        yield path, own
        base = own.get("extend")
        if base is None:
            return
        where = located(path, ("extend",))
        if not isinstance(base, str):
            raise ConfigError(f"{where}: `extend` takes the path of another configuration file")
        below = os.path.join(os.path.dirname(path), os.path.expanduser(base))
        if not os.path.exists(below):
            raise ConfigError(f"{where}: `extend` names {base!r}, which does not exist")
        if os.path.realpath(below) in seen:
            raise ConfigError(f"{where}: `extend` is circular: {base!r} leads back to this file")
        if len(seen) >= limit:
            raise ConfigError(f"{where}: `extend` goes through more than {limit} files; join some of them")
        path = below
