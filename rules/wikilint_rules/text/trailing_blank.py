"""Whitespace at the end of lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = pattern(r"(?<![ \t])[ \t]++(?=\r?\n|\r|\Z)")
# `\ ` at the end would become a hard break, and a task without text no task.
_MEANT = pattern(r"(?:\\|\[[ xX]\])\Z")


@rule("trailing-blank", severity="info", gate=pattern(rb"[ \t](?:[\r\n]|\Z)"), default=False)
def trailing_blank(doc: Document) -> Findings:
    """Whitespace at the end of a line.

    It makes diffs noisy, and two spaces in the wrong place break a line. Still, readers do not see it, and some
    generators write `key: ` in thousands of pages, so the rule is off unless you select it. Adjacent lines are one
    finding.

    The rule ignores the hard line break of Markdown (two spaces before another line of the paragraph), table rows,
    code, values of several lines in frontmatter, and a space after a backslash.

    The fix removes the whitespace.

        The offensive began.␠
        It ended in March.

    becomes

        The offensive began.
        It ended in March.

    Fix safety: safe, because neither the rendered page nor any value of the frontmatter changes.
    """
    run: list[re.Match[str]] = []
    for match in _removable(doc):
        if run and doc.row(match.start()) > doc.row(run[-1].start()) + 1:
            yield _finding(run)
            run = []
        run.append(match)
    if run:
        yield _finding(run)


def _finding(run: list[re.Match[str]]) -> Finding:
    where = "at the end of the line" if len(run) == 1 else f"at the end of {len(run)} lines"
    fix = Fix("Remove the whitespace", *(Edit(*match.span()) for match in run))
    return Finding(run[0].start(), run[-1].end(), f"whitespace {where}", fix, count=len(run))


def _removable(doc: Document) -> Iterator[re.Match[str]]:
    yield from _in_frontmatter(doc)
    for match in doc.search(_BLANKS):
        line = doc.text[doc.line_start(match.start()) : match.start()]
        if "|" not in line and not _MEANT.search(line[-3:]) and not (line and _breaks(doc, match)):
            yield match


def _breaks(doc: Document, blanks: re.Match[str]) -> bool:
    """Whether the blanks break a line within a paragraph."""
    below = doc.line_end(blanks.end())
    return blanks[0].endswith("  ") and not doc.is_blank(below, doc.line_end(below))


def _in_frontmatter(doc: Document) -> Iterator[re.Match[str]]:
    """Blanks behind keys, values of one line and comments of a YAML block that can be read."""
    block = doc.frontmatter
    if block is None or block.root is None or block.syntax != "yaml":
        return
    long = [(node.start, node.end) for node in block.scalars() if doc.row(node.start) < doc.row(node.end)]
    for match in _BLANKS.finditer(doc.text, 0, doc.body_start):
        at = bisect_right(long, (match.end(), doc.body_start)) - 1
        in_value = at >= 0 and match.start() < long[at][1] + 1
        if not in_value and doc.text[doc.line_start(match.start()) : match.start()]:
            yield match
