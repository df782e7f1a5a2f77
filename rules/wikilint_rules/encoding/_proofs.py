"""Whether a fix only reads text anew: the proofs, each by damaging the new text again or by a second decoder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from wikilint.rule import pattern

from ._pages import LOST, PAGES, page
from ._repair.tables import CODECS, codec
from ._spans import latin_byte
from ._undo import undone
from ._undo_pages import undo

_LAYERS = 6
_MOST = 2000
"""Texts that are damaged further: two layers of any codecs give fewer, and a third layer of all would take minutes."""
_LAYERS_OF_AMP = pattern(r"&(?:amp;)+(?=[#\w])")
_HALF = pattern(r"&#(?:([0-9]+)|[xX]([0-9a-fA-F]+));")
_CODE = pattern(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|<U\+([0-9A-F]{4,8})>|[%=]([0-9A-Fa-f]{2})")


@lru_cache(1024)
def misread(old: str, new: str) -> bool:
    """Whether `new`, its UTF-8 read with one-byte codecs, gives `old`; a lost byte is a U+FFFD there, a no-break space
    may be a space or gone."""
    olds = {old, unicodedata.normalize("NFC", old)}
    return any(_is_misread(olds, new, (name,)) for name in CODECS) or _is_misread(olds, new, CODECS)


def _is_misread(olds: set[str], new: str, names: Iterable[str]) -> bool:
    """Whether codecs among these give one of the old texts, one after another."""
    longest = max(map(len, olds))
    found = {new}
    for _ in range(_LAYERS):
        found = {codec(name).damage(text) for text in found for name in names}
        if any(_is_like(again, old) for again in found for old in olds):
            return True
        # Damage makes a text longer: one that is as long as the old text already leads nowhere.
        found = {text for text in found if len(text) < longest}
        if len(found) > _MOST:
            break
    return False


def _is_like(again: str, old: str) -> bool:
    if again == old or again == old + "\xa0":
        return True
    return len(again) == len(old) and all(
        one == other or other == LOST or (other == " " and one == "\xa0")
        for one, other in zip(again, old, strict=True)
    )


def misread_in_pairs(old: str, new: str) -> bool:
    """Whether a code page of East Asia reads the UTF-8 of `new` as `old`, or has no other way back."""
    for name in PAGES:
        each = page(name)
        if each.makes(new, old):
            return True
        back = undo(old, each)
        if back is not None and back.text.replace("\ufeff", "") == new:
            return True
    return False


def unescaped(old: str, new: str) -> bool:
    """Whether `new` is what the entities of `old` name, once or twice escaped, halves of a character put together,
    and read as UTF-8 again where they spell mojibake."""
    if new == _LAYERS_OF_AMP.sub("&", old):
        return True
    text = old
    for _ in range(3):
        text = unescape(_HALF.sub(_halves, text)) if "&" in text else text
        text = _joined(text)
        plain = text.replace("\xa0", " ")
        if new in (text, plain) or (not text.isascii() and misread(text, new)):
            return True
    return False


def _halves(match: re.Match[str]) -> str:
    code = int(match[1]) if match[1] else int(match[2], 16)
    return chr(code) if 0xD800 <= code < 0xE000 else match.group()


def spelled(old: str, new: str) -> bool:
    r"""Whether `new` is what the escapes of `old` spell: `\u00e9`, `\xc3\xa9`, `<U+00E9>`, `%C3%A9`, `=C3=A9`; a soft
    line break spells nothing."""
    values = [int(next(filter(None, groups)), 16) for groups in _CODE.findall(old)]
    if _CODE.sub("", old).strip("= \t\r\n"):
        return False
    readings = {_joined("".join(map(chr, values))), _bytes(values)}
    return any(text == new or undone(text) == new for text in readings)


def _bytes(values: Iterable[int]) -> str:
    try:
        return bytes(values).decode("utf-8")
    except ValueError:
        return ""


def _joined(text: str) -> str:
    """The text, with two halves of a character as one."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def switched(old: str, new: str) -> bool:
    """Whether `new` is `old` read as ISO-2022-JP or UTF-7."""
    raw = old.encode("utf-8", "surrogateescape")
    return any(_decoded(raw, name) == new for name in ("iso2022_jp", "utf-7"))


def _decoded(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except UnicodeError:
        return None


def surrogates(old: str, new: str) -> bool:
    """Whether `new`, as CESU-8 read with windows-1252, gives `old`."""
    units = new.encode("utf-16-le")
    halves = "".join(chr(int.from_bytes(units[at : at + 2], "little")) for at in range(0, len(units), 2))
    try:
        return bytes(map(latin_byte, old.replace(" ", "\xa0"))) == halves.encode("utf-8", "surrogatepass")
    except UnicodeEncodeError:
        return False
