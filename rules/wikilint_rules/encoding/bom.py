"""Byte order marks where no text begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, Safety, pattern, rule

from ._census import unusual
from ._flood import one_for_many
from ._mangled import BOM, MANGLED, is_shown, present
from ._text import line_around, outside, spares_frontmatter

_MARKS = pattern(f"{BOM}+")
_LINE_END = pattern(r"[ \t]*(?:[\r\n]|\Z)")
_GBK = pattern("锘[\u7dfc-\u7e35]")
"""The three bytes of the mark and the letter after it, read as GBK."""


def _safety(doc: Document, start: int, end: int) -> Safety:
    """Safe where the mark stands apart: it can neither keep a line together nor be part of a word or a URL there."""
    if doc.is_protected(start, end) and doc.text[start - 1 : start] not in (")", ">"):
        return "unsafe"
    before, after = line_around(doc, start, end)
    return "safe" if not before.strip(" \t") or not after.strip(" \t") else "unsafe"


def _marks(doc: Document) -> Iterator[tuple[int, int]]:
    """Where marks are: outside of protected regions, or after one at the end of its line, as after a link."""
    yield from (match.span() for match in outside(doc, _MARKS))
    for match in _MARKS.finditer(doc.text, doc.body_start):
        if doc.is_protected(*match.span()) and _follows_link(doc, *match.span()):
            yield match.span()


def _follows_link(doc: Document, start: int, end: int) -> bool:
    region = doc.protection(start, end)
    return region is not None and region.kind == "link" and bool(_LINE_END.match(doc.text, end))


def _misread(doc: Document) -> Iterator[Finding]:
    """Marks whose bytes were read as characters of another encoding."""
    if (found := _GBK.match(doc.text)) and (rest := _letter(found.group())):
        fix = Fix("Remove it", Edit(0, 2, rest))
        yield Finding(0, 2, f"“{found.group()}” is a byte order mark and “{rest}”, read as GBK", fix)
    shown = present(doc, BOM)
    if not shown:
        return
    for match in outside(doc, re.compile("|".join(f"(?:{re.escape(form)})+" for form in shown))):
        start, end = match.span()
        if start and is_shown(doc, start, end):
            continue
        form = next(form for form in shown if match.group().startswith(form))
        fix = Fix("Remove it", Edit(start, end), safety=_safety(doc, start, end))
        message = f"“{form}” is a byte order mark whose bytes were read as {MANGLED[BOM][form]}"
        yield Finding(start, end, message, fix, count=(end - start) // len(form))


def _letter(misread: str) -> str:
    raw = misread.encode("gbk", "replace")
    return raw[3:].decode("ascii", "ignore") if raw.startswith(b"\xef\xbb\xbf") else ""


@rule("bom", severity="warning", gate=NON_ASCII, protected=True, deletes=16)
@one_for_many
@spares_frontmatter
def bom(doc: Document, *, leading: bool = False) -> Findings:
    """A byte order mark (U+FEFF) anywhere but at the very start of a file.

    It comes from joining files that each had a mark, or from saving twice with tools that add one. It is invisible,
    and a `---`, `#` or key after it is not recognized. Where a tool took UTF-8 for another encoding, the mark has
    become text: `ï»¿` in windows-1252, and similar sequences in other encodings.

    Example: a second mark, or `ï»¿`, before `---` turns the frontmatter into text.

    The rule ignores a single mark at the very start of a file, which many editors write, code, and `ï»¿` in quotes
    or on a line that mentions encodings.

    leading: also report, and remove, the mark at the very start of a file.

    Fix safety: safe at the start or end of a line, where the mark has no effect. Unsafe in the middle of a line,
    where it may have been written to prevent a line break.
    """
    if leading and doc.bom:
        whole = Fix("Write the file without it", decode_as="utf-8-sig")
        yield Finding(0, 0, "the file begins with a byte order mark", whole)
    yield from _misread(doc)
    if BOM not in unusual(doc):
        return
    for start, end in sorted(_marks(doc)):
        edit = Edit(start, end)
        second = start == 0 and doc.bom
        what = "a second byte order mark" if second else "a byte order mark: U+FEFF in the middle of a text"
        fix = Fix("Remove it", edit, safety=_safety(doc, start, end))
        yield Finding(start, end, what, fix, count=end - start)
