"""UTF-8 that was read two bytes at a time, with a code page of East Asia: how such runs look, and what they were."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, product
from operator import itemgetter
from typing import NamedTuple

from wikilint.rule import frozen, pattern

LOST = "\ufffd"
_LONG = 20_000
"""Characters from which on a pattern of its own is made for a text."""
_HOLE = b"\xff"
"""A lost byte; 0xFF is in no UTF-8, and no character of these code pages has it."""

_DOT = "・"
"""What Windows writes for one or two bytes that are nothing in Shift_JIS. The middle dot itself became “繝ｻ”."""

_LOST_BEFORE = LOST.encode("utf-8")
"""What was lost before the text was read wrongly; no fix may bring it back to where there is none."""

_TOKEN = pattern(
    rb"(?P<good>[\x21-\x7e]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})"
    rb"|(?P<lost>(?:[\xc2-\xf4][\x80-\xbf]{0,2})?\xff+[\x80-\xbf]{0,2})"
)


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


@frozen
class Undone:
    """What a run, or the characters from `start` to `end` of it, was.

    holes: characters that are lost, and stand as the mark that the run has for lost bytes.
    guesses: characters one byte of which is lost, and is inferred.
    """

    start: int
    end: int
    text: str
    holes: int
    guesses: int

    @property
    def losses(self) -> int:
        return self.holes + self.guesses


PAGES = {"GBK": "gb18030", "Shift_JIS": "cp932", "EUC-KR": "cp949", "Big5": "big5hkscs"}
"""The code pages of Windows in China, Japan, Korea and Taiwan."""


@cache
def _pairs(codec: str) -> dict[tuple[int, int], str]:
    """The characters of two bytes that the code page has, by their bytes; those that go back to the same bytes."""
    keys = [(first, second) for first in range(0x80, 0xFF) for second in range(0x40, 0xFF) if second != 0x7F]
    decoded = b"".join(bytes((*key, 0x0A)) for key in keys).decode(codec, "replace").split("\n")
    single = [
        (key, char) for key, char in zip(keys, decoded, strict=False) if len(char) == 1 and char != LOST
    ]
    again = "\n".join(char for _, char in single).encode(codec).split(b"\n")
    return {key: char for (key, char), raw in zip(single, again, strict=True) if raw == bytes(key)}


def _class(codec: str, firsts: range, *seconds: range) -> str:
    wanted = frozenset(byte for each in seconds for byte in each)
    return "".join(
        char for (first, second), char in _pairs(codec).items() if first in firsts and second in wanted
    )


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


class _Token(NamedTuple):
    """Some bytes of a run, and what they were: one character, or what can be said of lost ones."""

    start: int
    end: int
    text: str
    holes: int = 0
    guesses: int = 0


def _marks(name: str) -> str:
    return f"{LOST}?{_DOT}" if PAGES[name] == "cp932" else f"{LOST}?"


def undo(run: str, code_page: Page) -> Undone | None:
    """What a run was before, or None where it cannot be UTF-8 read with the code page."""
    tokens = _tokens(run, code_page)
    return _joined(0, len(run), tokens) if tokens else None


def parts(run: str, code_page: Page) -> list[Undone]:
    """What the stretches of a run were that lost something, and what those between them were, that lost nothing.

    Each begins and ends with a character of the run and one of what it was, so each can be undone without the others.
    """
    tokens = _tokens(run, code_page) or []
    marks = _marks(code_page.name)
    at, offsets = 0, {0: 0}
    for number, char in enumerate(run, 1):
        at += 1 if char in marks else len(code_page.bytes_of(char))
        offsets[at] = number
    lossy = [bool(token.holes + token.guesses) for token in tokens]
    for number in reversed(range(1, len(tokens))):
        lossy[number - 1] |= lossy[number] and tokens[number].start not in offsets
    for number in range(1, len(tokens)):
        # What a lost byte can have been depends on the byte after it.
        before = tokens[number - 1]
        lossy[number] |= lossy[number - 1] and (before.end not in offsets or bool(before.guesses))
    found = []
    for _, group in groupby(zip(lossy, tokens, strict=True), key=itemgetter(0)):
        some = [token for _, token in group]
        found.append(_joined(offsets[some[0].start], offsets[some[-1].end], some))
    return found


def _joined(start: int, end: int, tokens: Sequence[_Token]) -> Undone:
    text = "".join(token.text for token in tokens)
    return Undone(start, end, text, sum(each.holes for each in tokens), sum(each.guesses for each in tokens))


def _tokens(run: str, code_page: Page) -> list[_Token] | None:
    try:
        raw = _HOLE.join(map(code_page.bytes_of, re.split(f"[{_marks(code_page.name)}]", run)))
    except UnicodeEncodeError:
        return None
    mark = LOST if LOST in run else _DOT if code_page.codec == "cp932" and _DOT in run else "?"
    found: list[_Token] = []
    at = 0
    for match in _TOKEN.finditer(raw):
        if match.start() != at or match.group() == _LOST_BEFORE:
            return None
        at = match.end()
        if match.lastgroup == "good":
            found.append(_Token(*match.span(), match.group().decode("utf-8")))
        elif mark == "?" and match.group() == _HOLE and at == len(raw):
            found.append(_Token(*match.span(), mark))  # a question mark that was meant
        else:
            read = _around_dot(match.group(), code_page) if mark == _DOT else ""
            read = read or (mark != _DOT and _inferred(match.group(), raw[at : at + 1], code_page)) or mark
            holes = read.count(mark)
            found.append(_Token(*match.span(), read, holes, len(read) - holes))
    return found if at == len(raw) else None


def _is_private(char: str) -> bool:
    """Whether a pair of bytes has no character of its own: GB 18030 keeps private ones for them."""
    return "\ue000" <= char <= "\uf8ff"


def _inferred(token: bytes, following: bytes, code_page: Page) -> str:
    """The one everyday character that fits where a byte is lost: one for which, with the byte after it, the code page
    has no character."""
    if token.count(_HOLE) != 1 or token[:1] == _HOLE or code_page.codec == "cp949":
        return ""  # a lost first byte leaves too many, and every syllable of Korean is an everyday one
    hole = token.index(_HOLE)
    after = (token[hole + 1 :] + following)[:1]
    pairs = _pairs(code_page.codec)
    fits = []
    for byte in range(0x80, 0xC0):
        if after and not _is_private(pairs.get((byte, after[0]), "\ue000")):
            continue
        try:
            char = token.replace(_HOLE, bytes((byte,))).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if len(char) == 1:
            fits.append(char)
    everyday = [char for char in fits if is_everyday(char, code_page.codec)]
    return everyday[0] if len(everyday) == 1 else ""


def _around_dot(token: bytes, code_page: Page) -> str:
    """Two characters of which the dot took the last byte of one and the first of the other: what each can only be."""
    before, _, after = token.partition(_HOLE)
    if len(before) != 2 or len(after) != 2:
        return ""
    pairs = _pairs(code_page.codec)
    firsts, seconds = set(), set()
    for last in range(0x80, 0xC0):
        for lead in range(0xE3, 0xEA):
            one, other = _decoded(before + bytes((last,))), _decoded(bytes((lead,)) + after)
            if (last, lead) not in pairs and is_everyday(one, "cp932") and is_everyday(other, "cp932"):
                firsts.add(one)
                seconds.add(other)
    return "".join(each.pop() if len(each) == 1 else _DOT for each in (firsts, seconds)) if firsts else ""


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return LOST


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


_EAST_ASIAN = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "KATAKANA-HIRAGANA",
    "HANGUL",
    "FULLWIDTH",
    "BOPOMOFO",
    "IDEOGRAPHIC",
)


def is_plausible(text: str) -> bool:
    """Whether a text is of assigned characters of East Asia or of one other script, with Latin and signs among them.

    Letters of Latin beyond ASCII do not touch East Asian ones: “Ŀ䛕r” is no text, and “目錄時” is.
    """
    scripts = set()
    before = ""
    for char in text:
        category = unicodedata.category(char)
        if category in ("Cc", "Cf", "Cn", "Co", "Zl", "Zp") and char not in "\u200b\u200d\ufeff":
            return False
        if category[0] in "LM" and not char.isascii():
            script = unicodedata.name(char, "?").split()[0].partition("-")[0]
            script = "EAST" if script in _EAST_ASIAN else script
            if {before, script} == {"EAST", "LATIN"}:
                return False
            scripts.add(script)
            before = script
        else:
            before = ""
    return (
        len(scripts - {"LATIN", "COMBINING", "VARIATION", "MASCULINE", "FEMININE", "MICRO", "MODIFIER"}) <= 1
    )


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
    return re.compile(f"[{telltales(name)}][{_marks(name)}]")


_REACH = 3
"""Characters to each side of a lost byte that belong to it: two characters of UTF-8 at most."""


def remains(text: str, code_page: Page) -> Iterator[tuple[int, Undone]]:
    """Where something is left over in a text that was repaired but for its losses, and what it was.

    The few characters around a mark for lost bytes that make UTF-8 with it, one of them rare.
    """
    done = 0
    for match in re.finditer(f"[{_marks(code_page.name)}]", text):
        at = match.start()
        for before, after in _NEAREST:
            start, end = at - before, at + after + 1
            if start < done or end > len(text) or not any(map(_is_rare, text[start:end])):
                continue
            undone = undo(text[start:end], code_page)
            if undone and undone.losses:
                yield start, undone
                done = end
                break


_NEAREST = sorted(product(range(_REACH + 1), repeat=2), key=sum)
"""How many characters before and after a mark are tried, the fewest first."""


@cache
def _is_rare(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" and not is_everyday(char, "gb18030")
