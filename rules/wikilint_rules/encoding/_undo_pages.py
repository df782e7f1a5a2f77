"""What runs of East Asian characters were before UTF-8 was read two bytes at a time, lost bytes included."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, product
from operator import itemgetter
from typing import NamedTuple

from wikilint.rule import frozen, pattern

from ._pages import DOT, LOST, Page, has_none, is_everyday, marks, of_pair

_HOLE = b"\xff"
"""A lost byte; 0xFF is in no UTF-8, and no character of these code pages has it."""

_LOST_BEFORE = LOST.encode("utf-8")
"""What was lost before the text was read wrongly; no fix may bring it back to where there is none."""

_TOKEN = pattern(
    rb"(?P<good>[\x21-\x7e]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})"
    rb"|(?P<lost>(?:[\xc2-\xf4][\x80-\xbf]{0,2})?\xff+[\x80-\xbf]{0,2})"
)


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


class _Token(NamedTuple):
    """Some bytes of a run, and what they were: one character, or what can be said of lost ones."""

    start: int
    end: int
    text: str
    holes: int = 0
    guesses: int = 0


def undo(run: str, code_page: Page) -> Undone | None:
    """What a run was before, or None where it cannot be UTF-8 read with the code page."""
    tokens = _tokens(run, code_page)
    return _joined(0, len(run), tokens) if tokens else None


def parts(run: str, code_page: Page) -> list[Undone]:
    """What the stretches of a run were that lost something, and what those between them were, that lost nothing.

    Each begins and ends with a character of the run and one of what it was, so each can be undone without the others.
    """
    tokens = _tokens(run, code_page) or []
    lost = marks(code_page.name)
    at, offsets = 0, {0: 0}
    for number, char in enumerate(run, 1):
        at += 1 if char in lost else len(code_page.bytes_of(char))
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
        raw = _HOLE.join(map(code_page.bytes_of, re.split(f"[{marks(code_page.name)}]", run)))
    except UnicodeEncodeError:
        return None
    mark = LOST if LOST in run else DOT if code_page.codec == "cp932" and DOT in run else "?"
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
            read = _around_dot(match.group(), code_page) if mark == DOT else ""
            read = read or (mark != DOT and _inferred(match.group(), raw[at : at + 1], code_page)) or mark
            holes = read.count(mark)
            found.append(_Token(*match.span(), read, holes, len(read) - holes))
    return found if at == len(raw) else None


def _inferred(token: bytes, following: bytes, code_page: Page) -> str:
    """The one everyday character that fits where a byte is lost: one for which, with the byte after it, the code page
    has no character."""
    if token.count(_HOLE) != 1 or token[:1] == _HOLE or code_page.codec == "cp949":
        return ""  # a lost first byte leaves too many, and every syllable of Korean is an everyday one
    hole = token.index(_HOLE)
    after = (token[hole + 1 :] + following)[:1]
    fits = []
    for byte in range(0x80, 0xC0):
        if after and not has_none(code_page.codec, byte, after[0]):
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
    firsts, seconds = set(), set()
    for last in range(0x80, 0xC0):
        for lead in range(0xE3, 0xEA):
            one, other = _decoded(before + bytes((last,))), _decoded(bytes((lead,)) + after)
            if (
                of_pair(code_page.codec, last, lead) == LOST
                and is_everyday(one, "cp932")
                and is_everyday(other, "cp932")
            ):
                firsts.add(one)
                seconds.add(other)
    return "".join(each.pop() if len(each) == 1 else DOT for each in (firsts, seconds)) if firsts else ""


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return LOST


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


_REACH = 3
"""Characters to each side of a lost byte that belong to it: two characters of UTF-8 at most."""


def remains(text: str, code_page: Page) -> Iterator[tuple[int, Undone]]:
    """Where something is left over in a text that was repaired but for its losses, and what it was.

    The few characters around a mark for lost bytes that make UTF-8 with it, one of them rare.
    """
    done = 0
    for match in re.finditer(f"[{marks(code_page.name)}]", text):
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
