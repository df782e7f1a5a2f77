"""MediaWiki's own markup: `'''bold'''`, `== heading ==`, `{|`, `__TOC__`, parameters of an infobox."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule
from wikilint_rules._cut import blank_lines_end, cut_lines, cut_span
from wikilint_rules.wiki._wikitext import heading_at, is_code

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUOTES = re.compile(
    r"(?<![\w'])(?P<marks>'''(?:'')?+)(?=[^\s'])(?P<text>[^'\r\n]+(?:'[^'\r\n]+)*)(?<=\S)(?P=marks)(?!')"
)
_HEADING = re.compile(
    r"^(?P<marks>={2,6})(?!=)[ \t]*(?P<title>[^=\s][^=\r\n]*(?:=[^=\r\n]+)*)(?P=marks)[ \t]*(?=[\r\n]|\Z)",
    re.MULTILINE,
)
_TABLE = re.compile(r"^(?:\{\|(?!\|)[^\r\n|}]*|\|\})[ \t]*(?=[\r\n]|\Z)", re.MULTILINE)
_SWITCH = re.compile(
    r"__(?:(?:NO|FORCE)?TOC|NO(?:EDITSECTION|GALLERY|INDEX|TITLECONVERT|TC|CONTENTCONVERT|CC)"
    r"|NEWSECTIONLINK|HIDDENCAT|INDEX|STATICREDIRECT|DISAMBIG|EXPECTUNUSEDCATEGORY)__"
)
# Padded to a column, as editors of infoboxes align them: ` * conflict    = …`; a bullet where a bar stood.
_PARAMETER = re.compile(
    r"^[ \t]{0,3}[*|][ \t]?(?P<name>[a-z][\w -]{0,40}?)(?P<pad>[ \t]+)=[ \t]*[^\r\n]*", re.MULTILINE
)
_REDIRECT = re.compile(
    r"^#REDIRECT[ \t]*:?[ \t]*\[\[[^\]\r\n]+\]\][ \t]*(?=[\r\n]|\Z)", re.MULTILINE | re.IGNORECASE
)


@rule("wiki-markup", severity="warning", needs=(b"'''", b"==", b"{|", b"|}", b"__", b" =", b"#R"))
def wiki_markup(doc: Document) -> Findings:
    """Markup of MediaWiki that means nothing in Markdown.

    Left over from a conversion it is shown as it stands, and the structure that it stood for is lost:
    `'''bold'''`, `== Heading ==`, the frame of a table (`{|` … `|}`), switches such as `__TOC__`, the aligned
    parameters of an infobox (` * conflict    = …`, at least two in a row), `#REDIRECT [[…]]`. A heading
    underlined with `===`, and all code, is left alone.

    With `--unsafe-fixes` bold and headings are written in Markdown, switches and parameters go. A table and a
    redirect are only reported.

        == Background ==
        '''Mosul''' fell in June.

    becomes

        ## Background
        **Mosul** fell in June.
    """
    text = doc.text
    for match in doc.search(_QUOTES):
        marks = "**" if len(match["marks"]) == 3 else "***"
        fix = Fix(
            "Write it in Markdown", Edit(*match.span(), f"{marks}{match['text']}{marks}"), safety="unsafe"
        )
        yield Finding(*match.span(), f"MediaWiki’s bold “{_short(match[0])}”", fix)
    for match in doc.search(_HEADING):
        fix = _as_heading(match)
        yield Finding(*match.span(), f"MediaWiki’s heading “{_short(match[0])}”", fix)
    for match in doc.search(_TABLE):
        yield Finding(*match.span(), f"MediaWiki’s table “{_short(match[0])}”")
    for match in doc.search(_SWITCH):
        fix = Fix("Remove the switch", cut_span(doc, *match.span()), safety="unsafe")
        yield Finding(*match.span(), f"MediaWiki’s switch “{match[0]}”", fix)
    for match in doc.search(_REDIRECT):
        yield Finding(*match.span(), f"MediaWiki’s redirect “{_short(match[0])}”")
    yield from _parameters(doc)
