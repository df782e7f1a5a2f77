"""Bytes that are UTF-16 or UTF-32, told by their byte order mark or by where the NUL bytes stand."""

from __future__ import annotations

import codecs

from wikilint.value import frozen

_SAMPLE = 65536
"""Bytes that are enough to see where the NUL bytes stand."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The UTF-32 mark of little-endian files begins with the one of UTF-16: it has to be asked for first."""

_FEWEST = 6
"""NUL bytes that are enough to speak of their places."""


@frozen
class Utf16:
    """codec: as Python names it. marked: whether a byte order mark says so. text: None where it does not decode."""

    codec: str
    marked: bool
    text: str | None
    problem: str = ""


def _decoded(raw: bytes, codec: str) -> tuple[str | None, str]:
    try:
        return raw.decode(codec), ""
    except UnicodeDecodeError as error:
        return None, f"{error.reason} at byte {error.start}"


def _is_text(sample: str) -> bool:
    """Whether decoded characters are those of a text: assigned, and no controls but blanks and line breaks."""
    import unicodedata

    return all(char in "\t\n\r\f" or unicodedata.category(char) not in ("Cc", "Cn", "Co") for char in sample)


def _by_parity(raw: bytes) -> Utf16 | None:
    sample = raw[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    few, many = sorted((even, odd))
    # Line breaks and blanks alone give a NUL in every tenth pair, whatever the language.
    if len(raw) % 2 or many < _FEWEST or many * 20 < len(sample) or few * 20 > many:
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text, _ = _decoded(raw, codec)
    return Utf16(codec, False, text) if text and _is_text(text[: _SAMPLE // 4]) else None


def detect(raw: bytes) -> Utf16 | None:
    """How a file's bytes are UTF-16 or UTF-32, or None. None for bytes without a NUL: real ones have line breaks."""
    if raw.find(b"\0", 0, _SAMPLE) < 0:
        return None
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            text, problem = _decoded(raw, codec)
            if text is not None and "\0" in text[:_SAMPLE]:
                return None
            return Utf16(codec, True, text, problem)
    return _by_parity(raw)
