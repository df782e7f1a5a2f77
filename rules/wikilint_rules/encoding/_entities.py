"""HTML entities: how they are written, and the characters that they name."""

from __future__ import annotations

from html.entities import html5

from wikilint.rule import pattern

NUMBER = r"#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})"
NAME = rf"(?:{NUMBER}|[A-Za-z][A-Za-z0-9]{{1,31}})"
ENTITY = pattern(rf"&(?P<name>{NAME});")


def number(name: str) -> int:
    """The number in `#233` or `#xE9`."""
    digits = name.removeprefix("#")
    return int(digits[1:], 16) if digits[0] in "xX" else int(digits)


def character_of(name: str) -> str:
    """The character that `#233`, `#xE9` or `eacute` names; empty for none."""
    if not name.startswith("#"):
        return html5.get(f"{name};", "")
    code = number(name)
    usable = 0x20 <= code <= 0x10FFFF and not 0x7F <= code < 0xA0 and not 0xD800 <= code < 0xE000
    return chr(code) if usable else ""
