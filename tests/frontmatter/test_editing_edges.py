"""Editing at its edges: comments on headers, folded scalars, brackets over several lines, what a repair looks at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wikilint.finding import Edit
from wikilint.frontmatter import Block, EditRefused, Node, Pair, read_block
from wikilint.frontmatter.edit import render
from wikilint.frontmatter.edit.proof import splice
from wikilint.frontmatter.edit.rewrite import changes

Edits = tuple[Edit, ...]


def block_of(inside: str) -> Block:
    block = read_block(f"---\n{inside}---\nbody\n")
    assert block is not None
    return block


def value(block: Block, *path: str | int) -> Node:
    node = block.locate(path)
    assert node is not None
    return node


def pair(block: Block, *path: str | int) -> Pair:
    holder = block.locate(path[:-1])
    assert holder is not None
    return next(each for each in holder.pairs if each.name == path[-1])


def written(inside: str, operation: Callable[[Block], Edits]) -> str:
    block = block_of(inside)
    edits = operation(block)
    assert all(edit.content or edit.start < edit.end for edit in edits), "each does something"
    after = read_block(splice(block.text, edits))
    assert after is not None
    return after.text[after.start : after.end]


OPERATIONS: list[tuple[str, Callable[[Block], Edits], str]] = [
    ("a: >-\n  x\n  y\n", lambda b: b.join(value(b, "a"), "x y z"), "a: x y z\n"),
    ("a: |-\n  x\n  y\n", lambda b: b.join(value(b, "a"), "x y z"), "a: x y z\n"),
    ("a: >- # c\n  x\n", lambda b: b.join(value(b, "a"), "z"), "a: z # c\n"),
    ("a: |- # c\n  x\n", lambda b: b.join(value(b, "a"), "z"), "a: z # c\n"),
    ("a: 1\nb: > # c\n  x\n", lambda b: b.delete_pair(pair(b, "b")), "a: 1\n# c\n"),
    ("a: 1\nb: | # c\n  x\n", lambda b: b.delete_pair(pair(b, "b")), "a: 1\n# c\n"),
    ("a:\n- |\n  x\n- y\n", lambda b: b.restyle_list(value(b, "a"), flow=True), 'a: ["x\\n", y]\n'),
    ("a:\n- >-\n  x\n  z\n- y\n", lambda b: b.restyle_list(value(b, "a"), flow=True), "a: [x z, y]\n"),
    ("a:\n- # c\n- d\n", lambda b: b.take_in_comment(value(b, "a", 0)), 'a:\n- "# c"\n- d\n'),
    ("a: # c\n", lambda b: b.take_in_comment(value(b, "a")), 'a: "# c"\n'),
    ("a: b # c \t\n", lambda b: b.take_in_comment(value(b, "a")), 'a: "b # c"\n'),
    ("a: |\n  x#\n", lambda b: b.set_value(value(b, "a"), "y#\n"), "a: |\n  y#\n"),
    ("a: |-\n  x#\n", lambda b: b.set_value(value(b, "a"), "x##\n"), "a: |\n  x##\n"),
    ("a: 'foo\n  bar'\n", lambda b: b.set_value(value(b, "a"), "foo b'ar"), "a: 'foo\n  b''ar'\n"),
    ("a: \"foo\n  bar\"\n", lambda b: b.set_value(value(b, "a"), "foo b'ar"), "a: \"foo\n  b'ar\"\n"),
    ("a:\n", lambda b: b.set_value(value(b, "a"), ""), 'a: ""\n'),
    ("a: ''\n", lambda b: b.set_value(value(b, "a"), ""), "a: ''\n"),
    ("a: b\n", lambda b: b.set_value(value(b, "a"), "b"), "a: b\n"),
    ("a: x # cx\n", lambda b: b.take_in_comment(value(b, "a")), 'a: "x # cx"\n'),
    ("a: |\n  foo x\n", lambda b: b.set_value(value(b, "a"), "bar x\n"), "a: |\n  bar x\n"),
    ("a: |-\n  foo x\n", lambda b: b.set_value(value(b, "a"), "bar xx\n"), "a: |\n  bar xx\n"),
    ("x: [x, x]\n", lambda b: b.delete_item(value(b, "x", 1)), "x: [x]\n"),
    ("x: [x, xx, x]\n", lambda b: b.delete_item(value(b, "x", 1)), "x: [x, x]\n"),
    ("x: [\n  x,\n  x\n]\n", lambda b: b.delete_item(value(b, "x", 0)), "x: [\n  x\n]\n"),
    ("x: [x,\n  x\n]\n", lambda b: b.delete_item(value(b, "x", 0)), "x: [\n  x\n]\n"),
    ("x: [x,\n  x]\n", lambda b: b.delete_item(value(b, "x", 1)), "x: [x\n  ]\n"),
    ("a: 1\nb: x x# c\n", lambda b: b.delete_pair(pair(b, "b")), "a: 1\n"),
    ("a: 1\nb: x # c\n", lambda b: b.delete_pair(pair(b, "b")), "a: 1\n# c\n"),
    ("a: 1\nb:\n  c: | # n\n    x\n", lambda b: b.delete_pair(pair(b, "b")), "a: 1\n# n\n"),
    ("a:\n- - b\n  - | # n\n    x\n- d\n", lambda b: b.delete_item(value(b, "a", 0)), "a:\n# n\n- d\n"),
    # Collections that become empty, with and without what stands before them.
    ("a:\n  b: c\nd: e\n", lambda b: b.delete_pair(pair(b, "a", "b")), "a: {}\nd: e\n"),
    ("a: &x\n  b: c\nd: e\n", lambda b: b.delete_pair(pair(b, "a", "b")), "a: &x {}\nd: e\n"),
    ("a: !!map\n  b: c\nd: e\n", lambda b: b.delete_pair(pair(b, "a", "b")), "a: !!map {}\nd: e\n"),
    ("a: &x !!map\n  b: c\nd: e\n", lambda b: b.delete_pair(pair(b, "a", "b")), "a: &x !!map {}\nd: e\n"),
    ("a:\n- b\n", lambda b: b.delete_item(value(b, "a", 0)), "a: []\n"),
    ("a:\n- - b\n- c\n", lambda b: b.delete_item(value(b, "a", 0, 0)), "a:\n- []\n- c\n"),
    ("a:\n- b: c\n- d\n", lambda b: b.delete_pair(pair(b, "a", 0, "b")), "a:\n- {}\n- d\n"),
    # The first of several on the line of the one that holds them.
    ("a:\n- b: c\n  d: e\n", lambda b: b.delete_pair(pair(b, "a", 0, "b")), "a:\n- d: e\n"),
    ("a:\n- - b\n  - c\n", lambda b: b.delete_item(value(b, "a", 0, 0)), "a:\n- - c\n"),
    # Brackets over several lines.
    ("a: [b, c]\n", lambda b: b.delete_item(value(b, "a", 0)), "a: [c]\n"),
    ("a: [b, c]\n", lambda b: b.delete_item(value(b, "a", 1)), "a: [b]\n"),
    ("a: [b]\n", lambda b: b.delete_item(value(b, "a", 0)), "a: []\n"),
    ("a: [\n  b,\n  c\n]\n", lambda b: b.delete_item(value(b, "a", 0)), "a: [\n  c\n]\n"),
    ("a: [\n  b,\n  c\n]\n", lambda b: b.delete_item(value(b, "a", 1)), "a: [\n  b\n]\n"),
    ("a: [\n  b, \t\n  c,\n]\n", lambda b: b.delete_item(value(b, "a", 0)), "a: [\n  c,\n]\n"),
    ("a: [b, \n  c, d]\n", lambda b: b.delete_item(value(b, "a", 1)), "a: [b, \n  d]\n"),
    ("a: {b: c, d: e}\n", lambda b: b.delete_pair(pair(b, "a", "b")), "a: {d: e}\n"),
    ("a: {b: c, d: e}\n", lambda b: b.delete_pair(pair(b, "a", "d")), "a: {b: c}\n"),
    # Several in the place of one.
    ("a:\n-   b\n- c\n", lambda b: b.split_item(value(b, "a", 0), ["x", "z"]), "a:\n-   x\n-   z\n- c\n"),
    ("a:\n  - b # n\n", lambda b: b.split_item(value(b, "a", 0), ["x", "z"]), "a:\n  - x\n  - z # n\n"),
    ("a: [b]\n", lambda b: b.split_item(value(b, "a", 0), ["x", "z"]), "a: [x, z]\n"),
    ("a: [\n  b,\n  c\n]\n", lambda b: b.split_item(value(b, "a", 0), ["x", "z"]), "a: [\n  x,\n  z,\n  c\n]\n"),
    ("a:\n- &x b\n- *x\n", lambda b: b.split_item(value(b, "a", 0), []), ""),
    # A new key in its place.
    ("a: 1\nb:\n- c\nd: 2\n", lambda b: b.add_key("e", "x", "b"), "a: 1\nb:\n- c\ne: x\nd: 2\n"),
    ("a: 1\n", lambda b: b.add_key("no", 1.0), 'a: 1\n"no": 1.0\n'),
    ("", lambda b: b.add_key("e", ["x", "z"]), "e:\n  - x\n  - z\n"),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "operation", "after"), OPERATIONS)
def test_what_is_written(inside: str, operation: Callable[[Block], Edits], after: str) -> None:
    if after or not inside:
        assert written(inside, operation) == after
    else:
        with pytest.raises(EditRefused):
            written(inside, operation)


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        (lambda b: b.quote(value(b, "a")), "a sequence is not a scalar"),
        (lambda b: b.take_in_comment(value(b, "a")), "a sequence is not a scalar"),
        (lambda b: b.set_value(value(b, "a"), "x"), "a sequence is not a scalar"),
        (lambda b: b.join(value(b, "a"), "x"), "a sequence is not a scalar"),
        (lambda b: b.rename_key(b.root.pairs[2], "y"), "a alias is not a scalar"),
        (lambda b: b.take_in_comment(value(b, "t")), "another comment"),
        (lambda b: b.quote(value(b, "q")), "quoted already"),
        (
            lambda b: b.make_list(value(b, "anchored"), ["x"], flow=True),
            "not the plain value of a top-level key",
        ),
        (
            lambda b: b.make_list(value(b, "tagged"), ["x"], flow=True),
            "not the plain value of a top-level key",
        ),
        (
            lambda b: b.make_list(value(b, "m", "n"), ["x"], flow=True),
            "not the plain value of a top-level key",
        ),
        (lambda b: b.make_list(value(b, "a", 0), ["x"], flow=True), "not the plain value of a top-level key"),
    ],
)
def test_what_is_refused(operation: Callable[[Block], Edits], why: str) -> None:
    inside = (
        "a: [b] # c\n&x x: y\n*x : z\nt: u # c\t# d\nq: 'r'\nanchored: &n 1\ntagged: !!str 1\nm:\n  n: o\n"
    )
    with pytest.raises(EditRefused, match=why):
        operation(block_of(inside))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ab", "ab", []),
        ("", "", []),
        ("", "ab", [(0, 0, "ab")]),
        ("ab", "", [(0, 2, "")]),
        ("a", "ab", [(1, 1, "b")]),
        ("ab", "b", [(0, 1, "")]),
        ("one two three", "one 2 three", [(4, 7, "2")]),
        ("a b c d e", "x b c d y", [(0, 1, "x"), (8, 9, "y")]),
    ],
)
def test_only_the_words_that_differ_change(old: str, new: str, expected: list[tuple[int, int, str]]) -> None:
    assert changes(old, new) == expected


@pytest.mark.parametrize(
    ("text", "options", "written"),
    [
        ("\x7f", {}, '"\\x7F"'),
        ("\xff", {}, "ÿ"),
        ("\ufeff", {}, '"\\uFEFF"'),
        ("a: b", {}, '"a: b"'),
        ("a: b", {"quote": "'"}, "'a: b'"),
        ('a: "b"', {}, "'a: \"b\"'"),
        ("a: \\b", {}, "'a: \\b'"),
        ("a: \\'b", {}, '"a: \\\\\'b"'),
        ('a: "b"', {"style": '"'}, '"a: \\"b\\""'),
        ("a", {"style": "'"}, "'a'"),
        ("a", {"style": '"'}, '"a"'),
        ("a: b", {"style": '"', "quote": "'"}, '"a: b"'),
        ("a: b", {"style": "'", "quote": '"'}, "'a: b'"),
        ("a", {"style": "|"}, "a"),
        ("a,b", {}, "a,b"),
        ("a,b", {"flow": True}, '"a,b"'),
        ("a\tb", {"quote": "'"}, '"a\\tb"'),
        ("", {}, '""'),
        (" a", {}, '" a"'),
        ("a ", {}, '"a "'),
        ("12", {}, '"12"'),
    ],
)
def test_how_a_text_is_written(text: str, options: dict[str, str], written: str) -> None:
    assert render.scalar(text, **options) == written  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (12, "12"),
        (1.5, "1.5"),
        (1e300, "1.0e+300"),
        (1.5e-7, "1.5e-07"),
        (1.0, "1.0"),
    ],
)
def test_how_another_value_is_written(value: float | bool | None, written: str) -> None:
    assert render.plain(value) == written


@pytest.mark.parametrize(
    ("inside", "after"),
    [
        ("a: b: c\n", 'a: "b: c"\n'),
        ("a: b: c \t\n", 'a: "b: c" \t\n'),
        ("a: 'b': c\n", "a: \"'b': c\"\n"),
        ("a: [b\nc: d\n", 'a: "[b"\nc: d\n'),
        ("a: 'b'c'\n", "a: b'c\n"),
        ("a: '\n", 'a: "\'"\n'),
        ("- a: b: c\n", None),
        ("a: b\nc:\n- d: e: f\n", 'a: b\nc:\n- d: "e: f"\n'),
        # Three lines that are not blank are looked at, from where the parser gave up.
        ("a: 'x\n\nb: c\n\nd: e\n", 'a: "\'x"\n\nb: c\n\nd: e\n'),
        ("a: 'x\nb: c\nd: e\nf: g\n", None),
        ("a: [b, c\n\nb: c\nd: e\n", 'a: "[b, c"\n\nb: c\nd: e\n'),
        ("a: @b\n", 'a: "@b"\n'),
        ("a: b\n", None),
    ],
)
def test_what_a_repair_puts_into_quotes(inside: str, after: str | None) -> None:
    block = block_of(inside)
    edits = block.repair_by_quoting()
    if after is None:
        assert edits is None
    else:
        assert edits is not None
        assert splice(block.text, edits)[4:-9] == after
