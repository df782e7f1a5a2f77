"""Which unusual characters a file has: read from its bytes once, for all rules of the group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

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

Tail = tuple[tuple[int, int], ...]
"""What follows a lead byte: the first and last value of each byte."""


_UTF8, _FEW = 0.99, 3
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
    return every - strays >= _UTF8 * every or (len(runs) <= _FEW and every >= 3 * strays)


@fact
def unusual(doc: Document) -> str:
    """Each character of `ASKED` that a file has, once; none where the file is in another encoding throughout.

    A byte that leads a UTF-8 sequence is never inside one, so this is right among stray bytes too.
    """
    if not is_mostly_utf8(doc):
        return ""
    raw = doc.raw.removeprefix(doc.bom)
    found = {bytes([each]) for each in set(raw.translate(None, _USUAL))}
    for lead, literals, many in _needles():
        if lead not in raw:
            continue
        if many is None:
            found.update(each for each in literals if each in raw)
        else:
            found.update(many.findall(raw))
    return b"".join(sorted(found)).decode("utf-8")


@cache
def _needles() -> tuple[tuple[bytes, tuple[bytes, ...], re.Pattern[bytes] | None], ...]:
    """For each lead byte the sequences to search for, or the pattern where they are many.

    A pattern that begins with one literal byte, and a plain search, are what `re` and `bytes` are fastest at.
    """
    by_lead: dict[bytes, dict[Tail, None]] = {}
    for first, last in ASKED:
        for (low, high), *tail in _sequences(max(first, 0x80), last) if last >= 0x80 else ():
            for byte in range(low, high + 1):
                by_lead.setdefault(bytes([byte]), {})[tuple(tail)] = None
    needles = []
    for lead, tails in by_lead.items():
        literals: tuple[bytes, ...] = ()
        if all(low == high for tail in tails for low, high in tail):
            literals = tuple(lead + bytes(low for low, _ in tail) for tail in tails)
        needles.append((lead, literals, None if literals else _pattern(lead, tails)))
    return tuple(needles)


def _pattern(lead: bytes, tails: Iterable[Tail]) -> re.Pattern[bytes]:
    choices = (b"".join(b"[" + _range(each) + b"]" for each in tail) for tail in tails)
    return re.compile(re.escape(lead) + b"(?:" + b"|".join(choices) + b")")


def _range(bounds: tuple[int, int]) -> bytes:
    return re.escape(bytes(bounds[:1])) + b"-" + re.escape(bytes(bounds[1:]))


def _sequences(first: int, last: int) -> Iterator[Tail]:
    """The UTF-8 of a range of code points beyond ASCII as sequences of byte ranges."""
    for limit in (0x7FF, 0xFFFF):
        if first <= limit < last:
            yield from _sequences(first, limit)
            yield from _sequences(limit + 1, last)
            return
    for bits in (6, 12, 18):
        low = (1 << bits) - 1
        if first & ~low == last & ~low:
            continue
        cut = (first | low) + 1 if first & low else last & ~low if last & low != low else 0
        if cut:
            yield from _sequences(first, cut - 1)
            yield from _sequences(cut, last)
            return
    yield tuple(zip(chr(first).encode(), chr(last).encode(), strict=True))
