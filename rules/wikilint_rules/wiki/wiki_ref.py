"""MediaWiki's footnotes: `<ref name=…>`, `</ref>`, `<references />`."""

from __future__ import annotations

import re

from wikilint.rule import Document, Finding, Findings, Fix, Safety, pattern, rule
from wikilint_rules._cut import cut_span
from wikilint_rules._fold import folded
from wikilint_rules.wiki._wikitext import holds_only_prose, is_code, is_taught

# In `{{<ref "page.md">}}` and `{{<references>}}` they are Hugo's. Lower case: `<Ref>` is somebody's component.
_TAG = pattern(
    r"(?<!\{\{)<(?:(?P<end>/ref[ \t]*+>)|(?P<list>/?references(?:[ \t][^<>\r\n]{0,80}+)?/?>)"
    r"|ref(?:[ \t]++(?:name|group|follow|extends)[ \t]*+=(?:\"[^\"<>\r\n]*+\"|'[^'<>\r\n]*+'|[^<>\r\n/]*+)"
    r"[^<>\r\n/]*+)?[ \t]*+(?:(?P<empty>/>)|>))"
)
_PARAGRAPH = pattern(r"(?:\r\n|[\r\n])[ \t]*+[\r\n]")


@rule("wiki-ref", severity="warning", gate=(b"<ref", b"</ref"), protected=True, deletes=500)
def wiki_ref(doc: Document) -> Findings:
    """A MediaWiki footnote, `<ref>…</ref>`, that is left in the text.

    A browser ignores the unknown tag and shows the footnote's text in the middle of the sentence.

    The rule ignores Hugo's `{{<ref "page.md">}}`, pages that teach wiki markup, and all code.

        The airport was captured.<ref name=SOHR /> Then it was lost.

        <references />

    becomes

        The airport was captured. Then it was lost.

    Fix safety: unsafe for tags without text (`<ref name=a />`, `<references />`), which are removed. Display only
    for a footnote with text, because its source would be lost.
    """
    return folded(doc, _footnotes(doc))


def _footnotes(doc: Document) -> Findings:
    opening: re.Match[str] | None = None
    for tag in _TAG.finditer(doc.text, doc.body_start):
        if is_code(doc, tag.start()) or is_taught(doc, tag.start()):
            continue
        if tag["end"] and opening and not _PARAGRAPH.search(doc.text, opening.end(), tag.start()):
            yield _finding(doc, opening.start(), tag.end(), f"{opening[0]}…{tag[0]}", safety="display")
            opening = None
            continue
        if opening:
            yield from _lone(opening)
            opening = None
        if tag["list"] or tag["empty"]:
            yield _finding(doc, tag.start(), tag.end(), tag[0])
        elif tag["end"]:
            yield from _lone(tag)
        else:
            opening = tag
    if opening:
        yield from _lone(opening)


def _lone(tag: re.Match[str]) -> Findings:
    """A tag without a partner; a bare `<ref>` is also what manuals write for a reference: `--notes=<ref>`."""
    if tag[0] != "<ref>":
        yield Finding(
            *tag.span(), f"MediaWiki footnote tag “{tag[0]}” is left in the page without its partner"
        )


def _finding(doc: Document, start: int, end: int, shown: str, safety: Safety = "unsafe") -> Finding:
    message = f"MediaWiki footnote “{shown}” is left in the page"
    if not holds_only_prose(doc, start, end):
        return Finding(start, end, message)
    return Finding(start, end, message, Fix("Remove the footnote", cut_span(doc, start, end), safety=safety))
