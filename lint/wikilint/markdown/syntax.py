"""The marks that begin and end Markdown blocks, as patterns.

Every pattern is linear on any input: what could be read in two ways is possessive. Lines end in LF here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wikilint.pattern import pattern

if TYPE_CHECKING:
    from wikilint.markdown.shapes import RegionKind

# A line that may begin or end something, seen from a paragraph or a blank line outside every container.
NOTABLE = pattern(r"\n(?=[ ]{0,3}(?:[#>`~<*_=+-]|[0-9]{1,9}[.)])|(?:[ ]{4}|[ ]{0,3}\t)[ \t]*+[^ \t\n])")
ATX = pattern(r"#{1,6}(?=[ \t\n])")
BLANK_REST = pattern(r"[ \t]*+\n")
BLANK_LINES = pattern(r"(?:[ \t]*+\n)*+")
BREAK = pattern(r"([*_-])(?:[ \t]*\1){2,}+[ \t]*+\n")
FENCE = pattern(r"(?:(`{3,}+)[^`\n]*+|(~{3,}+)[^\n]*+)\n")
ITEM = pattern(r"(?:[-+*]|([0-9]{1,9})[.)])(?=[ \t\n])")
UNDERLINE = pattern(r"(?:=++|-++)[ \t]*+\n")

# A link reference definition on a line of its own; one that runs over several lines is read as text.
DEFINITION = pattern(
    r"[ ]{0,3}\[(?!\^)(?:[^\[\]\\\n]|\\[^\n])++\]:[ \t]*+(?:<[^<>\n]*+>|[^ \t\n<][^ \t\n]*+)"
    r"(?:[ \t]++(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\)))?+[ \t]*+\n"
)

# HTML blocks, https://spec.commonmark.org/0.31.2/#html-blocks: kinds 1 to 5 (up to a mark, raw), 6 and 7
# (up to a blank line).
RAW: tuple[tuple[re.Pattern[str], re.Pattern[str], RegionKind], ...] = (
    (
        pattern(r"<(?:pre|script|style|textarea)(?=[ \t>\n])", re.IGNORECASE),
        pattern(r"</(?:pre|script|style|textarea)>", re.IGNORECASE),
        "code",
    ),
    (pattern(r"<!--"), pattern(r"-->"), "comment"),
    (pattern(r"<\?"), pattern(r"\?>"), "code"),
    (pattern(r"<!\[CDATA\["), pattern(r"\]\]>"), "code"),
    (pattern(r"<![A-Za-z]"), pattern(r">"), "code"),
)
HTML = pattern(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|"
    r"dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|"
    r"legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|"
    r"tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[ \t\n>]|/>)",
    re.IGNORECASE,
)
LONE_TAG = pattern(
    r"(?:<[A-Za-z][A-Za-z0-9-]*+"
    r"(?:[ \t]++[A-Za-z_:][\w.:-]*+(?:[ \t]*+=[ \t]*+(?:[^ \t\n\"'=<>`]++|'[^'\n]*+'|\"[^\"\n]*+\"))?+)*+"
    r"[ \t]*+/?>|</[A-Za-z][A-Za-z0-9-]*+[ \t]*+>)[ \t]*+\n"
)
