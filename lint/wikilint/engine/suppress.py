"""Comments in a text that tell wikilint to leave something alone.

In the body `<!-- wikilint: ignore[rule, group] reason -->`: at the end of a line for that line, on a line of
its own for the block below it; `disable[…]` up to `enable[…]` for what lies between; `file-ignore[…]` for the
whole file. In a YAML block `# wikilint: ignore[…]`, at the end of a line for that line, on a line of its own
for the value below it. There is no form without names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wikilint.document import Document

MARK = b"wikilint:"
"""What a file without suppressions does not hold."""

# Names and reasons have a limit, so that comments that never end stay linear.
_FORM = r"wikilint:[ \t]*(?P<verb>ignore|disable|enable|file-ignore)\[(?P<names>[^\]\r\n]{0,1000})\]"
_IN_BODY = re.compile(rf"<!--[ \t]*{_FORM}[^\r\n]{{0,1000}}?-->")
_IN_BLOCK = re.compile(rf"(?:^|(?<=[ \t]))#[ \t]*{_FORM}[^\r\n]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings of `names` (rules or groups) that begin in `start..end` are not reported."""

    names: frozenset[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Silence:
    """Where findings are not reported: for each rule or group the starts and the ends of sorted, disjoint spans."""

    spans: Mapping[str, tuple[list[int], list[int]]]

    def holds(self, offset: int, rule: str, group: str) -> bool:
        for name in (rule, group):
            starts, ends = self.spans.get(name, ([], []))
            at = bisect_right(starts, offset) - 1
            if at >= 0 and offset < ends[at]:
                return True
        return False


def silence(document: Document) -> Silence:
    """What the comments of a document suppress."""
    spans: dict[str, tuple[list[int], list[int]]] = {}
    for each in sorted((*_block(document), *_body(document)), key=lambda each: each.start):
        for name in each.names:
            starts, ends = spans.setdefault(name, ([], []))
            if ends and each.start <= ends[-1]:
                ends[-1] = max(ends[-1], each.end)
            else:
                starts.append(each.start)
                ends.append(each.end)
    return Silence(spans)


def _names(match: re.Match[str]) -> frozenset[str]:
    return frozenset(name.strip() for name in match["names"].split(",") if name.strip())


def _block(document: Document) -> Iterator[Suppression]:
    block = document.frontmatter
    if block is None or block.syntax != "yaml":
        return
    for match in _IN_BLOCK.finditer(document.text, block.start, block.end):
        if match["verb"] == "file-ignore":
            yield Suppression(_names(match), 0, len(document.text) + 1)
        elif match["verb"] == "ignore":
            start = document.line_start(match.start())
            end = document.line_end(match.start())
            if document.is_blank(start, match.start()):
                start, end = end, _value_end(document, end, block.end)
            yield Suppression(_names(match), start, end)


def _value_end(document: Document, start: int, limit: int) -> int:
    """Where the entry that begins on the line at `start` ends: before the next line that is not deeper."""
    row = document.row(start)
    first = document.line(row)
    depth = len(first) - len(first.lstrip(" "))
    while row < len(document.line_starts):
        row += 1
        line = document.line(row)
        if document.line_starts[row - 1] >= limit or (
            line.strip() and len(line) - len(line.lstrip(" ")) <= depth
        ):
            return document.line_starts[row - 1]
    return limit


def _body(document: Document) -> Iterator[Suppression]:
    size = len(document.text) + 1
    open_ranges: dict[str, int] = {}
    below = (0, 0)
    for match in _IN_BODY.finditer(document.text, document.body_start):
        names = _names(match)
        if match["verb"] == "file-ignore":
            yield Suppression(names, 0, size)
        elif match["verb"] == "disable":
            for name in names:
                open_ranges.setdefault(name, match.end())
        elif match["verb"] == "enable":
            for name in names & open_ranges.keys():
                yield Suppression(frozenset({name}), open_ranges.pop(name), match.start())
        else:
            start, end = document.line_start(match.start()), document.line_end(match.start())
            if document.is_blank(start, match.start()):
                # Comments in one block have the same lines below them: its end is looked for once.
                below = (end, below[1]) if below[0] <= end < below[1] else _next_block(document, end)
                start, end = below
            yield Suppression(names, start, end)
    for name, start in open_ranges.items():
        yield Suppression(frozenset({name}), start, size)


def _next_block(document: Document, start: int) -> tuple[int, int]:
    """The lines from the first that is not blank up to the next blank one."""
    row = document.row(start)
    last = len(document.line_starts)
    while row <= last and not document.line(row).strip():
        row += 1
    begin = document.line_starts[row - 1] if row <= last else len(document.text)
    while row <= last and document.line(row).strip():
        row += 1
    return begin, document.line_starts[row - 1] if row <= last else len(document.text) + 1
