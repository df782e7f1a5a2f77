"""Line breaks that are none: U+2028, U+2029 and U+0085."""

from __future__ import annotations

import re

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, rule

from ._text import beyond_ascii, keeps_block, line_around, named, outside
from .c1_control import ends_lines

_SEPARATORS = frozenset("\u2028\u2029\x85")
_RUN = re.compile("[\u2028\u2029\x85]+")


@rule("line-separator", severity="warning", needs=NON_ASCII)
def line_separator(doc: Document) -> Findings:
    """U+2028, U+2029 or U+0085: line breaks to some programs, and invisible nothings to the others.

    They come with text from word processors, chats and mainframes. Editors and Markdown do not break the
    line there, JavaScript and Python's `splitlines` do, so that line numbers differ and data falls apart.

    At the end of a line the fix removes them: the line ends there anyway. In the midst of a line it puts a
    line break, with `--unsafe-fixes`.

    Example: `one<U+2028>two` becomes two lines.

    Silent on U+0085 in a text that has other line breaks: there it is a “…” of windows-1252 (rule c1-control).
    """
    if _SEPARATORS.isdisjoint(beyond_ascii(doc)):
        return
    breaks = ends_lines(doc.text)
    for match in outside(doc, _RUN):
        if "\x85" in match.group() and not breaks:
            continue
        start, end = match.span()
        before, after = line_around(doc, start, end)
        if not after.strip(" \t"):
            kept = before.rstrip(" \t")
            begin = start - (len(before) - len(kept)) if kept else start
            fix = Fix("Remove it", Edit(begin, end)) if begin > doc.body_start else None
        elif start < doc.body_start:
            edit = Edit(start, end, " ")
            fix = Fix("Put a blank there", edit, safety="unsafe") if keeps_block(doc, [edit]) else None
        else:
            fix = Fix("Break the line there", Edit(start, end, doc.newline), safety="unsafe")
        yield Finding(start, end, f"{named(match.group()[0])} in the text", fix, count=end - start)
