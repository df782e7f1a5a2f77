"""Byte order marks where no text begins."""

from __future__ import annotations

import re

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, Safety, rule

from ._text import line_around, outside, spares_frontmatter, unusual

_MARK = "\ufeff"
_MARKS = re.compile(f"{_MARK}+")
_MIDDLE = "U+FEFF in the middle of a text"


def _safety(doc: Document, start: int, end: int) -> Safety:
    """Safe where the mark stands apart: it can neither keep a line together nor be part of a word there."""
    before, after = line_around(doc, start, end)
    return "safe" if not before.strip(" \t") or not after.strip(" \t") else "unsafe"


@rule("bom", severity="warning", gate=NON_ASCII)
@spares_frontmatter
def bom(doc: Document, *, leading: bool = False) -> Findings:
    """A byte order mark, U+FEFF, where it is not the very first character of a file.

    It comes from files that were joined, each with a mark of its own, or saved twice by tools that add one.
    Nobody sees it, and `---`, `#` or a key behind it is not recognised. At the start or end of a line it is
    removed by `fix`; in the midst of a line, where it once meant “do not break here”, with `--unsafe-fixes`.

    Example: a second mark before `---` makes the frontmatter a part of the text.

    One mark at the very start is allowed, many editors write it.

    leading: also report, and remove, the mark at the very start of a file.
    """
    if leading and doc.bom:
        whole = Fix("Write the file without it", decode_as="utf-8-sig")
        yield Finding(0, 0, "the file begins with a byte order mark", whole)
    if _MARK not in unusual(doc):
        return
    for match in outside(doc, _MARKS):
        start, end = match.span()
        edit = Edit(start, end)
        what = "a second byte order mark" if start == 0 and doc.bom else f"a byte order mark: {_MIDDLE}"
        fix = Fix("Remove it", edit, safety=_safety(doc, start, end))
        yield Finding(start, end, what, fix, count=end - start)
