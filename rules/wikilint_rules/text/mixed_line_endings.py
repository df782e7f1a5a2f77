"""Lines of one file that end in different ways."""

from __future__ import annotations

import re

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule

_BREAK = re.compile(r"\r+\n|\n|\r")
_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}


@rule("mixed-line-endings", severity="warning", needs=b"\r", protected=True)
def mixed_line_endings(doc: Document) -> Findings:
    """Some lines end otherwise than most of the file does.

    Editors hide it, but diffs show whole pages as changed, and tools that write lines add to the mixture. A file that
    ends all its lines in CRLF is fine. One finding tells how many lines are different, from the first to the last.

    The fix gives them the line break that most lines have, in code and in frontmatter too (YAML reads all line breaks
    alike, so no value changes). Line breaks with one CR too many (CR CR LF) are mended with `--unsafe-fixes`: read
    strictly they are two.

        one␍␊
        two␊
        three␍␊

    becomes

        one␍␊
        two␍␊
        three␍␊
    """
    raw = doc.raw
    crlf = raw.count(b"\r\n")
    if crlf == raw.count(b"\n") == raw.count(b"\r"):
        return
    wanted = doc.newline
    others = [match for match in _BREAK.finditer(doc.text) if match[0] != wanted]
    if not others:
        return
    first, last = others[0], others[-1]
    kinds = sorted({_NAMES.get(match[0], "CR CR LF") for match in others})
    doubled = any(match[0] not in _NAMES for match in others)
    ends = "line ends" if len(others) == 1 else "lines end"
    message = f"{len(others)} {ends} in {' or '.join(kinds)}, and most of the file in {_NAMES[wanted]}"
    edits = (Edit(*match.span(), wanted) for match in others)
    fix = Fix(f"End every line in {_NAMES[wanted]}", *edits, safety="unsafe" if doubled else "safe")
    yield Finding(first.start(), last.end(), message, fix, count=len(others))
