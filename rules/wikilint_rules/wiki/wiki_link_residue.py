"""Links of MediaWiki that nothing resolves here: `[[File:…]]`, `[[Category:…]]`."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule
from wikilint_rules._cut import cut_span
from wikilint_rules._fold import folded
from wikilint_rules.wiki._namespaces import CATEGORY, FILE
from wikilint_rules.wiki._wikitext import holds_only_prose, is_code, is_taught, partners

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACED = pattern(r"(?<![!\[\\])\[\[(?!\[)[ \t]*+(?P<colon>:?)[ \t]*+(?P<space>[^\[\]|:\r\n{}#<>\"]{1,40}+):")
# A file of MediaWiki has a medium's extension; `[[file:docs/plan.md]]` is a link of Org mode and others.
_MEDIA = pattern(
    r"[^\[\]|\r\n/]{1,240}?\.(?:svg|png|jpe?g|jpe|gif|webp|tiff?|xcf|bmp|pdf|djvu?|og[agvm]|ogg|webm|mp[34]|mpe?g|wav|flac"
    r"|opus|midi?|stl|tab|map)[ \t]*+(?:\||\]\]|[\r\n])",
    re.IGNORECASE,
)
_OPENING, _CLOSING = ("[[", "{{"), ("]]", "}}")
_EDGES = pattern(r"(\||\[\[|\]\]|\{\{|\}\})")
_PIPED = pattern(r"(?<![!\[\\])\[\[(?P<target>:?[^\W_][^\[\]|\r\n]*+)\|(?P<label>[^\[\]|\r\n]+)\]\]")


# What MediaWiki reads of a file's link as its looks; the last other part is the caption.
_LOOK = pattern(
    r"(?:thumb(?:nail)?|frame(?:d|less)?|border|left|right|cent(?:er|re)|none|upright|baseline|middle|sub|super|top|bottom"
    r"|mini(?:atur)?|gerahmt|links|rechts|zentriert|hochkant|ohne|vignette|gauche|droite|centré|cadre|néant|redresse"
    r"|miniatura(?:imagem)?|miniaturadeimagen|izquierda|derecha|centrado|esquerda|direita|sinistra|destra|centro|мини"
    r"|миниатюра|слева|справа|центр|мініатюра|ліворуч|праворуч|mały|lewo|prawo|サムネイル|左|右|中央|缩略图|縮圖|居中"
    r"|섬네일|왼쪽|오른쪽|تصغير|يسار|يمين|بندانگشتی|چپ|راست|\d*+(?:x\d++)?\s?px)\s*+\Z"
    r"|[^\W\d_]{2,12}\s*=",
    re.IGNORECASE,
)
# How much of a line around a link is read.
_NEAR = 200
_MARKER = pattern(r"[ \t]*+(?:[-*+>]|\d{1,9}[.)])[ \t]++\Z")


@rule("wiki-link-residue", severity="warning", gate=b"[[", protected=True, deletes=500)
def wiki_link_residue(doc: Document, *, piped: bool = False) -> Findings:
    """A MediaWiki link to a file or category that is left in the text.

    In MediaWiki, `[[File:Map.png|thumb|Caption]]` embeds a picture and `[[Category:Battles]]` puts the page into a
    category. Elsewhere, readers see the markup. The rule knows the names of both namespaces in the 318 languages of
    Wikipedia (`[[Datei:…]]`, `[[Категория:…]]`, `[[ملف:…]]`).

    The rule ignores all other `[[links]]`, because Obsidian, Gollum and many other tools use them, and it ignores code
    and pages that teach wiki markup.

    The fix removes the link. The caption of a file is kept as a separate paragraph, and a piped link is replaced by
    its label.

        [[File:Map.png|thumb|The front on 5 March]]
        The offensive began on 14 January.[[Category:Battles of 2017]]

    becomes

        The front on 5 March

        The offensive began on 14 January.

    piped: also report `[[target|label]]`, for text that comes from a wiki and not from Obsidian.

    Fix safety: always unsafe, because the name of the file or category is lost. There is no fix for a link with a
    caption in the middle of a sentence or in a table.
    """
    spans: list[tuple[int, int]] = []
    found = list(_namespace_links(doc, spans))
    yield from folded(doc, found)
    if piped:
        yield from folded(doc, _piped(doc, spans))


def _namespace_links(doc: Document, spans: list[tuple[int, int]]) -> Findings:
    """Links to files and categories; where they are goes to `spans`."""
    for start, end, kind, whole in _namespaced(doc):
        spans.append((start, end))
        if is_taught(doc, start):
            continue
        target = doc.text[start + 2 : start + 80].partition("\n")[0].partition("|")[0].partition("]]")[0]
        message = f"MediaWiki link to a {kind} “[[{' '.join(target.split())}” is left in the page"
        yield Finding(start, end, message, _fix(doc, start, end, kind) if whole else None)


def _piped(doc: Document, spans: list[tuple[int, int]]) -> Findings:
    for match in doc.search(_PIPED):
        at = bisect_right(spans, (match.start(), len(doc.text))) - 1
        if (at < 0 or spans[at][1] <= match.start()) and not is_taught(doc, match.start()):
            fix = Fix("Keep the label", Edit(*match.span(), match["label"]), safety="unsafe")
            yield Finding(*match.span(), f"MediaWiki link “{match[0]}” is left in the page", fix)


def _fix(doc: Document, start: int, end: int, kind: str) -> Fix | None:
    caption = _caption(doc.text[start + 2 : end - 2]) if kind == "file" else ""
    if not caption:
        return Fix(f"Remove the link to the {kind}", cut_span(doc, start, end), safety="unsafe")
    edit = _paragraph(doc, start, end, caption)
    return Fix("Keep the caption", edit, safety="unsafe") if edit else None


def _caption(link: str) -> str:
    """The caption of a file, out of what its link has between the brackets."""
    parts = [""]
    depth = 0
    for mark in _EDGES.split(link):
        depth += (mark in _OPENING) - (mark in _CLOSING)
        if mark == "|" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += mark
    captions = [part.strip() for part in parts[1:] if part.strip() and not _LOOK.match(part.strip())]
    return captions[-1] if captions else ""


def _paragraph(doc: Document, start: int, end: int, caption: str) -> Edit | None:
    """The edit that makes a paragraph of a caption; None within a line, where it would end a sentence."""
    text = doc.text
    line_start, line_end = doc.line_start(start), doc.line_end(end)
    before, after = text[max(line_start, start - _NEAR) : start], text[end : min(line_end, end + _NEAR)]
    if _MARKER.match(before) and not after.strip():
        return Edit(start, end, caption)
    if (before.strip() and after.strip()) or text.startswith("|", line_start):
        return None
    lead = trail = ""
    if before.strip():
        start, lead = start - len(before) + len(before.rstrip()), doc.newline * 2
    elif line_start > doc.body_start and _is_prose(doc.line(doc.row(line_start) - 1)):
        lead = doc.newline
    if after.strip():
        end, trail = end + len(after) - len(after.lstrip()), doc.newline * 2
    elif line_end < len(text) and _is_prose(doc.line(doc.row(line_end))):
        trail = doc.newline
    return Edit(start, end, f"{lead}{caption}{trail}")


def _is_prose(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _namespaced(doc: Document) -> Iterator[tuple[int, int, str, bool]]:
    """Links to files and categories: start, end, kind, and whether they are closed and hold nothing but prose."""
    closed: dict[int, int] | None = None
    done = doc.body_start
    for match in _SPACED.finditer(doc.text, doc.body_start):
        start = match.start()
        kind = "" if match["colon"] or start < done else _kind(match["space"])
        if not kind or is_code(doc, start) or (kind == "file" and not _MEDIA.match(doc.text, match.end())):
            continue
        if closed is None:
            closed = partners(doc.text, "[[", doc.body_start)
        end = closed.get(start, 0)
        whole = end > 0 and holds_only_prose(doc, start, end)
        done = end if whole else match.end()
        yield start, done, kind, whole


def _kind(namespace: str) -> str:
    name = f"|{unicodedata.normalize('NFC', namespace.replace('_', ' ').strip().casefold())}|"
    return "file" if name in FILE else "category" if name in CATEGORY else ""
