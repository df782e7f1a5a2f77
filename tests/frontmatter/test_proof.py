"""The second parser, the keys that differ, and the proof itself when an edit lies."""

from __future__ import annotations

import pytest
from frontmatter_blocks import pages, usable
from hypothesis import given

from wikilint.finding import Edit
from wikilint.frontmatter import Block, EditRefused, read_block
from wikilint.frontmatter.edit import proof
from wikilint.frontmatter.edit.proof import changed_keys, prove, reads_alike, second_opinion, splice
from wikilint.frontmatter.edit.repair import repair_by_quoting


def block_of(inside: str) -> Block:
    block = read_block(f"---\n{inside}---\nbody\n")
    assert block is not None
    return block


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ("a: 1\nb: 2\n", "a: 1\nb: 2 # c\n", set()),
        ("a: 1\nb: 2\n", "a: 1\nb: '2'\n", {"b"}),
        ("a: 1\n", "a: true\n", {"a"}),
        ("a: 1\nb: 2\n", "a: 1\n", {"b"}),
        ("a: 1\n", "a: 1\nb:\n", {"b"}),
        ("a: 1\na: 2\n", "a: 2\n", {"a"}),
        ("a: 1\nb: 2\nc: 3\n", "b: 2\na: 1\nc: 3\n", {"a", "b"}),
        ("a: &x [1]\nb: *x\n", "a: &x [2]\nb: *x\n", {"a", "b"}),
    ],
)
def test_the_keys_that_say_something_else(old: str, new: str, keys: set[str]) -> None:
    assert changed_keys(block_of(old), block_of(new)) == keys


def test_the_keys_of_toml_are_compared_too() -> None:
    old, new = read_block("+++\na = 1\nb = 2\n+++\n"), read_block("+++\na = 1\nb = 3\n+++\n")
    assert old is not None
    assert new is not None
    assert changed_keys(old, new) == {"b"}


def test_a_second_parser_confirms() -> None:
    old, new = block_of("a: &x !!str [b, 'c']\nd: *x\ne: >-\n  f\n\n  g\n"), block_of("")
    assert old.problem is None
    assert second_opinion(old, new) is None
    assert second_opinion(block_of("a: [\n"), old) is None


def test_a_second_parser_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    good, other = block_of("a: 1\n"), block_of("a: 1\nb: &x 2\nc: [*x]\n")
    for lie, reason in (
        (lambda view: view + "d: 1\n", "different nodes"),
        (lambda view: view.replace("2", "3"), "libyaml reads '2' where ruamel.yaml reads '3'"),
        (lambda view: "a: [", "ruamel.yaml cannot read it (ParserError)"),
    ):
        monkeypatch.setattr(proof, "safe_view", lambda text, lie=lie: (lie(text), None))
        assert reason in str(reads_alike(other))
        assert str(second_opinion(good, other)).startswith(("the old", "the new"))
    assert reads_alike(block_of("a: [\n")) is not None


def test_tabs_within_scalars_are_no_objection() -> None:
    for inside in (
        "a: b\tc\n",
        "a\tb: c\n",
        "a: b \tc\n  d\te\n",
        "a: |2-\t\n  \tb\n",
        "a: >\t# c\n  b\n",
        "a: b\1\tc\n",
    ):
        assert reads_alike(block_of(inside)) is None, inside


def test_tabs_between_nodes_are_no_objection() -> None:
    assert reads_alike(block_of("a:\t1\t# c\nb: 'x\ty'\nc: [x,\ty]\n")) is None


@pytest.mark.parametrize(
    ("edits", "reason"),
    [
        ([Edit(0, 3, "")], "reaches beyond"),
        ([Edit(4, 6, "x"), Edit(5, 7, "y")], "overlap"),
        ([Edit(4, 4, "---\n")], "end elsewhere"),
        ([Edit(7, 8, "[")], "could not be read"),
        ([Edit(7, 8, "'1'")], "differently"),
        ([Edit(8, 12, "")], "a comment would be lost"),
        ([Edit(18, 18, "z: 1\n")], "differently"),
    ],
)
def test_an_edit_that_does_more_than_it_says_is_refused(edits: list[Edit], reason: str) -> None:
    block = block_of("a: 1 # c\nb: 2\n")
    with pytest.raises(EditRefused, match=reason):
        prove(block, edits, {}, ())


@given(pages())
def test_two_parsers_read_the_same(page: str) -> None:
    block = usable(page)
    if block is not None:
        reason = reads_alike(block)
        assert reason is None or "cannot read" in reason


@pytest.mark.parametrize(
    ("inside", "mended"),
    [
        ("title: [Foo](http://x)\nb: 1\n", 'title: "[Foo](http://x)"\nb: 1\n'),
        ("a: 0\ntitle: Foo: bar\n", 'a: 0\ntitle: "Foo: bar"\n'),
        ("title: {{ .Title }}\n", 'title: "{{ .Title }}"\n'),
        ("a:\n  - @x\n", 'a:\n  - "@x"\n'),
        ('title: "foo" bar\nb: 1\n', "title: '\"foo\" bar'\nb: 1\n"),
        ("title: \"it's\n\n", 'title: "\\"it\'s"\n\n'),
        ("a: 0\nt: 'it's: so'\n", 'a: 0\nt: "it\'s: so"\n'),
        ("a: %x\n", 'a: "%x"\n'),
        ("a: [\nb: [\n", None),
        ("just text\n", None),
        ("a: 1\n", None),
    ],
)
def test_one_value_is_quoted_when_that_alone_helps(inside: str, mended: str | None) -> None:
    block = block_of(inside)
    edits = repair_by_quoting(block)
    assert (None if edits is None else splice(block.text, edits)) == (mended and f"---\n{mended}---\nbody\n")
