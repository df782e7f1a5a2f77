"""The places of a page that a rule of the configuration can look at: `in = "heading"`, `in = "code(python)"`, …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from wikilint.document import Document
from wikilint.markdown import Region
from wikilint.pattern import pattern

Span = tuple[int, int]


class Place(NamedTuple):
    """A kind of place.

    spans: the stretches of a document that are of its kind, in order.
    protected: whether they are what rules leave alone unless they declare otherwise.
    """

    spans: Callable[[Document], Iterator[Span]]
    protected: bool


def find(name: str) -> Place | None:
    """The place of a name, `code(LANGUAGE)` included; None where there is none."""
    if match := _CODE_IN.fullmatch(name):
        language = match[1].casefold()
        return Place(lambda doc: _fenced(doc, language), protected=True)
    return _PLACES.get(name)


def names() -> tuple[str, ...]:
    return (*_PLACES, "code(LANGUAGE)")


_CODE_IN = pattern(r"code\(([^()\s]+)\)")
_FENCE = pattern(r"(?P<marks>`{3,}+|~{3,}+)[ \t]*+\{?\.?(?P<language>[^\s`{},]*+)")
_IMAGE_TAG = pattern(r"<img\s[^<>]*\Z|<(?:source|video|audio)\s[^<>]*\Z", re.IGNORECASE)
_ADDRESS = pattern(r"<?(?P<address>[^\s<>\"']++)")
_ABSOLUTE = pattern(r"[A-Za-z][A-Za-z0-9+.-]*+:|//|www\.")
_BRACKETS = pattern(r"\\.|[\[\]]", re.DOTALL)
_DELIMITERS = pattern(r"[ \t>]*+\|?[ \t]*+:?-+:?[ \t]*+(?:\|[ \t]*+:?-+:?[ \t]*+)*+\|?[ \t]*+\Z")
_BAR = pattern(r"\\.|\|", re.DOTALL)
_LONGEST_LABEL = 1000
_LONGEST_TAG = 500


def _headings(doc: Document) -> Iterator[Span]:
    for heading in doc.headings:
        yield heading.title_start, heading.title_end


def _comments(doc: Document) -> Iterator[Span]:
    for region in doc.regions:
        if region.kind == "comment" and doc.text.startswith("<!--", region.start):
            end = region.end - 3 if doc.text.endswith("-->", region.start, region.end) else region.end
            yield region.start + 4, max(end, region.start + 4)


def _code(doc: Document) -> Iterator[Span]:
    for region in doc.regions:
        if region.kind == "fenced":
            yield from _fence_content(doc, region)
        elif region.kind in ("indented", "code"):
            yield region.start, region.end


def _fenced(doc: Document, language: str) -> Iterator[Span]:
    for region in doc.regions:
        fence = _FENCE.match(doc.text, region.start) if region.kind == "fenced" else None
        if fence and fence["language"].casefold() == language:
            yield from _fence_content(doc, region)


def _fence_content(doc: Document, region: Region) -> Iterator[Span]:
    """The lines between the fences."""
    fence = _FENCE.match(doc.text, region.start)
    if fence is None:
        yield region.start, region.end
        return
    start, last = doc.line_end(region.start), doc.line_start(region.end - 1)
    closing = doc.text[last : region.end].strip("> \t\r\n")
    is_closed = last >= start and len(closing) >= len(fence["marks"]) and not closing.strip(fence["marks"][0])
    end = last if is_closed else region.end
    if start < end:
        yield start, end


def _link_texts(doc: Document) -> Iterator[Span]:
    return (label for label, is_image in _labels(doc) if not is_image)


def _alternatives(doc: Document) -> Iterator[Span]:
    return (label for label, is_image in _labels(doc) if is_image)


def _labels(doc: Document) -> Iterator[tuple[Span, bool]]:
    """The words in brackets before each destination, and whether an image is meant."""
    for region in doc.regions:
        if region.kind == "link" and doc.text.startswith("](", region.start - 2):
            label = _label(doc, region.start - 2)
            if label is not None:
                yield (label, region.start - 2), doc.text.startswith("!", label - 2)


def _label(doc: Document, end: int) -> int | None:
    """Where the label begins that ends at the bracket at `end`."""
    limit = max(doc.body_start, end - _LONGEST_LABEL)
    open_ = []
    for bracket in _BRACKETS.finditer(doc.text, limit, end):
        if bracket[0] == "[":
            open_.append(bracket.end())
        elif bracket[0] == "]" and open_:
            open_.pop()
    return open_[-1] if open_ else None


def _link_targets(doc: Document) -> Iterator[Span]:
    return (address for address, kind in _addresses(doc) if kind == "link")


def _image_targets(doc: Document) -> Iterator[Span]:
    return (address for address, kind in _addresses(doc) if kind == "image")


def _urls(doc: Document) -> Iterator[Span]:
    return (address for address, _ in _addresses(doc) if _ABSOLUTE.match(doc.text, *address))


def _addresses(doc: Document) -> Iterator[tuple[Span, str]]:
    """Every address, and what leads there: a link, an image, or nothing but itself."""
    for region in doc.regions:
        if region.kind != "link":
            continue
        start = region.start + (doc.text[region.start] in "\"'")
        start += len(doc.text[start : region.end]) - len(doc.text[start : region.end].lstrip())
        if address := _ADDRESS.match(doc.text, start, region.end):
            yield address.span("address"), _kind(doc, region)


def _kind(doc: Document, region: Region) -> str:
    text, start = doc.text, region.start
    if text.startswith("](", start - 2):
        label = _label(doc, start - 2)
        return "image" if label is not None and text.startswith("!", label - 2) else "link"
    if text.startswith("]:", start - 2):
        return "link"
    tag = text.rfind("<", max(start - _LONGEST_TAG, 0), start)
    if text.startswith("=", start - 1) and tag >= 0:
        return "image" if _IMAGE_TAG.match(text, tag, start) else "link"
    return "bare"


def _cells(doc: Document) -> Iterator[Span]:
    """The cells of tables: a row of titles, a row of dashes, and rows up to a line without a bar."""
    last = len(doc.line_starts)
    row = doc.row(doc.body_start)
    while row < last:
        below = doc.line(row + 1)
        if "|" not in below or not _DELIMITERS.match(below) or "|" not in doc.line(row):
            row += 1
            continue
        yield from _row_cells(doc, row)
        row += 2
        while row <= last and "|" in doc.line(row):
            yield from _row_cells(doc, row)
            row += 1


def _row_cells(doc: Document, row: int) -> Iterator[Span]:
    start = doc.line_starts[row - 1]
    end = start + len(doc.line(row))
    if (
        doc.is_protected(start, start + 1)
        and (region := doc.protection(start, start + 1))
        and region.kind != "link"
    ):
        return
    bars = [bar.start() for bar in _BAR.finditer(doc.text, start, end) if bar[0] == "|"]
    edges = [start - 1, *bars, end]
    for left, right in pairwise(edges):
        cell = doc.text[left + 1 : right]
        if cell.strip(" \t>"):
            yield left + 1 + len(cell) - len(cell.lstrip(" \t>")), right - (len(cell) - len(cell.rstrip()))


_PLACES = {
    "heading": Place(_headings, protected=False),
    "link-text": Place(_link_texts, protected=False),
    "link-target": Place(_link_targets, protected=True),
    "image-target": Place(_image_targets, protected=True),
    "alt": Place(_alternatives, protected=False),
    "url": Place(_urls, protected=True),
    "code": Place(_code, protected=True),
    "comment": Place(_comments, protected=True),
    "table": Place(_cells, protected=False),
}
