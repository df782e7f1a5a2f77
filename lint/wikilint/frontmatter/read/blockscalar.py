"""Block scalars (`|`, `>`): where their lines stand, and from source to value, character by character."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from wikilint.frontmatter.read.flowscalar import content_start
from wikilint.frontmatter.read.lines import line_stop, parent_column
from wikilint.frontmatter.read.nodes import Node
from wikilint.frontmatter.read.sourcemap import SourceMap
from wikilint.pattern import pattern
from wikilint.value import frozen

_HEADER = pattern(r"[|>](?P<chomp>[+-])?(?P<indent>[1-9])?(?P<late>[+-])?(?P<rest>[^\r\n]*)(?:\r\n|\n|\r|\Z)")
_BREAK = pattern(r"\r\n|\n|\r")
_TOP = pattern(r"(?: *(?:\r\n|\n|\r))*+ *")
_LINE = pattern(r"(?P<blanks> *)(?P<rest>[^\r\n]*)(?:\r\n|\n|\r|\Z)")


class Line(NamedTuple):
    """One line of a block scalar: its value's text is [start, stop), its line break [stop, end)."""

    start: int
    stop: int
    end: int

    @property
    def blank(self) -> bool:
        return self.start == self.stop


@frozen
class Layout:
    """Where the parts of a block scalar stand.

    header: the span of the indicators (`|-`, `>2+`). chomp: `-`, `+` or empty. width: columns of indentation.
    comment: the span of a comment on the header's line, empty when there is none.
    lines: to the last line with content. trailing: the blank lines below it.
    """

    header: tuple[int, int]
    chomp: str
    indicator: str
    width: int
    comment: tuple[int, int]
    lines: tuple[Line, ...]
    trailing: tuple[Line, ...]


def _header(text: str, node: Node) -> re.Match[str]:
    """The first line of a block scalar. Raises ValueError for what is none."""
    header = _HEADER.match(text, content_start(text, node))
    if header is None:
        raise ValueError(f"no block scalar at {node.start}")
    return header


def layout(text: str, node: Node) -> Layout:
    """The layout of a block scalar, read as libyaml reads it."""
    header = _header(text, node)
    indicator = header["indent"] or ""
    outer = parent_column(text, node)
    first = header.end()
    width = max(outer, 0) + int(indicator) if indicator else max(_detect(text, first), outer + 1, 1)

    def is_inside(line: re.Match[str]) -> bool:
        return line.start() < line.end() and (not line["rest"] or len(line["blanks"]) >= width)

    lines = [
        Line(min(line.start() + width, line.end("rest")), line.end("rest"), line.end())
        for line in takewhile(is_inside, _LINE.finditer(text, first))
    ]
    last = max((number for number, line in enumerate(lines, 1) if not line.blank), default=0)
    return Layout(
        header=(header.start(), header.start("rest")),
        chomp=header["chomp"] or header["late"] or "",
        indicator=indicator,
        width=width,
        comment=_header_comment(header),
        lines=tuple(lines[:last]),
        trailing=tuple(lines[last:]),
    )


def header_comment(text: str, node: Node) -> tuple[int, int]:
    """The span of the comment on a block scalar's header line, empty when there is none."""
    return _header_comment(_header(text, node))


def _header_comment(header: re.Match[str]) -> tuple[int, int]:
    start, rest = header.start("rest"), header["rest"]
    at = rest.find("#")
    return (
        (start + at, start + len(rest.rstrip(" \t"))) if at >= 0 else (start + len(rest), start + len(rest))
    )


def _detect(text: str, first: int) -> int:
    """The indentation that libyaml finds: of the first line with text, or of a deeper blank line above."""
    top = _TOP.match(text, first)
    assert top is not None  # noqa: S101 - the pattern matches everywhere
    return max(map(len, _BREAK.split(top.group())))


def own_end(text: str, node: Node) -> int:
    """Where a block scalar's own text ends, from libyaml's end mark, which lies below its blank lines."""
    header = _header(text, node)
    stop = node.end
    if "+" not in (header["chomp"], header["late"]):
        stop = node.start + len(text[node.start : node.end].rstrip(" \t\r\n"))
        last = node.value.rstrip("\n").rpartition("\n")[2]
        if not last.strip(" \t") and last:
            return layout(text, node).lines[-1].stop  # a last line of nothing but blanks is content
        return max(line_stop(text, stop), header.end("rest"))
    if stop > node.start and text[stop - 1] == "\n":
        stop -= 1
    if stop > node.start and text[stop - 1] == "\r":
        stop -= 1
    return stop


def decode_block(text: str, node: Node) -> SourceMap:
    """The source map of a block scalar; a line break's span reaches to the text of the next line."""
    parts = layout(text, node)
    out = SourceMap()
    waiting: list[Line] = []  # lines whose break is not yet read as anything
    content: Line | None = None
    for line in parts.lines:
        if line.blank:
            waiting.append(line)
            continue
        breaks = ([content] if content else []) + waiting
        stops = [each.start for each in breaks[1:]] + [line.start] * bool(breaks)
        if content and node.style == ">" and not _deeper(text, content) and not _deeper(text, line):
            _fold(out, breaks, stops)
        else:
            for each, stop in zip(breaks, stops, strict=True):
                out.char("\n", each.stop, stop)
        out.run(text, line.start, line.stop)
        content, waiting = line, []
    if content and parts.chomp != "-" and content.end > content.stop:
        out.char("\n", content.stop, content.end)
    if parts.chomp == "+":
        for line in parts.trailing:
            out.char("\n", line.stop, line.end)
    return out.done()


def _deeper(text: str, line: Line) -> bool:
    return text[line.start] in " \t"


def _fold(out: SourceMap, breaks: list[Line], stops: list[int]) -> None:
    """One line break reads as a space; of more, all but the first read as line feeds."""
    if len(breaks) == 1:
        out.char(" ", breaks[0].stop, stops[0])
        return
    starts = [breaks[0].stop] + [each.stop for each in breaks[2:]]
    ends = [each.stop for each in breaks[2:]] + [stops[-1]]
    for start, end in zip(starts, ends, strict=True):
        out.char("\n", start, end)
