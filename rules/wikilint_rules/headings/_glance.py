"""What a page's headings could be about, seen without reading the page as Markdown: most pages need no outline."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wikilint.rule import Document, fact, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

# A line that may be a heading, or underline one: marks, title, what is below up to the first mark. Lines of
# code are taken for headings as well; so there may be more here than in the outline, and never fewer.
_MARKED = r" {0,3}(#{1,6}+)(?=[ \t\r\n]|\Z)[ \t]*+([^\r\n]*+)(?=([ \t\r\n]*+[^\r\n]?))"
_LINE = pattern(rf"\n(?=[ #=-])(?:{_MARKED}|(?<!\n\n)(?<!\n\r\n) {{0,3}}(=++|-++)[ \t]*+(?=[\r\n]|\Z))")
_BELOW = pattern(r"[ \t\r\n]*+[^\r\n]?")
_FIRST = pattern(_MARKED)
# What two titles that say the same may differ in, see `_names.key`.
_NO_WORD = pattern(r"[^\w\n]+|_+")
_NO_ASCII_WORD = {code: None for code in range(0x80) if not chr(code).isalnum() and chr(code) != "\n"}


_WHITE = " \t\r\n"


class Glance(NamedTuple):
    """What the outline of a page could show; each is true where that is not certain.

    is_odd: a heading that is glued, tight, without a title, or beside placeholders.
    may_repeat: two headings that say the same. may_be_empty: a section with nothing in it.
    """

    is_odd: bool
    may_repeat: bool
    may_be_empty: bool


_Line = tuple[str, str, str, str]
"""Marks, title and what is below, up to the first mark; or, of a line that underlines one, only that line."""

_UNSURE = Glance(is_odd=True, may_repeat=True, may_be_empty=True)
_NOTHING = Glance(is_odd=False, may_repeat=False, may_be_empty=False)


@fact
def glance(doc: Document) -> Glance:
    """What the page's headings could be about. Says too much rather than too little."""
    text, start = doc.text, doc.body_start
    if "\r" in text and text.count("\r") != text.count("\r\n"):
        return _UNSURE
    lines: list[_Line] = _LINE.findall(text, max(start - 1, 0))
    if any(line[3] for line in lines):
        lines = list(_with_underlined(text, start))
    if not start and (first := _FIRST.match(text)):
        lines.insert(0, (first[1], first[2], first[3], ""))
    if not lines:
        return _UNSURE if "##" in text else _NOTHING
    marks, titles, _, _ = map("\n".join, zip(*lines, strict=True))
    if _are_odd(text, start, marks, titles) or "[object " in text:
        return _UNSURE
    plain = (
        titles.lower().translate(_NO_ASCII_WORD) if titles.isascii() else _NO_WORD.sub("", titles.casefold())
    )
    keys = plain.split()
    may_repeat, may_be_empty = len(keys) > len(set(keys)), _may_be_empty(lines)
    return Glance(False, may_repeat, may_be_empty) if may_repeat or may_be_empty else _NOTHING


def _with_underlined(text: str, start: int) -> Iterator[_Line]:
    """The lines, each underline with its title; marks of `=` have the length of the level. The title is empty where
    it may be more than the line above."""
    last: _Line | None = None
    end = start
    for match in _LINE.finditer(text, max(start - 1, 0)):
        line, begin = (match[1], match[2], match[3], ""), match.start()
        if match[4]:
            begin = max(text.rfind("\n", start, begin) + 1, start)
            title = text[begin : match.start()].strip(_WHITE)
            if not title:
                continue
            above = text[max(text.rfind("\n", start, max(begin - 1, start)) + 1, start) : begin]
            below = _BELOW.match(text, match.end())
            mark = "=" if match[4][0] == "=" else "=="
            line = mark, "" if above.strip(_WHITE) else title, below[0] if below else "", ""
        if last:
            yield (*last[:2], "#", "") if not text[end:begin].strip(_WHITE) else last
        last, end = line, match.end()
    if last:
        yield last


def _are_odd(text: str, start: int, marks: str, titles: str) -> bool:
    """Whether a title is not known, or may be two; or `##` is where no heading begins."""
    if any(odd in f"\n{titles}\n" for odd in ("\n\n", "\n#", "# ", "#\t")):
        return True
    known = f"{marks}\n{titles}"
    return text.count("#", start) > known.count("#") and text.count("##", start) > known.count("##")


def _may_be_empty(lines: list[_Line]) -> bool:
    """Whether nothing comes below one of the headings, up to one of its level or the end of the page."""
    level, below = 0, "text"
    for mark, _, following, _ in lines:
        if below[-1:] == "#" and (len(mark) <= level or below[-5:-1] == "    " or "\t" in below):
            return True
        level, below = len(mark), following
    return not below.strip(_WHITE + "#")
