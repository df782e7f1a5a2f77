"""Headings that are not read as such: glued to the end of a text, or without a space after their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wikilint.rule import Document, pattern
from wikilint_rules.headings._entry import Entry, Kind
from wikilint_rules.headings._names import names_sources, tail_start, without_placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = pattern(r"##++")
_TITLE = pattern(r"[ \t]*+([^\r\n]*)")
# After these, `## x` is not a heading that lost its line: `{##id}`, `"## x"`, `{{< note >}}## x`, `a/##`.
_NO_END_OF_PROSE = frozenset("{}([<>\"'`/\\=&|+-#$@~^,“‘«")
_END_OF_PROSE = frozenset(".!?:;)]”’»…%°*_。！？）」")
_NOTE_OR_LANGUAGE = pattern(r"(?<!\w)[A-G]\Z")
_SENTENCE_ENDS = (".", "。", "！", "？", "!")
# A longer line after `##` is prose about headings, or a paragraph by mistake.
_MAX_TITLE = 120
# A line that holds `##` more often than this is not prose; and so a line of 8 MB is not read over and over.
_MAX_TRIES = 8


def headings_in_prose(doc: Document, top: int) -> Iterator[Entry]:
    """What looks like a heading on lines that are not."""
    for start, end in _gaps(doc, top):
        line_end = tries = 0
        for marks in _MARKS.finditer(doc.text, start, end):
            at, after = marks.span()
            if after - at > 6:
                continue
            if at >= line_end:
                line_end, tries = doc.line_end(at), 0
            tries += 1
            if tries > _MAX_TRIES:
                continue
            entry = _loose(doc, at, after)
            if entry and not doc.is_protected(at, entry.title_start):
                yield entry


def _gaps(doc: Document, top: int) -> Iterator[tuple[int, int]]:
    """Where text with a `##` is, between headings."""
    text = doc.text
    for heading in doc.headings:
        if heading.start > top and text.find("##", top, heading.start) >= 0:
            yield top, heading.start
        top = max(top, heading.end)
    yield top, len(text)


def _loose(doc: Document, at: int, end: int) -> Entry | None:
    """The heading that the marks at `at`, which begin none, may have been meant to begin."""
    before = doc.text[doc.line_start(at) : at]
    found = _TITLE.match(doc.text, end)
    raw = found[1].rstrip(" \t") if found else ""
    kind: Kind = "glued" if before else "tight"
    if kind == "tight":
        raw = _without_closing_marks(raw, end - at)
    title = without_placeholders(raw)
    if not found or not title or len(title) > _MAX_TITLE:
        return None
    start = found.start(1)
    if (start > end) != (kind == "glued"):
        return None
    sources = names_sources(title)
    certain = sources
    if before:
        certain = sources or tail_start(raw) == len(title)
        if not _may_be_glued(before, title, certain=certain, proven=sources and title != raw):
            return None
    elif not (sources or (title[0].isalpha() and begins_heading(title[0]))) or "[" in title.split(" ", 1)[0]:
        return None
    return Entry(kind, at, doc.line_end(at), end - at, start, start + len(raw), title, certain=certain)


def _without_closing_marks(raw: str, level: int) -> str:
    """`GitWeb` of `##GitWeb##`: as many marks as there are before it close a heading."""
    title = raw.removesuffix("#" * level)
    return title.rstrip(" \t") if title and title[-1] != "#" else raw


def _may_be_glued(before: str, title: str, *, certain: bool, proven: bool) -> bool:
    """Whether prose, the line up to the marks, may have run into a heading; before a digit it has to end for sure."""
    prose = before.rstrip(" \t")
    if not prose or prose[-1] in _NO_END_OF_PROSE or prose.lstrip(" \t")[0] in ">|":
        return False
    if prose != before:
        return proven
    if certain or "#" in prose or "#" in title or title.endswith(_SENTENCE_ENDS):
        return certain
    ends = prose[-1] in _END_OF_PROSE or (title[0].isupper() and ends_prose(prose))
    return ends and begins_heading(title[0])


def ends_prose(text: str) -> bool:
    """Whether prose may end in these characters; `C##` and `F##` are notes and languages."""
    return (text[-1].isalnum() or text[-1] in _END_OF_PROSE) and not _NOTE_OR_LANGUAGE.search(text)


def begins_heading(first: str) -> bool:
    return first.isalnum() and not first.islower()
