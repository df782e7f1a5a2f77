"""Lines of one file that end in different ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

# The CRs of a row at once: to look from each of them for the LF would be quadratic.
_BREAKS = pattern(r"\n|\r++\n?+")
_NAMES = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
_DOUBLED = "CR CR LF"


@rule("mixed-line-endings", severity="warning", gate=b"\r", protected=True)
def mixed_line_endings(doc: Document) -> Findings:
    """Lines whose line break differs from that of most lines in the file.

    Editors hide the difference, but diffs show whole pages as changed, and each tool that adds lines makes the mixture
    worse. One finding covers all lines that differ, from the first to the last, and says how many there are.

    The rule ignores files that use CRLF throughout, and files with NUL bytes, because part of their text is UTF-16.

    The fix gives every line the line break that most lines have, also in code and in frontmatter.

        one␍␊
        two␊
        three␍␊

    becomes

        one␍␊
        two␍␊
        three␍␊

    Fix safety: safe, because Markdown and YAML treat all line breaks alike. If a line break has an extra CR (CR CR LF)
    the fix is unsafe, because strictly read these are two line breaks.
    """
    raw = doc.raw
    if b"\0" in raw:
        return  # a part of it is in UTF-16, where a line break is more than one byte
    if raw.count(b"\r\n") == raw.count(b"\n") == raw.count(b"\r"):
        return
    wanted = doc.newline
    others = [each for each in _line_ends(doc.text) if each[2] != _NAMES[wanted]]
    if not others:
        return
    kinds = {kind for _, _, kind in others}
    ends = "line ends" if len(others) == 1 else "lines end"
    message = (
        f"{len(others)} {ends} in {' or '.join(sorted(kinds))}, and most of the file in {_NAMES[wanted]}"
    )
    edits = (Edit(start, end, wanted) for start, end, _ in others)
    fix = Fix(f"End every line in {_NAMES[wanted]}", *edits, safety="unsafe" if _DOUBLED in kinds else "safe")
    yield Finding(others[0][0], others[-1][1], message, fix, count=len(others))


def _line_ends(text: str) -> Iterator[tuple[int, int, str]]:
    """Every line end: where it starts and ends, and its kind."""
    for match in _BREAKS.finditer(text):
        start, end = match.span()
        if match[0][-1] == "\r":
            yield from ((at, at + 1, "CR") for at in range(start, end))
        else:
            yield start, end, _NAMES.get(match[0], _DOUBLED)
