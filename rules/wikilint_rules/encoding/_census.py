"""Which characters beyond ASCII a file has: read from its bytes once, for all rules of the group."""

from __future__ import annotations

import re
from bisect import bisect_left

from wikilint.rule import Document, fact, pattern

ASKED: tuple[tuple[int, int], ...] = (
    (0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0xA0), (0xA2, 0xA2), (0xA9, 0xA9), (0xAD, 0xAD), (0xBD, 0xBD),
    (0xBF, 0xBF), (0xE6, 0xE6), (0xF8, 0xF8), (0x153, 0x153), (0x17B, 0x17C), (0x2DD, 0x2DD), (0x34F, 0x34F),
    (0x38F, 0x38F), (0x3A9, 0x3A9), (0x405, 0x405), (0x457, 0x457), (0x61C, 0x61C), (0x61F, 0x61F),
    (0x115F, 0x1160), (0x1680, 0x1680), (0x17B4, 0x17B5), (0x180E, 0x180E), (0x2000, 0x200F), (0x2028, 0x202F),
    (0x205F, 0x206F), (0x2510, 0x2510), (0x255C, 0x255C),
    (0x256B, 0x256B), (0x2800, 0x2800), (0x3000, 0x3000), (0x3164, 0x3164), (0x5C6F, 0x5C6F),
    (0x70EB, 0x70EB), (0x8E1D, 0x8E1D), (0x951F, 0x951F), (0xC3D9, 0xC3D9), (0xE000, 0xF8FF), (0xFDD0, 0xFDEF),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFFD, 0xFFFF),
    *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0x10000, 0xE0000, 0x10000)),
    (0xE0000, 0xE01EF), (0xEFFFE, 0x10FFFF),
)  # fmt: skip
"""Code points that a rule of this group asks for, first and last of each range. Prose has few of them."""

_USUAL = bytes({*range(256)} - {code for first, last in ASKED for code in range(first, min(last, 0x7F) + 1)})
"""Bytes that are no character of `ASKED` on their own."""
_FEW_ASKED = 0xE000
"""Up to here the characters of `ASKED` are so few that a set has them all."""
_ASKED = frozenset(chr(code) for first, last in ASKED if last < _FEW_ASKED for code in range(first, last + 1))

_SPACED = bytes(0x20 if code < 0x80 else code for code in range(256))
"""A space for each byte of ASCII."""
_CHUNK = 1 << 16
"""Bytes that are read at a time, so that a large file does not fill the memory."""
_SAMPLE = 8192
"""Characters that have most of those that a long text has: what is left is searched for as something else."""

_UTF8, _PLACES = 0.99, 3
"""The share of the bytes beyond ASCII that are valid in a file that is UTF-8 but for a few places; so many places are
few in a short text too. Pages in Shift_JIS and Johab have up to half of theirs valid by accident."""
_ASCII = bytes(range(0x80))
_STRAY = pattern("[\udc80-\udcff]+")


@fact
def is_mostly_utf8(doc: Document) -> bool:
    """Whether a file is UTF-8, but for a few places at most; the characters of any other are noise."""
    if doc.is_utf8:
        return True
    runs = _STRAY.findall(doc.text)
    strays = sum(map(len, runs))
    every = len(doc.raw.translate(None, _ASCII))
    return every - strays >= _UTF8 * every or (len(runs) <= _PLACES and every >= 3 * strays)


@fact
def beyond(doc: Document) -> str:
    """Every stretch of characters beyond ASCII that a text has, each once, between spaces, in any order.

    Of most pages it is a small part, and of what two neighbours can tell it tells the same.
    """
    spaced = doc.raw[len(doc.bom) :].translate(_SPACED)
    found: set[bytes] = set()
    start = 0
    while start < len(spaced):
        end = spaced.find(b" ", start + _CHUNK) if len(spaced) - start > _CHUNK else -1
        end = end if end >= 0 else len(spaced)
        found.update(spaced[start:end].split())
        start = end
    return f" {b' '.join(found).decode('utf-8', 'surrogateescape')} "


@fact
def characters(doc: Document) -> frozenset[str]:
    """The characters beyond ASCII that a text has, and the space."""
    runs = beyond(doc)
    if len(runs) <= 2 * _SAMPLE:
        return frozenset(runs)
    known = {char for char in runs[:_SAMPLE] if char < "\U00010000"}  # `re` has a table for the first 65,536
    others = re.compile(f"[^{''.join(map(re.escape, known))}]+")
    return frozenset(known).union(*others.findall(runs))


@fact
def unusual(doc: Document) -> str:
    """Each character of `ASKED` that a file has, once; none where the file is in another encoding throughout."""
    if not is_mostly_utf8(doc):
        return ""
    found = set(doc.raw.translate(None, _USUAL).decode("ascii"))
    if not doc.raw.isascii():
        there = characters(doc)
        found |= there & _ASKED
        if max(there) >= chr(_FEW_ASKED):
            found.update(filter(_is_asked, there))
    return "".join(sorted(found))


_LASTS = [last for _, last in ASKED]


def _is_asked(char: str) -> bool:
    at = bisect_left(_LASTS, ord(char))
    return at < len(ASKED) and ASKED[at][0] <= ord(char)
