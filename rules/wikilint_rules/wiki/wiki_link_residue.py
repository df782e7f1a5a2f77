"""Links of MediaWiki that nothing resolves here: `[[File:…]]`, `[[Category:…]]`."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule
from wikilint_rules._cut import cut_span
from wikilint_rules.wiki._namespaces import CATEGORY, FILE
from wikilint_rules.wiki._wikitext import holds_only_prose, is_code, partners

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACED = re.compile(
    r"(?<![!\[\\])\[\[(?!\[)[ \t]*+(?P<colon>:?)[ \t]*+(?P<space>[^\[\]|:\r\n{}#<>\"]{1,40}+):"
)
# A file of MediaWiki has a medium's extension; `[[file:docs/plan.md]]` is a link of Org mode and others.
_MEDIA = re.compile(
    r"[^\[\]|\r\n/]{1,240}?\.(?:svg|png|jpe?g|jpe|gif|webp|tiff?|xcf|bmp|pdf|djvu?|og[agvm]|ogg|webm|mp[34]|mpe?g|wav|flac"
    r"|opus|midi?|stl|tab|map)[ \t]*+(?:\||\]\]|[\r\n])",
    re.IGNORECASE,
)
_PIPED = re.compile(r"(?<![!\[\\])\[\[(?P<target>:?[^\W_][^\[\]|\r\n]*+)\|(?P<label>[^\[\]|\r\n]+)\]\]")


@rule("wiki-link-residue", severity="warning", gate=b"[[", protected=True)
def wiki_link_residue(doc: Document, *, piped: bool = False) -> Findings:
    """A link of MediaWiki that is left in the text: a file, a category.

    `[[File:Map.png|thumb|Caption]]` and `[[Category:Battles]]` embed and file a page in MediaWiki; elsewhere they
    are visible noise. The names of both namespaces are known in the 318 languages of Wikipedia (`[[Datei:…]]`,
    `[[Категория:…]]`, `[[ملف:…]]`). Other `[[links]]` are those of Obsidian, Gollum and many more, and left alone,
    as is everything in code.

    With `--unsafe-fixes` the link goes, caption and all; a piped link leaves its label.

        [[File:Map.png|thumb|The front on 5 March]]
        The offensive began on 14 January.[[Category:Battles of 2017]]

    becomes

        The offensive began on 14 January.

    piped: also report `[[target|label]]`, for text that comes from a wiki and not from Obsidian.
    """
    spans = []
    for start, end, kind, whole in _namespaced(doc):
        spans.append((start, end))
        target = doc.text[start + 2 : start + 80].partition("\n")[0].partition("|")[0].partition("]]")[0]
        message = f"MediaWiki’s link to a {kind} “[[{' '.join(target.split())}” is left in the page"
        remove = Fix(f"Remove the link to the {kind}", cut_span(doc, start, end), safety="unsafe")
        yield Finding(start, end, message, remove if whole else None)
    if not piped:
        return
    for match in doc.search(_PIPED):
        at = bisect_right(spans, (match.start(), len(doc.text))) - 1
        if at < 0 or spans[at][1] <= match.start():
            leave = Fix("Leave the label", Edit(match.start(), match.end(), match["label"]), safety="unsafe")
            yield Finding(
                match.start(), match.end(), f"MediaWiki’s link “{match[0]}” is left in the page", leave
            )


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
