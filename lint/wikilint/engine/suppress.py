"""Comments in a text that tell wikilint to leave something alone.

In the body `<!-- wikilint: ignore[rule, group] reason -->`: at the end of a line for that line, on a line of
its own for the block below it; `disable[…]` up to `enable[…]` for what lies between; `file-ignore[…]` for the
whole file. In a YAML block `# wikilint: ignore[…]`, at the end of a line for that line, on a line of its own
for the value below it. There is no form without names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from wikilint.document import Document
from wikilint.pattern import pattern
from wikilint.value import field, frozen

MARK = b"wikilint"
"""What a file without suppressions does not hold."""

# Names and reasons have a limit, so that comments that never end stay linear.
_FORM = r"wikilint:[ \t]*(?P<verb>ignore|disable|enable|file-ignore)\[(?P<names>[^\]\r\n]{0,1000})\]"
_IN_BODY = pattern(rf"<!--[ \t]*{_FORM}[^\r\n]{{0,1000}}?-->")
_IN_BLOCK = pattern(rf"(?:^|(?<=[ \t]))#[ \t]*{_FORM}[^\r\n]*", re.MULTILINE)


@frozen
class Comment:
    """A comment for wikilint. names: rules or groups, each with its span. in_block: whether it is one of YAML."""

    start: int
    end: int
    verb: str
    names: tuple[tuple[str, int, int], ...]
    in_block: bool


@frozen
class Suppression:
    """Findings of a rule or group that begin in `start..end` are not reported, because of a comment."""

    name: str
    start: int
    end: int
    comment: Comment


@frozen
class Silence:
    """Where findings are not reported: for each rule or group the starts and the ends of sorted, disjoint spans.

    comments: all that were read. given: where the suppression of each comment and name begins.
    used: the spans that held something back, by name and number.
    """

    spans: Mapping[str, tuple[list[int], list[int]]]
    comments: tuple[Comment, ...] = ()
    given: Mapping[tuple[int, str], int] = field(default_factory=dict)
    used: set[tuple[str, int]] = field(default_factory=set)

    def _span(self, offset: int, name: str) -> int | None:
        starts, ends = self.spans.get(name, ([], []))
        at = bisect_right(starts, offset) - 1
        return at if at >= 0 and offset < ends[at] else None

    def holds(self, offset: int, rule: str, group: str) -> bool:
        """Whether a finding is held back; what holds it back is of use from then on."""
        held = False
        for name in (rule, group):
            if (at := self._span(offset, name)) is not None:
                self.used.add((name, at))
                held = True
        return held

    def was_used(self, comment: Comment, name: str) -> bool:
        """Whether a comment held something back; of comments that overlap, each did what any of them did."""
        start = self.given.get((comment.start, name))
        at = None if start is None else self._span(start, name)
        return at is not None and (name, at) in self.used


def silence(document: Document) -> Silence:
    """What the comments of a document suppress."""
    spans: dict[str, tuple[list[int], list[int]]] = {}
    comments = (*_comments(document, block=True), *_comments(document, block=False))
    found = (*_block(document, comments), *_body(document, comments))
    for each in sorted(found, key=lambda each: each.start):
        starts, ends = spans.setdefault(each.name, ([], []))
        if ends and each.start <= ends[-1]:
            ends[-1] = max(ends[-1], each.end)
        else:
            starts.append(each.start)
            ends.append(each.end)
    given = {(each.comment.start, each.name): each.start for each in found}
    return Silence(spans, comments, given)


def is_comment(document: Document, start: int, end: int) -> bool:
    """Whether what looks like a comment is one: in code, and inside a value of the block, it is text."""
    block = document.frontmatter
    if start < document.body_start:
        return (
            block is not None
            and block.root is not None
            and not any(node.start <= start < node.end for node in block.scalars())
        )
    region = document.protection(start, end)
    return region is None or region.kind == "comment"


def _comments(document: Document, *, block: bool) -> Iterator[Comment]:
    if block:
        matter = document.frontmatter
        if matter is None or matter.syntax != "yaml":
            return
        matches = _IN_BLOCK.finditer(document.text, matter.start, matter.end)
    else:
        matches = _IN_BODY.finditer(document.text, document.body_start)
    for match in matches:
        if is_comment(document, match.start(), match.end()):
            names = tuple(_names(match["names"], match.start("names")))
            yield Comment(match.start(), match.end(), match["verb"], names, block)


def _names(listed: str, at: int) -> Iterator[tuple[str, int, int]]:
    for part in listed.split(","):
        name = part.strip()
        if name:
            start = at + len(part) - len(part.lstrip())
            yield name, start, start + len(name)
        at += len(part) + 1


def _each(comment: Comment, start: int, end: int) -> Iterator[Suppression]:
    for name, _, _ in comment.names:
        yield Suppression(name, start, end, comment)


def _block(document: Document, comments: Sequence[Comment]) -> Iterator[Suppression]:
    block = document.frontmatter
    for comment in comments:
        if not comment.in_block or block is None:
            continue
        if comment.verb == "file-ignore":
            yield from _each(comment, 0, len(document.text) + 1)
        elif comment.verb == "ignore":
            start = document.line_start(comment.start)
            end = document.line_end(comment.start)
            if document.is_blank(start, comment.start):
                start, end = end, _value_end(document, end, block.end)
            yield from _each(comment, start, end)


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


def _body(document: Document, comments: Sequence[Comment]) -> Iterator[Suppression]:
    size = len(document.text) + 1
    open_ranges: dict[str, Comment] = {}
    below = (0, 0)
    for comment in comments:
        if comment.in_block:
            continue
        if comment.verb == "file-ignore":
            yield from _each(comment, 0, size)
        elif comment.verb == "disable":
            for name, _, _ in comment.names:
                open_ranges.setdefault(name, comment)
        elif comment.verb == "enable":
            for name, _, _ in comment.names:
                if (opened := open_ranges.pop(name, None)) is not None:
                    yield Suppression(name, opened.end, comment.start, opened)
                    # What ends a range is of use as long as the range is.
                    yield Suppression(name, opened.end, comment.start, comment)
        else:
            start, end = document.line_start(comment.start), document.line_end(comment.start)
            if document.is_blank(start, comment.start):
                # Comments in one block have the same lines below them: its end is looked for once.
                below = (end, below[1]) if below[0] <= end < below[1] else _next_block(document, end)
                start, end = below
            yield from _each(comment, start, end)
    for name, opened in open_ranges.items():
        yield Suppression(name, opened.end, size, opened)


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
