"""Removing a heading without letting what was on its two sides run together."""

from __future__ import annotations

from wikilint.rule import Document, Edit, pattern
from wikilint_rules._cut import cut_lines

_HEADING = pattern(r"#{1,6}(?:[ \t\r\n]|\Z)")


def cut_heading(doc: Document, start: int, end: int) -> Edit:
    """The edit that takes out the lines of a heading, and empty lines that would add up."""
    edit = cut_lines(doc, start, end)
    return parted(doc, edit.start, edit.end)


def parted(doc: Document, start: int, end: int) -> Edit:
    """The edit that takes out `text[start:end]`, leaving an empty line where text would run into text.

    Both are where lines begin, or the end of the text.
    """
    above = doc.text[doc.line_start(start - 1) : start] if start > doc.body_start else ""
    is_text = above.strip() and not _HEADING.match(above)
    runs_together = is_text and not doc.is_blank(end, doc.line_end(end)) and not _HEADING.match(doc.text, end)
    return Edit(start, end, doc.newline if runs_together else "")
