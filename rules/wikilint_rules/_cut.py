"""Removing whole lines from a text without leaving a gap."""

from __future__ import annotations

from wikilint.rule import Document, Edit, pattern

_BLANK_LINES = pattern(r"(?:[ \t]*+(?:\r\n|\n|\r))*+(?:[ \t]++\Z)?+")


def blank_lines_end(doc: Document, position: int) -> int:
    """Where the empty lines that begin at `position`, the start of a line, end."""
    found = _BLANK_LINES.match(doc.text, position)
    return found.end() if found else position


def blank_lines_start(doc: Document, position: int) -> int:
    """Where the empty lines right above `position`, the start of a line in the body, begin."""
    before = len(doc.text[doc.body_start : position].rstrip(" \t\r\n")) + doc.body_start
    return doc.body_start if before == doc.body_start else min(position, doc.line_end(before - 1))


def cut_lines(doc: Document, start: int, end: int) -> Edit:
    """The edit that takes out whole lines, `start` and `end` being where lines begin (or the text ends).

    Empty lines on both sides would add up: then those below go too, and at the end of the text all of them.
    """
    below = blank_lines_end(doc, end)
    if below == len(doc.text):
        return Edit(blank_lines_start(doc, start), below)
    above_is_blank = start == doc.body_start or not doc.line(doc.row(start) - 1).strip(" \t")
    return Edit(start, below if above_is_blank else end)


def cut_span(doc: Document, start: int, end: int) -> Edit:
    """The edit that takes a stretch out of its line, and whole lines where nothing else is on them."""
    text = doc.text
    line_start, line_end = doc.line_start(start), doc.line_end(end)
    before, after = start, end
    while before > line_start and text[before - 1] in " \t":
        before -= 1
    while after < line_end and text[after] in " \t":
        after += 1
    ends_line = text[after : after + 1] in ("", "\r", "\n")
    if before == line_start:
        return cut_lines(doc, line_start, line_end) if ends_line else Edit(start, after)
    # One space is enough where the stretch was between two; none before punctuation.
    if before < start and (after > end or ends_line or text[after] in ".,;:!?)"):
        start -= 1
    return Edit(start, end)
