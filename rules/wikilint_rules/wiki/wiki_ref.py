"""MediaWiki's footnotes: `<ref name=…>`, `</ref>`, `<references />`."""

from __future__ import annotations

import re

from wikilint.rule import Document, Finding, Findings, Fix, rule
from wikilint_rules._cut import cut_span
from wikilint_rules.wiki._wikitext import holds_only_prose, is_code

# In `{{<ref "page.md">}}` and `{{<references>}}` they are Hugo's. Lower case: `<Ref>` is somebody's component.
_TAG = re.compile(
    r"(?<!\{\{)<(?:(?P<end>/ref[ \t]*+>)|(?P<list>/?references(?:[ \t][^<>\r\n]{0,80}+)?/?>)"
    r"|ref(?:[ \t]++(?:name|group|follow|extends)[ \t]*+=(?:\"[^\"<>\r\n]*+\"|'[^'<>\r\n]*+'|[^<>\r\n/]*+)"
    r"[^<>\r\n/]*+)?[ \t]*+(?:(?P<empty>/>)|>))"
)
_PARAGRAPH = re.compile(r"(?:\r\n|[\r\n])[ \t]*+[\r\n]")


@rule("wiki-ref", severity="warning", gate=(b"<ref", b"</ref"), protected=True)
def wiki_ref(doc: Document) -> Findings:
    """A footnote of MediaWiki, `<ref>…</ref>`, that is left in the text.

    A browser ignores the unknown tag and shows the footnote's text in the middle of the sentence. Hugo's
    `{{<ref "page.md">}}`, and whatever stands in code, is left alone.

    With `--unsafe-fixes` the footnote goes with its text; a tag that has no partner, `<ref name=a />` and
    `<references />` go alone.

        The airport was captured.<ref name=SOHR>Observatory for Human Rights, 5 March</ref>

    becomes

        The airport was captured.
    """
    opening: re.Match[str] | None = None
    for tag in _TAG.finditer(doc.text, doc.body_start):
        if is_code(doc, tag.start()):
            continue
        lone = tag["end"] or tag["list"] or tag["empty"]
        if tag["end"] and opening and not _PARAGRAPH.search(doc.text, opening.end(), tag.start()):
            yield _finding(doc, opening.start(), tag.end(), f"{opening[0]}…{tag[0]}")
            opening = None
            continue
        if opening:
            yield _finding(doc, opening.start(), opening.end(), opening[0])
            opening = None
        if lone:
            yield _finding(doc, tag.start(), tag.end(), tag[0])
        else:
            opening = tag
    if opening:
        yield _finding(doc, opening.start(), opening.end(), opening[0])


def _finding(doc: Document, start: int, end: int, shown: str) -> Finding:
    message = f"MediaWiki’s footnote “{shown}” is left in the page"
    if not holds_only_prose(doc, start, end):
        return Finding(start, end, message)
    return Finding(
        start, end, message, Fix("Remove the footnote", cut_span(doc, start, end), safety="unsafe")
    )
