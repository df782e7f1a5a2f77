"""Entries in another order, lists in another style, comments that are part of a value: nothing else changes."""

from __future__ import annotations

import random

import pytest
from frontmatter_blocks import pages, usable
from hypothesis import assume, given
from hypothesis import strategies as st

from wikilint.frontmatter import EditRefused, read_block
from wikilint.frontmatter.edit.proof import comments, second_opinion, splice


def after(inside: str, operation: str, *arguments: object, newline: str = "\n", **options: bool) -> str:
    block = read_block(f"---\n{inside}---\nbody\n".replace("\n", newline))
    assert block is not None
    first = arguments[0] if arguments else None
    if isinstance(first, str):
        node = block.get(first)
        assert node is not None
        arguments = (node, *arguments[1:])
    text = splice(block.text, getattr(block, operation)(*arguments, **options))
    result = read_block(text)
    assert result is not None
    assert second_opinion(block, result) is None
    return text[result.start : result.end].replace(newline, "\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "order", "expected"),
    [
        ("b: 1\na: 2\n", "ab", "a: 2\nb: 1\n"),
        ("b: 1 # one\n\n# above\na:\n  - x\nc: 3\n", "abc", "# above\na:\n  - x\nb: 1 # one\n\nc: 3\n"),
        ("b: 1 # one\na: 2 # two\n", "ab", "a: 2 # two\nb: 1 # one\n"),
        ("# top\n\n# of b\nb: 1\na: 2\n", "ab", "# top\n\na: 2\n# of b\nb: 1\n"),
        ("c: 1\nb: |\n  x\n\na: 2\n# end\n", "abc", "a: 2\nb: |\n  x\n\nc: 1\n# end\n"),
        ("? b\n: 1\n'a': &x 2\nc: *x\n", "abc", "'a': &x 2\n? b\n: 1\nc: *x\n"),
    ],
)  # fmt: skip
def test_entries_move_with_their_comments(before: str, order: str, expected: str, newline: str) -> None:
    assert after(before, "reorder", list(order), newline=newline) == expected


@pytest.mark.parametrize("before", ["b: *x\n", "a: &x 1\nb: *x\n", "a: 1\na: 2\nb: 1\n", "{a: 1, b: 2}\n"])
def test_an_order_that_is_none_is_refused(before: str) -> None:
    block = read_block(f"---\n{before}---\n")
    assert block is not None
    with pytest.raises(EditRefused):
        block.reorder(["b", "a"])


@given(pages(), st.integers(0, 9))
def test_any_order_keeps_the_data_and_the_bytes_of_each_entry(page: str, seed: int) -> None:
    block = usable(page)
    assume(block is not None)
    assert block is not None
    assert block.root is not None
    names = [pair.name for pair in block.root.pairs]
    random.Random(seed).shuffle(names)
    try:
        text = splice(page, block.reorder(names))
    except EditRefused:
        return
    result = usable(text)
    assert result is not None
    assert result.data == block.data
    assert list(result.data) == names
    assert sorted(text) == sorted(page)
    assert sorted(comments(result)) == sorted(comments(block))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "flow", "expected"),
    [
        ("t: [a, 'b', 1]\nz: 1\n", False, "t:\n  - a\n  - 'b'\n  - 1\nz: 1\n"),
        ("s:\n- x\nt: [a, \"b, c\"] # note\n", False, "s:\n- x\nt:\n- a\n- \"b, c\" # note\n"),
        ("t: [\n  a,\n  b\n]\n", False, "t:\n  - a\n  - b\n"),
        ("t:\n  - a\n  - b, c\n  - 'd'\n  - 010\nz: 1\n", True, "t: [a, 'b, c', 'd', 010]\nz: 1\n"),
        ("t:\n- |-\n  x\n- a\n  b\n", True, "t: [x, a b]\n"),
    ],
)  # fmt: skip
def test_a_list_takes_the_other_style(before: str, flow: bool, expected: str, newline: str) -> None:
    assert after(before, "restyle_list", "t", newline=newline, flow=flow) == expected


@pytest.mark.parametrize(
    ("before", "flow"),
    [
        ("t:\n  - a # note\n  - b\n", True),
        ("t: [] \n", False),
        ("t: [a, [b]]\n", False),
        ("t: &x [a]\nu: *x\n", False),
        ("t: [&x a]\nu: *x\n", False),
        ("t: [a, # note\n  b]\n", False),
    ],
)
def test_a_list_that_holds_more_is_refused(before: str, flow: bool) -> None:
    with pytest.raises(EditRefused):
        after(before, "restyle_list", "t", flow=flow)


@given(pages(), st.booleans())
def test_another_style_is_the_same_data(page: str, flow: bool) -> None:
    block = usable(page)
    assume(block is not None)
    assert block is not None
    assert block.root is not None
    for pair in block.root.pairs:
        try:
            edits = block.restyle_list(pair.value, flow=flow)
        except EditRefused:
            continue
        result = usable(splice(page, edits))
        assert result is not None
        assert result.data == block.data
        assert comments(result) == comments(block)


@pytest.mark.parametrize(
    ("before", "flow", "expected"),
    [
        ("t: a, b\n", True, "t: [x, \"y: z\"]\n"),
        ("t: a # note\nz: 1\n", False, "t:\n  - x\n  - \"y: z\" # note\nz: 1\n"),
        ("t: >-\n  a\n  b\nz: 1\n", False, "t:\n  - x\n  - \"y: z\"\nz: 1\n"),
    ],
)  # fmt: skip
def test_a_text_becomes_a_list(before: str, flow: bool, expected: str) -> None:
    assert after(before, "make_list", "t", ["x", "y: z"], flow=flow) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("t: Chapter #5\nz: 1\n", 't: "Chapter #5"\nz: 1\n'),
        ("t: &x Chapter   #5 and more  \n", 't: &x "Chapter   #5 and more"\n'),
        ("t: #fff\nz: 'q'\n", "t: '#fff'\nz: 'q'\n"),
    ],
)
def test_a_comment_becomes_part_of_the_value(before: str, expected: str) -> None:
    assert after(before, "take_in_comment", "t") == expected
