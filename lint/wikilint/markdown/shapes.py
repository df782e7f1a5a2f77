"""What a Markdown body is made of, as far as a linter needs it: headings, sections, regions."""

from __future__ import annotations

from typing import Literal, NamedTuple

from wikilint.value import frozen

HeadingStyle = Literal["atx", "setext"]
RegionKind = Literal["fenced", "indented", "code", "comment", "math", "link"]


@frozen
class Heading:
    """A heading of the page. Headings inside list items and block quotes are not listed.

    start, end: from the start of its first line to after its last line break (a setext underline included).
    level: 1 to 6.
    title: the raw text after the `#` marks, without surrounding spaces and closing `#` marks.
    title_start, title_end: the span of that text; empty, after the `#` marks, if there is none.
    style: `atx` (`# Title`) or `setext` (underlined).
    """

    start: int
    end: int
    level: int
    title: str
    title_start: int
    title_end: int
    style: HeadingStyle


@frozen
class Section:
    """A heading and its content.

    heading: the heading itself.
    start, end: from after the heading to the next heading of the same or a higher level, or the end of the text.
    own_end: where the next heading of any level begins, or `end`.
    parent: index of the section that contains this one; -1 if there is none.
    """

    heading: Heading
    start: int
    end: int
    own_end: int
    parent: int


@frozen
class Region:
    """A stretch of text that is not prose: code, comments, mathematics, link destinations.

    start, end: its span, fences and brackets included.
    kind: `fenced`, `indented` (code blocks), `code` (inline), `comment`, `math` or `link` (a destination).
    """

    start: int
    end: int
    kind: RegionKind


class Blocks(NamedTuple):
    """headings and regions in the order of the text; prose: the spans in which inline marks may stand."""

    headings: tuple[Heading, ...]
    regions: tuple[Region, ...]
    prose: tuple[tuple[int, int], ...]


def sections(text: str, headings: tuple[Heading, ...]) -> tuple[Section, ...]:
    """One section per heading, in the same order. Linear."""
    end = len(text)
    ends = [end] * len(headings)
    parents = [-1] * len(headings)
    open_: list[int] = []
    for index, heading in enumerate(headings):
        while open_ and headings[open_[-1]].level >= heading.level:
            ends[open_.pop()] = heading.start
        if open_:
            parents[index] = open_[-1]
        open_.append(index)
    starts = [heading.start for heading in headings[1:]] + [end]
    return tuple(map(Section, headings, [h.end for h in headings], ends, starts, parents))
