"""Another value for one scalar: every style, every kind of line break, and nothing else changed."""

from __future__ import annotations

import pytest
from frontmatter_blocks import hostile, pages, usable, wrap
from hypothesis import given
from hypothesis import strategies as st

from wikilint.frontmatter import Block, EditRefused, Node, is_text, read_block
from wikilint.frontmatter.edit.proof import second_opinion, splice
from wikilint.frontmatter.edit.rewrite import changes

Path = tuple[str | int, ...]


def edited(
    inside: str, path: Path, value: str | int | float | bool | None, operation: str = "set_value"
) -> str:
    """The block after the operation; the same on CRLF and CR, and a second parser has agreed."""
    results = []
    for newline in ("\n", "\r\n", "\r"):
        block = read_block(f"---\n{inside}---\nbody\n".replace("\n", newline))
        assert block is not None
        node = block.locate(path)
        assert node is not None
        text = splice(block.text, getattr(block, operation)(node, value))
        after = read_block(text)
        assert after is not None
        assert second_opinion(block, after) is None
        assert text.count("\n") + text.count("\r") == text.count(newline) * len(newline)
        results.append(text[after.start : after.end].replace(newline, "\n"))
    assert results[0] == results[1] == results[2]
    return results[0]


IN_STYLE = [
    ("a: foo bar\n", "foo baz", "a: foo baz\n"),
    ("a: foo\n  bar  # c\n", "foo bax", "a: foo\n  bax  # c\n"),
    ("a: foo\n\n\n  bar\n", "foo\n\nbax", "a: foo\n\n\n  bax\n"),
    ("a: 'it''s'\n", "it's so", "a: 'it''s so'\n"),
    ("a: 'x'\n", "x'y", "a: 'x''y'\n"),
    ('a: "x\\x41 b"\n', "xA\tc", 'a: "x\\x41\\tc"\n'),
    ('a: "foo \\\n  bar"\n', "foo bax", 'a: "foo \\\n  bax"\n'),
    ("a: |\n  x\n  y\n", "x\nz\n", "a: |\n  x\n  z\n"),
    ("a: |\n  x\n  y\n", "x\nz", "a: |-\n  x\n  z\n"),
    ("a: |2-\n   x\n  y\n", " x\ny\n", "a: |2\n   x\n  y\n"),
    ("a: |-2\n   x\n  y\n", " x\ny2", "a: |-2\n   x\n  y2\n"),
    ("a: |-\n    x\n\n    y\n", "x\nnew\ny", "a: |-\n    x\n    new\n    y\n"),
    ("a: |-\n  x\n  y\n  z\n", "x\nz", "a: |-\n  x\n  z\n"),
    ("a: |-\n  x\n  y\n", "x y", "a: |-\n  x y\n"),
    ("a: >-\n  foo bar\n  baz\n", "foo bar bax", "a: >-\n  foo bar\n  bax\n"),
    ("a: &x !!str foo # c\n", "bar", "a: &x !!str bar # c\n"),
    ("a: 2023-10-03\n", "2023-10-04", "a: 2023-10-04\n"),
    ("a: 12\n", "13", "a: 13\n"),
    ("a: Janâ\x80\x93Feb\n", "Janâ\x80\x93March", "a: Janâ\x80\x93March\n"),
    ("a: b\udc80c\n", "b\udc80d", "a: b\udc80d\n"),
]

QUOTED_ANEW = [
    ("a: foo\n", "no", 'a: "no"\n'),
    ("a: foo\n", "12:30:45", 'a: "12:30:45"\n'),
    ("a: foo # c\n", "", 'a: "" # c\n'),
    ("a: foo\n  bar\n", "x: y", 'a: "x: y"\n'),
    ("a: foo\n", 'say "x: y"', "a: 'say \"x: y\"'\n"),
    ("a: foo\nb: 'q'\n", "- x", "a: '- x'\nb: 'q'\n"),
    ("a: foo\n", "x\ny", 'a: "x\\ny"\n'),
    ("a: 'foo'\n", "x\ty\x85", 'a: "x\\ty\\N"\n'),
    ("a: |\n  x\n  y\n", "x\n\n\n", 'a: "x\\n\\n\\n"\n'),
    ("a: |- # c\n  x\n  y\n\nb: 1\n", "", 'a: "" # c\n\nb: 1\n'),
    ("a: >-\n  x y\n", "x\ny", 'a: "x\\ny"\n'),
    ("a: |-\n  x\n", "x\x07y", 'a: "x\\ay"\n'),
    ("a:\n", "x", "a: x\n"),
    ("a:   \n", "x", "a: x\n"),
    ("a: # c\n", "x", "a: x # c\n"),
    ("a: &x\n", "z", "a: &x z\n"),
    ("a:\n", "", 'a: ""\n'),
    ("a: 12\n", "x", "a: x\n"),
    ("a: 12\n", "2023-10-03", 'a: "2023-10-03"\n'),
]

PLAIN = [
    ("a: 'true' # c\n", True, "a: true # c\n"),
    ("a: x\n", None, "a: null\n"),
    ("a: |\n  12\n", 12, "a: 12\n"),
    ("a:\n", 1.5, "a: 1.5\n"),
    ("a: x\n", 1e30, "a: 1.0e+30\n"),
]


@pytest.mark.parametrize(("inside", "value", "expected"), [*IN_STYLE, *QUOTED_ANEW, *PLAIN])
def test_a_value_is_set(inside: str, value: str | float | None, expected: str) -> None:
    assert edited(inside, ("a",), value) == expected


@pytest.mark.parametrize(
    ("inside", "value", "expected"),
    [
        (
            "t:\n  - |-\n    War in Iraq and\n    the campaign\n",
            "War in Iraq and the campaign",
            "t:\n  - War in Iraq and the campaign\n",
        ),
        ("t:\n  - |-\n    a:\n    b\n", "a: b", 't:\n  - "a: b"\n'),
        ("t:\n  - |- # c\n    a\n    b\n", "a b", "t:\n  - a b # c\n"),
        ("t:\n  - |-\n    a\n    b\n    c\n", "a\nb c", "t:\n  - |-\n    a\n    b c\n"),
        ('t:\n  - "a\\nb"\n', "a b", 't:\n  - "a b"\n'),
    ],
)
def test_a_joined_value_leaves_the_block_scalar(inside: str, value: str, expected: str) -> None:
    assert edited(inside, ("t", 0), value, "join") == expected


def block_of(inside: str) -> Block:
    block = read_block(f"---\n{inside}---\n")
    assert block is not None
    return block


def find(block: Block, *path: str | int) -> Node:
    node = block.locate(path)
    assert node is not None
    return node


def test_the_value_that_is_there_needs_no_edit() -> None:
    block = block_of("a: |\n  x\n")
    assert block.set_value(find(block, "a"), "x\n") == ()


def test_an_ambiguous_scalar_is_quoted() -> None:
    block = block_of("a: no\nb: 'x'\nc: [010, x]\n")
    assert splice(block.text, block.quote(find(block, "a"))) == "---\na: 'no'\nb: 'x'\nc: [010, x]\n---\n"
    assert "c: ['010', x]" in splice(block.text, block.quote(find(block, "c", 0)))
    with pytest.raises(EditRefused, match="quoted already"):
        block.quote(find(block, "b"))


REFUSED = [
    ("a: [x]\n", ("a",), "y", "not a scalar"),
    ("a: &x foo\nb: *x\n", ("a",), "bar", "'b' would change too"),
    ("a: !!int 3\n", ("a",), 4, "tag"),
]


@pytest.mark.parametrize(("inside", "path", "value", "reason"), REFUSED)
def test_what_cannot_be_proven_is_refused(inside: str, path: Path, value: str, reason: str) -> None:
    block = block_of(inside)
    with pytest.raises(EditRefused, match=reason):
        block.set_value(find(block, *path), value)


PIECES = [
    "x",
    " ",
    "",
    "\n",
    "no",
    "'",
    '"',
    "#",
    ": ",
    " # ",
    "\udc80",
    "\x85",
    "\t",
    "ab cd",
    "\n\nz",
    "\\",
    "[",
    "é",
]


@given(
    st.one_of(hostile.map(lambda inside: wrap("a: " + inside)), pages()),
    st.integers(0, 40),
    st.integers(0, 60),
    st.sampled_from(PIECES),
)
def test_a_set_value_changes_that_value_and_nothing_else(page: str, which: int, at: int, piece: str) -> None:
    block = usable(page)
    nodes = list(block.scalars()) if block else []
    if block is None or not nodes:
        return
    node = nodes[which % len(nodes)]
    at %= len(node.value) + 1
    value = node.value[:at] + piece + node.value[at + 1 :]
    try:
        text = splice(page, block.set_value(node, value))
    except EditRefused:
        return
    after = usable(text)
    assert after is not None
    found = list(after.scalars())
    assert [each.value for each in found] == [value if each is node else each.value for each in nodes]
    styles = [(new.style, old.style) for new, old in zip(found, nodes, strict=True) if old is not node]
    assert all(new == old for new, old in styles)
    assert is_text(found[nodes.index(node)]) or not is_text(node)
    assert text[after.body :] == page[block.body :]


@given(st.text(alphabet="ab \n", max_size=30), st.text(alphabet="ab \n", max_size=30))
def test_changes_turn_the_old_value_into_the_new(old: str, new: str) -> None:
    parts, position = [], 0
    for start, end, segment in changes(old, new):
        assert position <= start <= end
        parts += [old[position:start], segment]
        position = end
    assert "".join([*parts, old[position:]]) == new


def test_a_diff_that_would_take_long_is_one_replacement() -> None:
    assert changes("a b " * 900, "b c " * 900) == [(0, 3599, ("b c " * 900)[:-1])]
