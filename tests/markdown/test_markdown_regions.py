"""What is protected: held against recorded pages, and against markdown-it-py for code spans.

`regions/<page>.md` is a page, `regions/<page>.regions` lists `row kind text` of everything in it that is not prose.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from wikilint.markdown import block_regions, blocks, regions
from wikilint.markdown.inline import inline_regions

PAGES = sorted((Path(__file__).parent / "regions").glob("*.md"))
_PARSER = MarkdownIt("commonmark")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_a_page_protects_what_is_recorded(path: Path, newline: str) -> None:
    text = path.read_bytes().decode().replace("\n", newline)
    listed = ""
    for region in regions(text):
        row = text.count(newline, 0, region.start) + 1
        listed += f"{row} {region.kind} {text[region.start : region.end]!r}\n"
    assert listed.replace(repr(newline)[1:-1], "\\n") == path.with_suffix(".regions").read_text("utf-8")


@given(st.text(alphabet="`` a\\\n", max_size=40))
@settings(max_examples=800, derandomize=True, deadline=None)
def test_code_spans_are_those_of_commonmark(middle: str) -> None:
    text = "a" + middle.replace("\n", "\na")
    spans = [region for region in regions(text) if region.kind == "code"]
    contents = [_content(text[region.start : region.end]) for region in spans]
    tokens = [child for token in _PARSER.parse(text) for child in token.children or ()]
    assert contents == [token.content for token in tokens if token.type == "code_inline"]


def _content(span: str) -> str:
    ticks = len(span) - len(span.lstrip("`"))
    content = span[ticks:-ticks].replace("\n", " ")
    padded = content[:1] == content[-1:] == " " and content.strip(" ")
    return content[1:-1] if padded else content


@given(st.text(alphabet="`$\\[](){}<>!-:/\"'= \t\n\r|ahrefw._^1", max_size=60))
@settings(max_examples=800, derandomize=True, deadline=None)
def test_regions_are_sorted_disjoint_and_inside_the_text(text: str) -> None:
    found = regions(text)
    edges = [edge for region in found for edge in (region.start, region.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(region.start < region.end for region in found)


@given(st.text(alphabet="`$\\[]()<>:/ \na1", max_size=40))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_regions_are_those_of_the_blocks_and_of_the_prose(text: str) -> None:
    walked = blocks(text)
    covered = {offset for region in regions(text) for offset in range(region.start, region.end)}
    parts = block_regions(text) + inline_regions(text, walked.prose)
    assert covered == {offset for region in parts for offset in range(region.start, region.end)}
    assert regions(text, 0, walked) == regions(text)


HOSTILE = {
    "growing runs of backticks": "".join("`" * length + " " for length in range(600)),
    "runs of backticks that never match": "` `` ``` ```` " * 20_000 + "`````",
    "escapes": "\\" * 300_001,
    "open brackets": "[" * 300_000,
    "open destinations": "](" * 60_000,
    "open titles": '](a "' * 40_000,
    "open tags": "<a " * 60_000,
    "open attributes": '<a b="' + "<a b='" * 30_000,
    "attributes without end": "<a" + ' b="c"' * 60_000,
    "blanks in a tag": "<a" + " " * 200_000,
    "open comments": "x<!--" * 60_000,
    "open code tags": "<code>a " * 30_000,
    "money": "$a " * 60_000,
    "open displays": "- $$ x\n\n" * 20_000,
    "open formulas": "\\(" * 60_000 + "\\)",
    "crossed formulas": "\\[ \\( \\[ \\[ " * 20_000,
    "labels": "]:a " * 60_000,
    "schemes": "a://" * 60_000,
    "one long line": "word *a [b](c) `d` " * 20_000,
    "table rows": "|`\n" * 60_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_read_in_linear_time(text: str) -> None:
    """A quadratic pass would need minutes for each of these."""
    assert regions(text) is not None
