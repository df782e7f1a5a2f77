"""The one-byte codecs that UTF-8 is wrongly read with, in their sloppy forms."""

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, get_args

from wikilint.rule import frozen

from .charsets import CHARSETS

Name = Literal[
    "windows-1252",
    "iso-8859-1",
    "windows-1251",
    "windows-1250",
    "windows-1253",
    "windows-1254",
    "windows-1257",
    "windows-1256",
    "windows-1255",
    "windows-1258",
    "iso-8859-2",
    "iso-8859-9",
    "iso-8859-15",
    "mac-roman",
    "cp437",
    "cp850",
    "cp852",
    "cp866",
    "koi8-r",
    "koi8-u",
    "mac-cyrillic",
    "cp858",
    "cp775",
    "cp855",
    "cp857",
    "cp874",
    "iso-8859-16",
    "iso-8859-14",
    "iso-8859-13",
    "iso-8859-10",
    "iso-8859-7",
    "iso-8859-5",
    "iso-8859-4",
    "iso-8859-3",
    "mac-turkish",
    "mac-latin2",
    "hp-roman8",
]

CODECS: tuple[Name, ...] = get_args(Name)
"""Every codec that is tried; where two explain the damage equally well, the earlier one is named."""

_ASCII = "".join(map(chr, range(0x80)))
LOST = "\ufffd"
_HOLE = 0xF700
"""Private characters for the undefined bytes whose own code point the codec has elsewhere or leaves out on purpose."""


@frozen
class Codec:
    """A one-byte codec that maps each of the 256 bytes.

    A byte that a Windows codec leaves undefined maps to the code point of the same number, as browsers do it
    (WHATWG Encoding Standard, index-windows-1252 and kin) and as `ftfy.bad_codecs.sloppy` does; so does any that
    is a C1 control. No program reads the others (“®” of iso-8859-7) as a letter: they map to private characters.

    characters: what each byte is read as; bytes below 0x80 are ASCII.
    holes: the bytes that the strict codec leaves undefined.
    """

    name: str
    characters: str
    holes: bytes
    leads: frozenset[str]
    tails: frozenset[str]
    _map: object

    def bytes_of(self, text: str) -> bytes:
        """Raises UnicodeEncodeError where `text` has a character that the codec has not."""
        return codecs.charmap_encode(text, "strict", self._map)[0]  # type: ignore[arg-type]

    def undo(self, text: str) -> str:
        """What `text` was before its UTF-8 bytes were read with this codec.

        Raises UnicodeError where it cannot be such damage.
        """
        return self.bytes_of(text).decode("utf-8")

    def damage(self, text: str) -> str:
        """What `text` becomes when its UTF-8 bytes are read with this codec."""
        return codecs.charmap_decode(text.encode("utf-8"), "strict", self.characters)[0]


def one_of(characters: Iterable[str]) -> str:
    """A character class for regular expressions; one of nothing matches nothing."""
    inside = "".join(map(re.escape, sorted(set(characters))))
    return f"[{inside}]" if inside else "(?!)"


@cache
def charset(name: str) -> str:
    """What a codec of `CODECS` reads each byte as, in its sloppy form. Raises KeyError for another name."""
    strict = _ASCII + CHARSETS[name]
    private = _HOLE if not name.startswith("windows") else 0
    return "".join(
        char
        if char != LOST
        else chr(byte)
        if byte < 0xA0 and chr(byte) not in strict
        else chr(private + byte)
        for byte, char in enumerate(strict)
    )


@cache
def codec(name: str) -> Codec:
    """The sloppy form of a codec of `CODECS`. Raises KeyError for another name."""
    characters = charset(name)
    return Codec(
        name,
        characters,
        bytes(byte for byte, char in enumerate(CHARSETS[name], 0x80) if char == LOST),
        frozenset(characters[0xC2:0xF5]),
        frozenset(characters[0x80:0xC0]),
        codecs.charmap_build(characters),
    )


@cache
def runs(name: str) -> re.Pattern[str]:
    """Matches characters in a row whose bytes in a codec are strictly valid multi-byte UTF-8."""
    sequences = list(_sequences(codec(name).characters))
    # A pattern that begins with one character class is scanned for in a tenth of the time.
    first = "|".join(f"(?<={one_of(lead)}){rest}" for lead, rest in sequences)
    more = "|".join(f"{one_of(lead)}{rest}" for lead, rest in sequences)
    return re.compile(f"{one_of(''.join(lead for lead, _ in sequences))}(?:{first})(?:{more})*")


def _sequences(characters: str) -> Iterator[tuple[str, str]]:
    """The first characters of sequences of UTF-8, and the pattern for what may follow them.

    RFC 3629, section 4: no overlong forms, no surrogates, nothing beyond U+10FFFF.
    """

    def among(low: int, high: int) -> str:
        return one_of(characters[low : high + 1])

    tail = among(0x80, 0xBF)
    yield characters[0xC2:0xE0], tail
    yield characters[0xE0], f"{among(0xA0, 0xBF)}{tail}"
    yield characters[0xE1:0xED] + characters[0xEE:0xF0], f"{tail}{tail}"
    yield characters[0xED], f"{among(0x80, 0x9F)}{tail}"
    yield characters[0xF0], f"{among(0x90, 0xBF)}{tail}{tail}"
    yield characters[0xF1:0xF4], f"{tail}{tail}{tail}"
    yield characters[0xF4], f"{among(0x80, 0x8F)}{tail}{tail}"
