"""Headings and code blocks, held against markdown-it-py.

Known differences, each of them checked against the text of the specification:

- We trim blanks and tabs off a title, as CommonMark says; markdown-it-py trims every white space (U+00A0).
- A reference definition that goes on in the next line (`[^1]:` and an indented text) is prose to us.
- Behind a definition, and in a quote within a quote, an indented line goes on with the paragraph; to markdown-it-py
  it is code. So does a line that stands left of its list item's text, and four blanks right of the margin.
"""

from __future__ import annotations

import os
import random
import re
from bisect import bisect_right
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from wikilint.markdown import Heading, blocks, headings, sections

_PARSER = MarkdownIt("commonmark")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_EDGE = re.compile(r"\s*\n\s*")


class Structure(NamedTuple):
    """headings: (first line, line after the last, level, title); code: (first line, line after the last, kind)."""

    headings: list[tuple[int, int, int, str]]
    code: list[tuple[int, int, str]]


def expected(body: str) -> Structure:
    tokens = _PARSER.parse(body)
    found = Structure([], [])
    for token, following in pairwise([*tokens, None]):
        if token is None or token.map is None:
            continue
        first, last = token.map
        if token.type == "heading_open" and token.level == 0 and following:
            found.headings.append((first, last, int(token.tag[1]), _title(following.content)))
        elif token.type in ("fence", "code_block"):
            found.code.append((first, last, "fenced" if token.type == "fence" else "indented"))
    return found


def ours(text: str, body_start: int = 0) -> Structure:
    starts = [body_start, *(match.end() for match in _LINE_BREAK.finditer(text, body_start))]

    def row(offset: int) -> int:
        return bisect_right(starts, offset) - 1

    walked = blocks(text, body_start)
    return Structure(
        [(row(h.start), row(h.end - 1) + 1, h.level, _title(h.title)) for h in walked.headings],
        [
            (row(region.start), row(region.end - 1) + 1, region.kind)
            for region in walked.regions
            if region.kind in ("fenced", "indented")
        ],
    )


def _title(text: str) -> str:
    return _EDGE.sub("\n", _LINE_BREAK.sub("\n", text)).strip()


PAGES = sorted((Path(__file__).parent / "pages").glob("*.md"))
# Lines that begin, end and hide things; without those of the known differences.
LINES = (Path(__file__).parent / "lines.txt").read_bytes().decode().split("\n")


def read(path: Path) -> str:
    return path.read_bytes().decode()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_reads_as_commonmark_says(path: Path) -> None:
    text = read(path)
    assert ours(text) == expected(text)


@given(st.lists(st.sampled_from(LINES), max_size=7), st.sampled_from(["\n", "\r\n", "\r"]))
@settings(max_examples=600, derandomize=True, deadline=None)
def test_any_lines_read_as_commonmark_says(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    assert ours(text) == expected(text)


@given(st.lists(st.sampled_from([*LINES, "[a]: /b", "> > d"])), st.integers(0, 3))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_offsets_count_from_the_start_of_the_text(lines: list[str], level: int) -> None:
    body = "\n".join(lines)
    block = "---\nkey: value\n---\n" * level
    alone, below = blocks(body), blocks(block + body, len(block))
    assert [(h.start + len(block), h.title) for h in alone.headings] == [
        (h.start, h.title) for h in below.headings
    ]
    assert [region.start + len(block) for region in alone.regions] == [r.start for r in below.regions]
    assert [(a + len(block), b + len(block)) for a, b in alone.prose] == list(below.prose)


@given(st.text(alphabet="#=->`~<!/pre \t\n\r*1.[]:$\\a\x0b\x85\u2028", max_size=80))
@settings(max_examples=500, derandomize=True, deadline=None)
def test_spans_are_sorted_disjoint_and_inside_the_text(text: str) -> None:
    walked = blocks(text)
    for spans in (walked.headings, walked.regions):
        edges = [edge for span in spans for edge in (span.start, span.end)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= len(text) for edge in edges)
    for heading in walked.headings:
        assert text[heading.title_start : heading.title_end] == heading.title
        assert heading.start <= heading.title_start <= heading.title_end <= heading.end
        assert heading.end == len(text) or text[heading.end - 1] in "\r\n"


def test_a_title_is_what_stands_between_the_marks() -> None:
    text = "##  A `b`  ##  \r\n"
    (heading,) = headings(text)
    assert heading == Heading(0, len(text), 2, "A `b`", 4, 9, "atx")
    text = "x\n\n Two\r\nlines \r\n==\r\ntext"
    (heading,) = headings(text)
    assert heading == Heading(3, 21, 1, "Two\r\nlines", 4, 14, "setext")


def test_an_empty_heading_has_an_empty_title_behind_its_marks() -> None:
    (first, second) = headings("##\n### ###\n")
    assert (first.title, first.title_start, first.title_end) == ("", 2, 2)
    assert (second.title, second.title_start) == ("", second.title_end)


def test_lines_end_in_cr_and_lf_and_in_nothing_else() -> None:
    assert [heading.title for heading in headings("# a\x0b# b\x0c# c\x85# d\u2028# e\r# f")] == [
        "a\x0b# b\x0c# c\x85# d\u2028# e",
        "f",
    ]


def test_sections_end_where_the_next_of_their_level_begins() -> None:
    text = "# a\nx\n## b\n### c\n## d\n# e\n"
    found = sections(text, headings(text))
    assert [text[section.start : section.end] for section in found] == [
        "x\n## b\n### c\n## d\n",
        "### c\n",
        "",
        "",
        "",
    ]
    assert [text[section.start : section.own_end] for section in found] == ["x\n", "", "", "", ""]
    assert [section.parent for section in found] == [-1, 0, 1, 0, -1]


HOSTILE = {
    "quotes": "> " * 50_000,
    "quoted lines": ("> " * 60 + "a\n") * 1_000,
    "items in items": "- " * 50_000 + "x",
    "blank lines under deep items": "- " * 200 + "x" + "\n" * 100_000,
    "breaks that are none": "* " * 100_000 + "x\n",
    "headings": "## H\n" * 20_000,
    "closing marks": "# " + "#" * 200_000 + "x",
    "one long line": "word *a [b " * 100_000,
    "underlines": "a\n-\n" * 20_000,
    "one long paragraph": "a\n" * 50_000 + "=\n" * 20_000,
    "blanks": ("a" + " " * 1_000 + "\n") * 200 + " " * 100_000,
    "open fences in items": "- ```\n" * 20_000,
    "open raw tags in items": "- <pre>\n" * 20_000,
    "definitions": "[a]: x\n" * 20_000 + "=\n" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_read_in_linear_time(text: str) -> None:
    """A quadratic walk would need minutes for each of these."""
    assert blocks(text).prose is not None


def test_no_page_nests_deeper_than_the_walk_follows() -> None:
    assert len(headings("> " * 5_000 + "x\n# heading")) == 1


@pytest.mark.skipif("WIKILINT_CORPORA" not in os.environ, reason="WIKILINT_CORPORA names no folder of pages")
def test_real_pages_read_as_commonmark_says() -> None:
    pages = sorted(Path(os.environ["WIKILINT_CORPORA"]).rglob("*.md"))
    differing = []
    for path in random.Random(0).sample(pages, min(400, len(pages))):
        text = path.read_bytes().decode("utf-8", "replace")
        block = re.match(r"---[ \t]*\r?\n.*?\r?\n---[ \t]*(?:\r?\n|\Z)", text, re.DOTALL)
        start = block.end() if block else 0
        if ours(text, start) != expected(text[start:]):
            differing.append(path)
    assert len(differing) <= len(pages) // 100, differing
