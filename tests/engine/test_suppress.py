"""Comments that tell wikilint to leave something alone."""

from __future__ import annotations

import pytest

from wikilint.document import Document
from wikilint.engine.check import check
from wikilint.engine.registry import ActiveRule
from wikilint.finding import Edit, Finding, Findings, Fix
from wikilint.rule import rule


@rule("no-x", severity="warning", group="letters", protected=True, deletes=1)
def no_x(doc: Document) -> Findings:
    """An x."""
    for at, char in enumerate(doc.text):
        if char == "X":
            yield Finding(at, at + 1, "an X", Fix("Remove it", Edit(at, at + 1)))


def rows(text: str) -> list[int]:
    document = Document.from_text(text)
    return [document.row(each.finding.start) for each in check(document, [ActiveRule(no_x, {}, "warning")])]


def test_a_comment_at_the_end_of_a_line_is_for_that_line() -> None:
    assert rows("X <!-- wikilint: ignore[no-x] a reason -->\nX\n") == [2]


def test_a_comment_of_its_own_is_for_the_block_below() -> None:
    assert rows("<!-- wikilint: ignore[letters] -->\n\nX\nX\n\nX\n") == [6]


def test_a_range_runs_from_disable_to_enable() -> None:
    text = "X\n<!-- wikilint: disable[no-x] -->\nX\n<!-- wikilint: enable[no-x] -->\nX\n"
    assert rows(text) == [1, 5]


def test_a_range_that_is_never_closed_runs_to_the_end() -> None:
    assert rows("X\n<!-- wikilint: disable[no-x] -->\nX\n\nX\n") == [1]


def test_a_whole_file_can_be_left_alone() -> None:
    assert rows("---\na: X\n---\nX\n<!-- wikilint: file-ignore[no-x] generated -->\n") == []


def test_yaml_has_its_own_comments() -> None:
    text = "---\n# wikilint: ignore[no-x]\na:\n  - X\n  - X\nb: X # wikilint: ignore[no-x] a reason\nc: X\n---\nX\n"
    assert rows(text) == [7, 9]


def test_a_file_can_be_left_alone_from_its_block() -> None:
    assert rows("---\n# wikilint: file-ignore[no-x]\na: X\n---\nX\n") == []


@pytest.mark.parametrize("comment", ["ignore", "ignore[]", "ignore[other]", "ignroe[no-x]"])
def test_there_is_no_blanket_form(comment: str) -> None:
    assert rows(f"X <!-- wikilint: {comment} -->\n") == [1]


def test_crlf_makes_no_difference() -> None:
    assert rows("<!-- wikilint: ignore[no-x] -->\r\nX\r\n\r\nX\r\n") == [4]
