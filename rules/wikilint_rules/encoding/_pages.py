"""The code pages of East Asia, and how UTF-8 looks that was read with one of them, two bytes at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from wikilint.rule import frozen, pattern

LOST = "\ufffd"
_LONG = 20_000
"""Characters from which on a pattern of its own is made for a text."""

DOT = "・"
"""What Windows writes for one or two bytes that are nothing in Shift_JIS. The middle dot itself became “繝ｻ”."""


@frozen
class Page:
    """A code page: `name` as people write it, `codec` as Python does.

    begin, middle: the first and the second of two neighbours that a run of three-byte UTF-8 always has, and other text
        hardly ever. pair: finds them.
    run: characters in a row that the code page has, and what stands for bytes that it has not.
    """

    name: str
    codec: str
    begin: frozenset[str]
    middle: frozenset[str]
    pair: re.Pattern[str]
    run: re.Pattern[str]

    def is_in(self, runs: str, there: frozenset[str]) -> bool:
        """Whether a text made of some characters has a pair of the code page."""
        if len(runs) < _LONG:
            return self.pair.search(runs) is not None
        begin, middle = _ranges(there & self.begin), _ranges(there & self.middle)
        return bool(begin and middle and re.search(f"[{begin}](?=[{middle}])", runs))

    def bytes_of(self, text: str) -> bytes:
        """Raises UnicodeEncodeError for what is not in the code page.

        The euro sign is byte 80 where GBK is Windows', and byte A0 of Shift_JIS is U+00A0 or U+F8F0.
        """
        if self.codec == "gb18030":
            return b"\x80".join(part.encode(self.codec) for part in text.split("€"))
        return text.replace("\xa0", "\uf8f0").encode(self.codec)

    def makes(self, text: str, damaged: str) -> bool:
        """Whether `damaged` is how the code page reads the UTF-8 of `text`: each of its characters is two bytes that
        stand only for it, or one byte, and all of them together are that UTF-8."""
        try:
            return text.encode("utf-8") == self.bytes_of(damaged)
        except UnicodeEncodeError:
            return False


PAGES = {"GBK": "gb18030", "Shift_JIS": "cp932", "EUC-KR": "cp949", "Big5": "big5hkscs"}
"""The code pages of Windows in China, Japan, Korea and Taiwan."""


_FIRSTS, _SECONDS = range(0x80, 0xFF), range(0x40, 0xFF)
"""The bytes of a character of two bytes, in every code page."""


@cache
def _pairs(codec: str) -> str:
    """The character of each two bytes that the code page has and that go back to the same bytes, `LOST` for the others:
    as many in a row as there are second bytes. A table of text takes a fiftieth of what one by pairs of numbers does.
    """
    keys = [bytes((first, second)) for first in _FIRSTS for second in _SECONDS]
    decoded = b"".join(key + b"\n" for key in keys).decode(codec, "replace").split("\n")
    chars = [char if len(char) == 1 else LOST for char in decoded[: len(keys)]]
    again = "\n".join("" if char == LOST else char for char in chars).encode(codec).split(b"\n")
    return "".join(char if raw == key else LOST for char, raw, key in zip(chars, again, keys, strict=True))


def of_pair(codec: str, first: int, second: int) -> str:
    """The character that the code page has for two bytes, or `LOST`."""
    if first not in _FIRSTS or second not in _SECONDS:
        return LOST
    return _pairs(codec)[(first - _FIRSTS.start) * len(_SECONDS) + second - _SECONDS.start]


def _class(codec: str, firsts: range, *seconds: range) -> str:
    pairs, width, begin = _pairs(codec), len(_SECONDS), _SECONDS.start
    rows = [
        pairs[at + each.start - begin : at + each.stop - begin]
        for at in range((firsts.start - _FIRSTS.start) * width, (firsts.stop - _FIRSTS.start) * width, width)
        for each in seconds
    ]
    return "".join(rows).replace(LOST, "")


_LEADS, _TAILS = range(0xE2, 0xF1), range(0x80, 0xC0)
"""The first byte of three of UTF-8, but for E0 and E1, and the bytes after it."""


@cache
def begins(name: str) -> frozenset[str]:
    """What three-byte UTF-8 begins with when it is read with a code page. The first characters of a run that is an
    even number of bytes long, and all that is needed of the tables for most text."""
    raw = b"".join(bytes((first, second, 0x0A)) for first in _LEADS for second in _TAILS)
    return frozenset(char for char in raw.decode(PAGES[name], "replace").split("\n") if len(char) == 1) - {
        LOST
    }


@cache
def page(name: str) -> Page:
    """The code page of `PAGES`. Its tables are slow to make: ask for one only where there is East Asian text."""
    codec = PAGES[name]
    tails, leads = _TAILS, _LEADS
    begin = _class(codec, leads, tails)
    if codec == "cp932":  # of the last bytes of a sequence those from A0 on stand alone
        alone = map(chr, range(0xFF61, 0xFF80))
        middle = "".join((_class(codec, range(0x80, 0xA0), range(0x40, 0x7F), leads), "\xa0\uf8f0", *alone))
    else:
        middle = _class(codec, tails, range(0x40, 0x7F), tails, leads)
    every = _class(codec, range(0x80, 0xFF), range(0x40, 0xFF))
    singles = {"gb18030": "€", "cp932": "\x80\xa0\uf8f0｡-ﾟ"}.get(codec, "")
    held = f"{_ranges(every)}{singles}"
    return Page(
        name,
        codec,
        frozenset(begin),
        frozenset(middle),
        pattern(f"[{_ranges(begin)}](?=[{_ranges(middle)}])"),
        pattern(f"[{held}][{held}{LOST}?]*"),
    )


def _ranges(characters: Iterable[str]) -> str:
    """The inside of a character class, with neighbours as ranges."""
    parts: list[str] = []
    points = sorted(map(ord, set(characters)))
    start = 0
    for at, point in enumerate(points):
        if at + 1 == len(points) or points[at + 1] != point + 1:
            parts.append(re.escape(chr(points[start])) + (f"-{re.escape(chr(point))}" if at > start else ""))
            start = at + 1
    return "".join(parts)


def has_none(codec: str, first: int, second: int) -> bool:
    """Whether two bytes have no character of their own: GB 18030 keeps private ones for them."""
    char = of_pair(codec, first, second)
    return char == LOST or "\ue000" <= char <= "\uf8ff"


def marks(name: str) -> str:
    """The characters that stand for lost bytes in a text that was read with the code page."""
    return f"{LOST}?{DOT}" if PAGES[name] == "cp932" else f"{LOST}?"


@cache
def is_everyday(char: str, codec: str) -> bool:
    """Whether a character is kana or everyday punctuation, or in the first level of JIS X 0208, or of GB 2312 too
    where the code page is not that of Japan."""
    if "\u3041" <= char <= "\u30fc" or char in "、。〈〉《》「」『』【】！（），：；？～“”‘’…—":
        return True
    for name, last in (("euc_jp", 0xCF), ("gb2312", 0xD7))[: 1 if codec == "cp932" else 2]:
        try:
            raw = char.encode(name)
        except UnicodeEncodeError:
            continue
        if len(raw) == 2 and 0xB0 <= raw[0] <= last:
            return True
    return False


def runs(text: str, code_page: Page) -> Iterator[re.Match[str]]:
    """The runs of a text that have a pair of the code page in them."""
    done = 0
    for hint in code_page.pair.finditer(text):
        if hint.start() < done:
            continue
        line = max(done, text.rfind("\n", done, hint.start()))
        for match in code_page.run.finditer(text, line):
            done = match.end()
            if done > hint.start():
                yield match
                break


@cache
def telltales(name: str) -> str:
    """What a code page reads the first two bytes of kana, punctuation and fullwidth forms as: “锛”, “銆”, “縺”.

    No clean text has one of these rare characters before a mark for a lost byte.
    """
    raw = (b"\xe2\x80", b"\xe3\x80", b"\xe3\x81", b"\xe3\x82", b"\xe3\x83", b"\xef\xbc")
    return "".join(
        char for each in raw if len(char := each.decode(PAGES[name], "replace")) == 1 and char != LOST
    )


@cache
def telling(name: str) -> re.Pattern[str]:
    """Matches one of these before a mark for a lost byte."""
    return re.compile(f"[{telltales(name)}][{marks(name)}]")
