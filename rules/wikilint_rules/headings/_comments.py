"""Comments of other languages, whose lines look like headings when their code has lost its fence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wikilint.rule import pattern

if TYPE_CHECKING:
    from wikilint.rule import Document
    from wikilint_rules.headings._entry import Entry

_LINE = pattern(r"[ \t]{0,8}(?P<marks>#{1,6}+)[ \t]*+(?P<said>[^\r\n]*+)")


def is_comment(doc: Document, entry: Entry) -> bool:
    """Whether the line above or below is one of the same comment.

    At level 1 that is any other line after one `#`; deeper ones have to be lines of marks alone, because headings
    without an empty line between them are common.
    """
    if entry.underlined:
        return False
    above = doc.line_start(entry.start - 1) if entry.start > doc.body_start else entry.start
    beside = [_LINE.match(doc.text, each) for each in (above, entry.end) if each != entry.start]
    said = [line["said"].rstrip() for line in beside if line and len(line["marks"]) == entry.level]
    return any(not words or (entry.level == 1 and words != entry.title) for words in said)
