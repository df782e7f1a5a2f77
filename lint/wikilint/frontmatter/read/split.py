"""Where a frontmatter block begins and ends: exact rules on characters, nothing parsed, nothing stripped."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from wikilint.pattern import pattern

if TYPE_CHECKING:
    from json import JSONDecoder

Syntax = Literal["yaml", "toml", "json"]

LIMIT = 256 * 1024
"""The longest block that is read, in code points; the largest of 32,580 real ones has 121 K."""

_BREAK = r"(?:\r\n|\n|\r)"
_OPENING = pattern(rf"(?:---|(?P<toml>\+\+\+))[ \t]*{_BREAK}")
_FENCE_TAIL = pattern(rf"[ \t]*(?:{_BREAK}|\Z)")
_OBJECT = pattern(r'\{[ \t\r\n]*["}]')
_BRACE = pattern(rf"(?:\A|(?<=[\r\n]))\}}[ \t]*(?:{_BREAK}|\Z)")

_YAML_CLOSES = ("\n---", "\n...", "\r---", "\r...")
_TOML_CLOSES = ("\n+++", "\r+++")


class Bounds(NamedTuple):
    """Code points of the whole text: the block's own text is [start, end), the body begins at `body`."""

    syntax: Syntax
    start: int
    end: int
    body: int


def split(text: str) -> Bounds | None:
    """The bounds of the block at the top of `text`, or None.

    The first line is exactly `---` and blanks; the block ends at the first later line that is exactly `---`
    or `...` and blanks. Lines end in CRLF, LF or CR and in nothing else. `+++` opens a TOML block; a JSON
    object at the very top is a JSON block, whose own text includes its braces.
    """
    if text.startswith("{"):
        return _split_json(text)
    opening = _OPENING.match(text)
    if opening is None:
        return None
    toml = opening["toml"] is not None
    closing = find_close(text, opening.end(), _TOML_CLOSES if toml else _YAML_CLOSES)
    if closing is None:
        return None
    return Bounds("toml" if toml else "yaml", opening.end(), *closing)


def find_close(text: str, start: int, needles: tuple[str, ...] = _YAML_CLOSES) -> tuple[int, int] | None:
    """Where the first closing fence line at or after `start` begins, and where the line after it begins.

    None when there is none within LIMIT code points. `start` has to be the first character of a line, but
    not of the text.
    """
    best = min(len(text), start + LIMIT + len(needles[0]))
    found: tuple[int, int] | None = None
    for needle in needles:
        at = text.find(needle, start - 1, best)
        while at >= 0:
            tail = _FENCE_TAIL.match(text, at + len(needle))
            if tail:
                found = at + 1, tail.end()
                best = at + len(needle) - 1
                break
            at = text.find(needle, at + 1, best)
    return found


def _split_json(text: str) -> Bounds | None:
    """An object that really is JSON; one that opens and closes on lines of its own may be broken inside."""
    if not _OBJECT.match(text):
        return None
    try:
        _, end = decoder().raw_decode(text[:LIMIT])
    except (ValueError, RecursionError):
        brace = _BRACE.search(text, 0, LIMIT)
        if brace is None or not re.match(rf"\{{[ \t]*{_BREAK}", text):
            return None
        return Bounds("json", 0, brace.start() + 1, brace.end())
    tail = _FENCE_TAIL.match(text, end)
    return Bounds("json", 0, end, tail.end()) if tail else None


def short_int(digits: str) -> int | str:
    """An integer of up to 18 digits; a longer one stays text, for no reader agrees with another on it."""
    return int(digits) if len(digits.lstrip("+-")) <= 18 else digits


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


@cache
def decoder() -> JSONDecoder:
    """What reads a JSON block. Few pages have one, so it is imported when it is asked for."""
    from json import JSONDecoder

    return JSONDecoder(parse_int=short_int, parse_constant=_no_constant)
