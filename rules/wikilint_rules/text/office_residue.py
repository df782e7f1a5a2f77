"""What Word pastes along with a text: its settings, its style sheets, its tags."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule
from wikilint_rules._cut import cut_span
from wikilint_rules._fold import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

# The values of <w:WordDocument>, without their tags: view, zoom, switches, languages, the browser to suit.
_VALUE = (
    r"(?:Normal|Clean|Print|true|false|\d{3,4}x\d{3,4}|\d{1,3}(?:[.,]\d)?(?:[ ](?:pt|nk|gun|磅))?|X-NONE"
    r"|[A-Za-z]{2,3}-[A-Z]{2,4}|[A-Z]{2}|MicrosoftInternetExplorer\d?|DocumentNotSpecified)"
)
_SETTINGS = pattern(rf"(?:^|(?<=\r))[ \t]*+(?P<values>{_VALUE}(?:\s++{_VALUE})*+)(?!\S)", re.MULTILINE)
_SWITCHES = pattern(r"(?:\b(?:true|false)\s++){2,}(?:X-NONE|[A-Za-z]{2,3}-[A-Z]{2}|[A-Z]{2}\b|Micro)")
_TELLING = ("X-NONE", "MicrosoftInternetExplorer", " Definitions", "Mso", "mso-")
"""What is in every page with settings of Word: without it, a few switches in a row are somebody's own."""
_COMMENT = r"/\\?\*[ ]?(?:Style|Font|List|Page) Definitions[ ]?\\?\*/"
_SHEET = pattern(rf"{_COMMENT}|(?:^|(?<=\r))[ \t]*+(?=[\w., -]{{0,200}}?\.Mso[A-Z])", re.MULTILINE)
_PART = pattern(rf"\s*+(?:{_COMMENT}|(?P<selector>[@\w.,:#*\\\s-]{{1,400}}+)\{{[^{{}}]{{0,8000}}+\}})")
_OFFICE = pattern(r"mso|supp|<[owv]:|Word", re.IGNORECASE)
_EMPTY_TAGS = r"<o:p>(?:&nbsp;|[ \t\u00a0])*+</o:p>"
_ATTRIBUTE = (
    r"(?<![ \t])[ \t]++class[ \t]*+=[ \t]*+(?P<quote>[\"']?)Mso[A-Z]\w*+(?P=quote)(?=[ \t\r\n>/])"
    r"|(?<![ \t])[ \t]++style[ \t]*+=[ \t]*+(?P<mark>[\"'])(?:[ \t]*+mso-[\w-]++[ \t]*+:[^;\"'<>]*+;?)++(?P=mark)"
)
_CONDITION = pattern(
    r"<!--\[if [^\]<>\r\n]{1,80}\]>(?:(?!<!--).){0,20000}?<!\[endif\]-->|<!--\[if !?(?:supp|mso)[^\]<>\r\n]{0,80}\]-->"
    r"|<!--\[endif\]-->",
    re.DOTALL,
)
_MARKUP = pattern(rf"{_EMPTY_TAGS}|</?o:p[ \t]*+/?>|{_ATTRIBUTE}")


@rule(
    "office-residue",
    severity="warning",
    gate=(
        b"X-NONE",
        pattern(rb"M(?:so[A-Z]|icrosoftInternetExplorer)"),
        b" Definitions",
        b"mso-",
        b"<o:p",
        b"</o:p",
        b"<!--[",
    ),
    protected=True,
    deletes=5_000,
)
def office_residue(doc: Document) -> Findings:
    """Word settings, style sheets or tags that were pasted along with text.

    Word puts a description of its document into the clipboard. A blog or converter that drops the tags leaves the
    values in the text: `Normal 0 false false false EN-US X-NONE X-NONE`, then `/* Style Definitions */` and pages
    of `mso-` properties. Where the tags are kept, `<o:p>`, `class="MsoNormal"` and `style="mso-…"` remain, as do
    conditional comments (`<!--[if gte mso 9]>…<![endif]-->`). Settings and the style sheet after them are one
    finding, as are tags and attributes on one line.

    The rule ignores code, other comments, and style sheets without anything from Word.

    Fix safety: unsafe. The whole stretch of settings and styles is removed at once, or the tags and attributes; the
    words between tags stay. Nothing that readers were meant to see is removed.
    """
    return folded(doc, _residue(doc))


def _residue(doc: Document) -> Findings:
    for start, end in _pasted(doc):
        rows = doc.row(end - 1) - doc.row(start) + 1
        lines = "" if rows == 1 else f" on {rows} lines"
        fix = Fix("Remove it", cut_span(doc, start, end), safety="unsafe")
        yield Finding(start, end, f"settings of Word{lines} were pasted into the text", fix)
    for match in _CONDITION.finditer(doc.text, doc.body_start):
        region = doc.protection(match.start(), match.start())
        is_own = region is None or (region.kind == "comment" and region.start == match.start())
        if is_own and (_OFFICE.search(match[0]) or match[0] == "<!--[endif]-->"):
            fix = Fix("Remove it", cut_span(doc, *match.span()), safety="unsafe")
            yield Finding(*match.span(), "a comment with Word’s own markup was pasted into the text", fix)
    markup = (match for match in _MARKUP.finditer(doc.text, doc.body_start) if _is_text(doc, match.start()))
    for _, group in groupby(markup, key=lambda match: doc.row(match.start())):
        found = list(group)
        fix = Fix("Remove it", *(Edit(*match.span()) for match in found), safety="unsafe")
        message = f"“{found[0][0].strip()}” is Word’s own markup"
        yield Finding(found[0].start(), found[-1].end(), message, fix, count=len(found))


def _pasted(doc: Document) -> Iterator[tuple[int, int]]:
    """Where settings begin and the style sheet after them ends; either may be alone."""
    told = any(map(doc.text.__contains__, _TELLING))
    starts = [
        match.span("values")
        for match in (_SETTINGS.finditer(doc.text, doc.body_start) if told else ())
        if _SWITCHES.search(doc.text, *match.span("values"))
    ]
    sheets = (
        match.start() if match[0].strip() else match.end()
        for match in _SHEET.finditer(doc.text, doc.body_start)
    )
    starts += [(start, start) for start in sheets]
    done = doc.body_start
    for start, end in sorted(starts):
        if start < done:
            continue
        done = max(end, _sheet_end(doc.text, end))
        after = done if "mso" in doc.text[end:done].lower() else end
        # Five spaces before the settings make them code by accident; a sheet in code is an example.
        if after > start and _is_text(doc, start if after == end else after - 1):
            yield start, after


def _sheet_end(text: str, at: int) -> int:
    """Where the style sheet that begins at `at` ends; `at` itself where none does."""
    while part := _PART.match(text, at):
        selector = part["selector"]
        if selector and not selector.lstrip().startswith("@") and "mso" not in part[0].lower():
            break
        at = part.end()
    return at


def _is_text(doc: Document, offset: int) -> bool:
    region = doc.protection(offset, offset)
    return region is None or region.kind == "link"
