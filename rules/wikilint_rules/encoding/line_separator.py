"""Line breaks that are none: U+2028, U+2029 and U+0085."""

from __future__ import annotations

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, pattern, rule

from ._census import unusual
from ._flood import one_for_many
from ._text import line_around, named, outside, spares_frontmatter
from .c1_control import ends_lines

_ANY = pattern("[\u2028\u2029\x85]")
_RUN = pattern("[\u2028\u2029]+")
_NEL = pattern("\x85")


def _fix(doc: Document, start: int, end: int) -> Fix | None:
    before, after = line_around(doc, start, end)
    kept = before.rstrip(" \t")
    if not kept:
        edit, safe = Edit(start, end), False
    elif not after.strip(" \t"):
        edit, safe = Edit(start - len(before) + len(kept), end), not kept.endswith("\\")
    elif start < doc.body_start:
        edit, safe = Edit(start, end, " "), False
    else:
        return Fix("Break the line there", Edit(start, end, doc.newline), safety="unsafe")
    title = "Put a space there" if edit.content else "Remove it"
    return Fix(title, edit, safety="safe" if safe else "unsafe")


@rule("line-separator", severity="warning", gate=NON_ASCII)
@one_for_many
@spares_frontmatter
def line_separator(doc: Document) -> Findings:
    """U+2028, U+2029 or U+0085: a line break to some programs, invisible to others.

    They come with text from word processors, chats and mainframes. Editors and Markdown do not break the line
    there, but JavaScript and Python's `splitlines` do, so line numbers differ and records fall apart.

    Example: `one<U+2028>two` becomes two lines.

    The rule ignores U+0085 in text that has other line breaks: there it is the “…” of windows-1252 (see
    `c1-control`).

    Fix safety: safe at the end of a line, where the line ends anyway. Unsafe elsewhere: a line break is written, or
    a space in frontmatter.
    """
    if not _ANY.search(unusual(doc)):
        return
    if ends_lines(doc.text):
        edits = [Edit(match.start(), match.end(), doc.newline) for match in _NEL.finditer(doc.text)]
        fix = Fix("Break the lines there", *edits, safety="unsafe") if doc.frontmatter is None else None
        yield Finding(
            edits[0].start, edits[-1].end, "the lines of the text end in U+0085", fix, count=len(edits)
        )
    for match in outside(doc, _RUN):
        start, end = match.span()
        yield Finding(
            start, end, f"{named(match.group()[0])} in the text", _fix(doc, start, end), count=end - start
        )
