"""What a schema asks for, in words."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Sequence
from typing import Any

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "a mapping",
}
_FORMATS = {
    "date": "a date like 2017-01-14",
    "date-time": "a point in time like 2017-01-14T11:10:00Z",
    "date-or-range": "a date or a range of dates like “14 January – 14 February 2017”",
    "time": "a time like 11:10:00Z",
    "email": "an e-mail address",
    "uri": "an absolute URI",
    "uri-reference": "a URI",
    "ipv4": "an IPv4 address",
    "ipv6": "an IPv6 address",
    "uuid": "a UUID",
    "regex": "a regular expression",
}
_LONGEST = 60
_LONGEST_NAME = 80


def shortened(text: str) -> str:
    """A text on one line, and not a long one."""
    line = " ".join(text[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def said(value: Any) -> str:
    """A value of a block, as a message names it."""
    if isinstance(value, str):
        return f"“{shortened(value)}”" if value else "an empty text"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a mapping"
    return str(value)


def kind(value: Any) -> str:
    """A value with its type: `the text “yes”`, `the number 3`, `a list`."""
    if isinstance(value, str):
        return f"the text {said(value)}" if value else "an empty text"
    if isinstance(value, bool) or value is None or isinstance(value, list | dict):
        return said(value)
    return f"the number {value}"


def listed(options: Iterable[str], joint: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`; of more than eight only the first eight."""
    names = list(options)
    if len(names) > 8:
        names = [*names[:8], f"{len(names) - 8} more"]
    return f"{', '.join(names[:-1])} {joint} {names[-1]}" if len(names) > 1 else "".join(names)


def types(names: Iterable[str]) -> str:
    """The types that a schema names, `nothing` last."""
    return listed(_TYPES.get(name, name) for name in sorted(names, key=lambda name: (name == "null", name)))


def format_name(name: str) -> str:
    return _FORMATS.get(name, f"of the format “{name}”")


def called(path: Sequence[str | int]) -> str:
    """A path as a message names it: `“author.name”`, `“tags[2]”`; the root is `the frontmatter`."""
    name = ""
    for step in path:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else step
    return f"“{shortened(name)}”" if name else "the frontmatter"


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant: the same but for case, `-` and `_`, or nearly the same."""
    bare = {_bare(each): each for each in reversed(list(known))}
    name = _bare(name)
    if name in bare or len(name) > _LONGEST_NAME:
        return bare.get(name)
    close = difflib.get_close_matches(name, bare, n=1, cutoff=0.75)
    return bare[close[0]] if close else None


def _bare(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")


def canonical(value: Any) -> str:
    """The same text for values that JSON Schema takes for equal: the order of keys is nothing, and 1.0 is 1."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
