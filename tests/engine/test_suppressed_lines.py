"""Where lines begin, by the short way and by the long one; what suppressions that overlap hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.document import Document
from wikilint.engine import suppress

PIECES = st.lists(st.sampled_from(["a", "é", "\n", "\r\n", "\r", "\x0b", "\u2028", "\x85"]), max_size=12)


@given(PIECES.map("".join))
def test_lines_end_in_crlf_lf_or_cr_and_in_nothing_else(text: str) -> None:
    starts = Document.from_text(text).line_starts
    assert starts == (0, *(each.end() for each in re.finditer(r"\r\n|\n|\r", text)))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_positions_are_the_same_whatever_ends_the_lines(newline: str) -> None:
    text = newline.join(["one", "", "three", ""])
    document = Document.from_text(text)
    assert document.position(text.index("three") + 1) == (3, 2)
    assert [document.line(row) for row in (1, 2, 3, 4)] == ["one", "", "three", ""]


def test_suppressions_that_overlap_become_one_span_of_each_name() -> None:
    opened = "<!-- wikilint: disable[tags] -->\nA <!-- wikilint: ignore[tags] -->\nB\n"
    text = opened + "<!-- wikilint: enable[tags] -->\nC\n"
    silence = suppress.silence(Document.from_text(text))
    assert [len(starts) for starts, _ in silence.spans.values()] == [1]
    assert [silence.holds(text.index(letter), "tags", "") for letter in "ABC"] == [True, True, False]


def test_comments_above_one_block_share_its_end() -> None:
    text = "<!-- wikilint: ignore[a] -->\n<!-- wikilint: ignore[b] -->\nX\nY\n\nZ\n"
    silence = suppress.silence(Document.from_text(text))
    for letter, held in ("X", True), ("Y", True), ("Z", False):
        at = text.index(letter)
        assert silence.holds(at, "a", "") is held
        assert silence.holds(at, "b", "") is held
