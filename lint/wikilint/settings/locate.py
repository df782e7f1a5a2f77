"""On which line of a TOML text a key is: `tomllib` does not say. Used for messages only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wikilint.pattern import pattern

_TOKEN = pattern(
    r'''(?P<skip>[ \t]+|\#[^\n]*)
      | (?P<break>\n)
      | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}|\'\'\'(?:[^']|'(?!''))*+'{3,5}|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')
      | (?P<open>[\[{]) | (?P<close>[\]}]) | (?P<sign>[=.,])
      | (?P<bare>[^\s"'\[\]{}=.,\#]+)
      | (?P<other>.)''',
    re.VERBOSE | re.DOTALL,
)

_Key = tuple[str, ...]


def _unquoted(token: str) -> str:
    if token.startswith('"'):
        import json

        try:
            return str(json.loads(token))
        except ValueError:
            return token[1:-1]
    return token.strip("'")


def _keys(source: str) -> Iterator[tuple[_Key, int]]:
    """Each header and each key of a text, with its line."""
    table: _Key = ()
    parts: list[str] = []
    line, depth, in_value, header = 1, 0, False, False
    for token in _TOKEN.finditer(source):
        kind, word = token.lastgroup, token[0]
        if kind in ("string", "bare") and not in_value:
            parts.append(_unquoted(word))
        elif kind == "open":
            header = header or not (in_value or parts or depth)
            depth += 1
        elif kind == "close":
            depth -= 1
            if header and not depth:
                table, parts, header = tuple(parts), [], False
                yield table, line
        elif word == "=" and not in_value and parts:
            yield (*table, *parts), line
            in_value = True
        elif kind == "break" and not depth:
            parts, in_value = [], False
        line += word.count("\n")


def line_of(source: str, keys: Sequence[str], value: object = None) -> int:
    """The line of a key, or of the table that it would be in; 0 when there is neither.

    value: a text in the value of the key, for the line of that.
    """
    best, line = 0, 0
    for found, at in _keys(source):
        shared = 0
        while shared < min(len(found), len(keys)) and found[shared] == keys[shared]:
            shared += 1
        if shared == len(found) and shared > best:
            best, line = shared, at
    if isinstance(value, str) and line:
        for number, text in enumerate(source.split("\n")[line - 1 :], line):
            if f'"{value}"' in text or f"'{value}'" in text:
                return number
    return line
