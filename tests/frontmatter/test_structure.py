"""Items and entries: split, deleted, added, renamed, with every comment kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from frontmatter_blocks import hostile, pages, usable, wrap
from hypothesis import assume, given
from hypothesis import strategies as st

from wikilint.edits import merge
from wikilint.finding import Edit, Fix
from wikilint.frontmatter import Block, EditRefused, Node, Pair, read_block
from wikilint.frontmatter.edit import sequences
from wikilint.frontmatter.edit.proof import comments, prove, second_opinion, splice
from wikilint.frontmatter.read.reading import Reading

Operation = Callable[[Block], tuple[Edit, ...]]


def done(inside: str, operation: Operation) -> str:
    """The block after an operation; the same on CRLF, and a second parser has agreed."""
    results = []
    for newline in ("\n", "\r\n"):
        block = read_block(f"---\n{inside}---\nbody\n".replace("\n", newline))
        assert block is not None
        text = splice(block.text, operation(block))
        after = read_block(text)
        assert after is not None
        assert second_opinion(block, after) is None
        results.append(text[after.start : after.end].replace(newline, "\n"))
    assert results[0] == results[1]
    return results[0]


def node_at(block: Block, *path: str | int) -> Node:
    node = block.locate(path)
    assert node is not None
    return node


def pair_at(block: Block, *path: str | int) -> Pair:
    key = block.locate_key(path)
    assert key is not None
    assert key.parent is not None
    return next(pair for pair in key.parent.pairs if pair.key is key)


DELETED_ITEMS = [
    ("t:\n  - a\n  - b\n", ("t", 0), "t:\n  - b\n"),
    ("t:\n- a\n- b\nz: 1\n", ("t", 1), "t:\n- a\nz: 1\n"),
    ("t:\n  - a # note\n  - b\n", ("t", 0), "t:\n  # note\n  - b\n"),
    ("t:\n  - |- # note\n    a\n    b\n  - b\n", ("t", 0), "t:\n  # note\n  - b\n"),
    ("t:\n  # above\n  - a\n\n  - b\n", ("t", 0), "t:\n  # above\n\n  - b\n"),
    ("t:\n  - a\n    b\n  - |+\n    c\n\n  - d\n", ("t", 1), "t:\n  - a\n    b\n  - d\n"),
    ("t:\n  - a\n", ("t", 0), "t: []\n"),
    ("t: # c\n- a # note\nz: 1\n", ("t", 0), "t: [] # c\n# note\nz: 1\n"),
    ("t: &x !!seq\n  - a\n", ("t", 0), "t: &x !!seq []\n"),
    ("? t\n: - a\n", ("t", 0), "? t\n: []\n"),
    ("t:\n  -\n  - b\n", ("t", 0), "t:\n  - b\n"),
    ("t:\n  - a: 1\n    b: 2\n  - c: 3\n", ("t", 0), "t:\n  - c: 3\n"),
    ("t:\n  - - a\n    - b\n", ("t", 0, 0), "t:\n  - - b\n"),
    ("t:\n  - - a\n    - b\n", ("t", 0, 1), "t:\n  - - a\n"),
    ("t:\n  - - a\n", ("t", 0, 0), "t:\n  - []\n"),
    ("t:\n  -\n    - a\n", ("t", 0, 0), "t:\n  - []\n"),
    ("t: [a, b, c]\n", ("t", 0), "t: [b, c]\n"),
    ("t: [a, b, c]\n", ("t", 1), "t: [a, c]\n"),
    ("t: [a, b, c]\n", ("t", 2), "t: [a, b]\n"),
    ("t: [ a ] # c\n", ("t", 0), "t: [] # c\n"),
    ("t: [a, b,]\n", ("t", 1), "t: [a, ]\n"),
    ("t: [\n  a, # n\n  b,\n  c\n]\n", ("t", 0), "t: [\n  # n\n  b,\n  c\n]\n"),
    ("t: [\n  a, # n\n  b,\n  c\n]\n", ("t", 1), "t: [\n  a, # n\n  c\n]\n"),
    ("t: [\n  a, # n\n  b,\n  c\n]\n", ("t", 2), "t: [\n  a, # n\n  b\n]\n"),
    ("t: [a, b,\n  c]\n", ("t", 1), "t: [a,\n  c]\n"),
    ("t: [a: 1, b]\n", ("t", 0), "t: [b]\n"),
]


@pytest.mark.parametrize(("inside", "path", "expected"), DELETED_ITEMS)
def test_an_item_is_deleted(inside: str, path: tuple[str | int, ...], expected: str) -> None:
    assert done(inside, lambda block: block.delete_item(node_at(block, *path))) == expected


SPLIT_ITEMS = [
    ("t:\n  - |-\n    a\n    b\n  - c\n", ["a", "b"], "t:\n  - a\n  - b\n  - c\n"),
    ("t:\n  - |2-\n     a\n    b\n\n\n  - c\n", ["a", "b"], "t:\n  - a\n  - b\n\n\n  - c\n"),
    ("t:\n  - |- # n\n    a\n    b\n", ["a", "no"], 't:\n  - a\n  - "no" # n\n'),
    ("t:\n  - 'a\n    b' # n\n", ["a", "b"], "t:\n  - 'a'\n  - 'b' # n\n"),
    ("t:\n-   a b\n", ["a", "b"], "t:\n-   a\n-   b\n"),
    ("t:\n  - - a b\n", None, ""),
    ("t:\n  - &x a\n", ["b", "c"], "t:\n  - &x b\n  - c\n"),
    ("t:\n  -\n", ["b", "c"], "t:\n  - b\n  - c\n"),
    ("t: [a b, c]\n", ["a", "b, c"], 't: [a, "b, c", c]\n'),
    ("t: [\n  a b,\n  c\n]\n", ["a", "b"], "t: [\n  a,\n  b,\n  c\n]\n"),
    ("t:\n  - a\n  - b\n", [], "t:\n  - b\n"),
]


@pytest.mark.parametrize(
    ("inside", "values", "expected"), [each for each in SPLIT_ITEMS if each[1] is not None]
)
def test_an_item_is_split(inside: str, values: list[str], expected: str) -> None:
    assert done(inside, lambda block: block.split_item(node_at(block, "t", 0), values)) == expected


def test_an_item_of_a_list_in_a_list_is_split() -> None:
    inside = "t:\n  - - a b\n    - c\n"
    expected = "t:\n  - - a\n    - b\n    - c\n"
    assert done(inside, lambda block: block.split_item(node_at(block, "t", 0, 0), ["a", "b"])) == expected


DELETED_PAIRS = [
    ("a: 1\nb: 2\n", ("a",), "b: 2\n"),
    ("a: 1\nb: 2 # c\n", ("b",), "a: 1\n# c\n"),
    ("a: 1\nb: | # c\n  x\nd: 2\n", ("b",), "a: 1\n# c\nd: 2\n"),
    ("a:\n  - x # inside\n  - y\nb: 2\n", ("a",), "b: 2\n"),
    ("a: 1\n", ("a",), ""),
    ("a:\n  b: 1\nc: 2\n", ("a", "b"), "a: {}\nc: 2\n"),
    ("t:\n  - a: 1\n    b: 2\n", ("t", 0, "a"), "t:\n  - b: 2\n"),
    ("t:\n  - a: 1\n    b: 2\n", ("t", 0, "b"), "t:\n  - a: 1\n"),
    ("t:\n  - a: 1\n", ("t", 0, "a"), "t:\n  - {}\n"),
    ("t: {a: 1, b: 2}\n", ("t", "a"), "t: {b: 2}\n"),
    ("t: {a: 1, b: 2}\n", ("t", "b"), "t: {a: 1}\n"),
    ("t: {a: 1}\n", ("t", "a"), "t: {}\n"),
    ("? a\n: 1\nb: 2\n", ("a",), "b: 2\n"),
    ("a: 1\nb: 2\na: 1\n", ("a",), "a: 1\nb: 2\n"),
]


@pytest.mark.parametrize(("inside", "path", "expected"), DELETED_PAIRS)
def test_an_entry_is_deleted(inside: str, path: tuple[str | int, ...], expected: str) -> None:
    assert done(inside, lambda block: block.delete_pair(pair_at(block, *path))) == expected


def test_keys_are_renamed_in_their_style() -> None:
    inside = "'a': 1 # c\nb:\n  c: 2\n? d\n: 3\n"
    assert (
        done(inside, lambda block: block.rename_key(pair_at(block, "a"), "title")) == "'title'" + inside[3:]
    )
    assert "\n  x: 2\n" in done(inside, lambda block: block.rename_key(pair_at(block, "b", "c"), "x"))
    assert "? x\n" in done(inside, lambda block: block.rename_key(pair_at(block, "d"), "x"))
    assert '\n"on":\n' in done(inside, lambda block: block.rename_key(pair_at(block, "b"), "on"))


ADDED = [
    ("a: 1\n", "x", None, "a: 1\nk: x\n"),
    ("a: 1\nb: 2\n", "no", "a", 'a: 1\nk: "no"\nb: 2\n'),
    ("", True, None, "k: true\n"),
    ("# c\n", "x", None, "# c\nk: x\n"),
    ("a:\n- x\n\n# end\n", ["p", 1, None], None, "a:\n- x\nk:\n- p\n- 1\n- null\n\n# end\n"),
    ("a: |\n  x\n\nb: 1\n", [], "a", "a: |\n  x\nk: []\n\nb: 1\n"),
    ("a: 'x'\n", "y: z", None, "a: 'x'\nk: 'y: z'\n"),
    ("  a: 1\n", ["x"], None, "  a: 1\n  k:\n    - x\n"),
]


@pytest.mark.parametrize(("inside", "value", "after", "expected"), ADDED)
def test_a_key_is_added(inside: str, value: str | bool | list[str], after: str | None, expected: str) -> None:
    assert done(inside, lambda block: block.add_key("k", value, after)) == expected


REFUSED: list[tuple[str, Operation, str]] = [
    ("a: x\n", lambda b: b.delete_item(node_at(b, "a")), "not an item"),
    ("a: [[x]]\n", lambda b: b.split_item(node_at(b, "a", 0), ["x"]), "cannot be split"),
    ("a: &x [p]\nb: *x\n", lambda b: b.delete_item(node_at(b, "a", 0)), "'b' would change"),
    ("a: &x 1\nb: *x\n", lambda b: b.delete_pair(pair_at(b, "a")), "could not be read"),
    ("a: 1\nb: 2\n", lambda b: b.rename_key(pair_at(b, "a"), "b"), "already"),
    ("a: 1\n", lambda b: b.add_key("a", 1), "already"),
    ("a: 1\n", lambda b: b.add_key("b", 1, after="c"), "no key 'c'"),
    ("{a: 1}\n", lambda b: b.add_key("b", 1), "braces"),
    ("a: 1\n", lambda b: b.add_key("b", [{}]), "a dict cannot be written"),  # type: ignore[list-item]
    ("a: [\n  x # c\n]\n", lambda b: b.delete_item(node_at(b, "a", 0)), "comment"),
    ("a: [\n", lambda b: b.add_key("b", 1), "cannot be read"),
    ("a: [b: 1]\n", lambda b: b.delete_pair(pair_at(b, "a", 0, "b")), "brackets"),
    ("t:\n- - a\n  # c\n  - b\n", lambda b: b.delete_item(node_at(b, "t", 0, 0)), "comment"),
]


@pytest.mark.parametrize(("inside", "operation", "reason"), REFUSED)
def test_what_cannot_be_proven_is_refused(inside: str, operation: Operation, reason: str) -> None:
    block = read_block(f"---\n{inside}---\n")
    assert block is not None
    with pytest.raises(EditRefused, match=reason):
        operation(block)


def any_operation(block: Block, which: int, target: int) -> tuple[Edit, ...]:
    assert block.root is not None
    nodes = list(block.root.walk())
    pairs = [pair for node in nodes for pair in node.pairs]
    items = [item for node in nodes for item in node.items]
    operations: list[Operation] = [lambda b: b.add_key("new", ["x", True])]
    if items:
        item = items[target % len(items)]
        operations += [lambda b: b.delete_item(item), lambda b: b.split_item(item, ["x", "no", "y: z"])]
    if pairs:
        pair = pairs[target % len(pairs)]
        operations += [lambda b: b.delete_pair(pair), lambda b: b.rename_key(pair, "renamed")]
        operations.append(lambda b: b.set_value(pair.value, "other"))
    return operations[which % len(operations)](block)


@given(
    st.one_of(pages(), hostile.map(lambda inside: wrap("t:\n- " + inside))),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 30)), max_size=6),
)
def test_any_sequence_of_operations_keeps_the_rest(page: str, steps: list[tuple[int, int]]) -> None:
    block = usable(page)
    for which, target in steps:
        if block is None:
            return
        try:
            edits = any_operation(block, which, target)
        except EditRefused:
            continue
        assert all(block.start <= edit.start and edit.end <= block.end for edit in edits)
        text = splice(block.text, edits)
        after = usable(text)
        assert after is not None
        assert text[after.body :].startswith("body")
        assert set(comments(after)) <= set(comments(block))
        block = after


DELETED_TOGETHER = [
    ("t:\n  - a\n  - b\n  - c\n", (0, 1), "t:\n  - c\n"),
    ("t:\n  - a # note\n  - b\n  - c\n", (0, 2), "t:\n  # note\n  - b\n"),
    ("t: [a, b, c, d]\n", (0, 2), "t: [b, d]\n"),
    ("t: [a, b, c, d]\n", (1, 2), "t: [a, d]\n"),
    ("t: [\n  a, # n\n  b,\n  c\n]\n", (0, 1), "t: [\n  # n\n  c\n]\n"),
]


@pytest.mark.parametrize(("inside", "which", "expected"), DELETED_TOGETHER)
def test_several_items_are_deleted_at_once(inside: str, which: tuple[int, ...], expected: str) -> None:
    def operation(block: Block) -> tuple[Edit, ...]:
        found = block.delete_items([node_at(block, "t", index) for index in which])
        assert len(found) == len(which)
        return tuple(edit for edits in found.values() for edit in edits)

    assert done(inside, operation) == expected


def test_many_deletions_are_proven_with_one_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    proofs: list[int] = []

    def counted(block: Reading, edits: Sequence[Edit], *rest: Any) -> tuple[Edit, ...]:
        proofs.append(len(edits))
        return prove(block, edits, *rest)

    monkeypatch.setattr(sequences, "prove", counted)
    block = read_block("---\nt:\n" + "  - a # note\n" * 3000 + "---\n")
    assert block is not None
    items = node_at(block, "t").items
    assert len(block.delete_items(items[1:])) == 2999
    assert len(proofs) == 1


def test_one_item_that_cannot_go_keeps_no_other_from_going() -> None:
    block = read_block("---\nt:\n  - a\n  - &x b\n  - c\n  - d\nu: *x\n---\n")
    assert block is not None
    items = node_at(block, "t").items
    assert block.delete_items(items[:3]).keys() == {items[0], items[2]}


@pytest.mark.parametrize(("inside", "left"), [("t: [a, b]\n", "t: [a]\n"), ("t: [a]\n", "t: []\n")])
def test_a_list_keeps_an_item_or_says_that_it_is_empty(inside: str, left: str) -> None:
    def operation(block: Block) -> tuple[Edit, ...]:
        found = block.delete_items(node_at(block, "t").items)
        return tuple(edit for edits in found.values() for edit in edits)

    assert done(inside, operation) == left


@given(pages(), st.sets(st.integers(0, 5)), st.integers(0, 9))
def test_deletions_go_together_and_alone(page: str, which: set[int], nth: int) -> None:
    block = usable(page)
    assume(block is not None)
    assert block is not None
    lists = [node for node in block.root.walk() if len(node.items) > 1] if block.root else []
    assume(lists)
    items = lists[nth % len(lists)].items
    wanted = [item for index, item in enumerate(items[1:]) if index in which]
    found = block.delete_items(wanted)
    for edits in found.values():
        assert usable(splice(page, edits)) is not None
    merged, chosen = merge(Fix("x", *edits) for edits in found.values())
    after = usable(splice(page, merged))
    assert after is not None
    grown = [len(node.items) for node in after.root.walk() if node.kind == "sequence"] if after.root else []
    assert len(items) - len(chosen) in grown
    assert comments(after) == comments(block) or any(item.items or item.pairs for item in wanted)
