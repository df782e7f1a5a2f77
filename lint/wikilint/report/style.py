"""How text from files and file names is shown: nothing in it can forge output or move the cursor."""

from __future__ import annotations

import re
from collections.abc import Callable

from wikilint.pattern import pattern
from wikilint.value import frozen

# Controls, soft and zero-width blanks, bidirectional controls, separators, tag characters, stray bytes.
_HIDDEN = pattern(
    "[\0-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064"
    "\u2066-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


_SIGNS = {"\n": "⏎", "\t": "→"}
"""What has a sign of its own; everything else is shown as its code."""


SITE = "https://wikilint.github.io/wikilint"
"""Where the documentation is: each rule has a page there."""


def _no_url(rule: str) -> str:
    return ""


@frozen
class Style:
    """How a report for people looks.

    color: whether ANSI colours are wanted. width: columns of the terminal.
    fold: findings of one rule that are shown of a file before the rest are counted; 0 shows all.
    url: gives the page of a rule by its name, "" for one that has none.
    """

    color: bool = False
    width: int = 100
    fold: int = 10
    url: Callable[[str], str] = _no_url


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] in _SIGNS:
        return _SIGNS[match[0]]
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def visible(text: str) -> str:
    """`text` on one line, with every character that would not show, or do something, as an escape."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(_escape, text.replace("\r\n", "\n") if "\r" in text else text)


BOLD, DIM, REVERSE = "1", "2", ";7"
RED, GREEN, YELLOW, MAGENTA, CYAN = "31", "32", "33", "35", "36"
"""Codes of ANSI that every terminal has, dark or light; REVERSE is added to another one."""


def paint(text: str, code: str) -> str:
    """`text` in a colour; nothing stays nothing."""
    return f"\x1b[{code}m{text}\x1b[0m" if text else ""
