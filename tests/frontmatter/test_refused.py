"""What operations refuse, and what reads as well where a parser or a map is not what is expected."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from types import ModuleType

import pytest
from frontmatter_blocks import hostile, pages, wrap
from hypothesis import given

from wikilint import frontmatter
from wikilint.frontmatter import Block, EditRefused, Node, Pair, absent, read_block
from wikilint.frontmatter.edit import sequences
from wikilint.frontmatter.edit.proof import prove, splice
from wikilint.frontmatter.read import parse
from wikilint.frontmatter.read.blockscalar import layout
from wikilint.frontmatter.read.lines import before_gap, dash, parent_column
from wikilint.frontmatter.read.nodes import UnusableError
from wikilint.frontmatter.read.split import LIMIT


def block_of(inside: str) -> Block:
    block = read_block(f"---\n{inside}---\nbody\n")
    assert block is not None
    return block


def value(block: Block, *path: str | int) -> Node:
    node = block.locate(path)
    assert node is not None
    return node


def pair(block: Block, *path: str) -> Pair:
    holder = block.locate(path[:-1])
    assert holder is not None
    return next(each for each in holder.pairs if each.name == path[-1])


LONE = Pair(Node("scalar", 4, 5, value="a"), Node("scalar", 7, 8, value="b"))

REFUSED: list[tuple[str, str, Callable[[Block], object]]] = [
    ("a: b\n", "belongs to no mapping", lambda block: block.delete_pair(LONE)),
    ("a: b\nc:\n- d\n", "only a scalar", lambda block: block.make_list(value(block, "c"), ["x"], flow=True)),
    ("a: b\n", "only a scalar", lambda block: block.make_list(value(block, "a"), [], flow=True)),
    ("? a\n? b\n", "no colon", lambda block: block.make_list(value(block, "a"), ["x"], flow=True)),
    ("a: b\n", "no comment", lambda block: block.take_in_comment(value(block, "a"))),
    ("a: b # c # d\n", "another comment", lambda block: block.take_in_comment(value(block, "a"))),
    ("a: [\n", "cannot be read", lambda block: prove(block, (), {}, ())),
]


@pytest.mark.parametrize(("inside", "why", "operation"), REFUSED)
def test_refused(inside: str, why: str, operation: Callable[[Block], object]) -> None:
    with pytest.raises(EditRefused, match=why):
        operation(block_of(inside))


OTHER = "one: {a: b, c: d}\ntwo:\n  - e\nthree:\n  four:\n    five: f\nsix: g\n"
LONG = "some: thing else\n" + "# and a comment that is long enough\n" * 4

FOREIGN: list[tuple[str, Callable[[Block, Block], object]]] = [
    (OTHER, lambda block, other: block.delete_pair(pair(other, "one", "c"))),
    (OTHER, lambda block, other: block.delete_pair(pair(other, "one", "a"))),
    (OTHER, lambda block, other: block.delete_pair(pair(other, "three", "four"))),
    (OTHER, lambda block, other: block.delete_item(value(other, "two", 0))),
    (OTHER, lambda block, other: block.set_value(value(other, "six"), "new")),
    (OTHER, lambda block, other: block.rename_key(pair(other, "six"), "new")),
    ("six: g\n", lambda block, other: block.delete_pair(pair(other, "six"))),
]


@pytest.mark.parametrize(("inside", "operation"), FOREIGN)
def test_nodes_of_another_block_are_refused(inside: str, operation: Callable[[Block, Block], object]) -> None:
    with pytest.raises((EditRefused, ValueError)):
        operation(block_of(LONG), block_of(inside))


def test_a_flow_collection_of_another_block_is_refused() -> None:
    """Its brackets are where this block has brackets, too, and its commas are not."""
    with pytest.raises(EditRefused, match="no comma"):
        block_of("one: {a: b; c: d}\n").delete_pair(pair(block_of("one: {a: b, c: d}\n"), "one", "c"))


def test_of_a_list_that_another_key_refers_to_nothing_is_deleted() -> None:
    block = block_of("a: &x\n- b\nc: *x\n")
    assert block.delete_items([value(block, "a", 0)]) == {}


def test_only_so_many_proofs_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    block = block_of("a:\n- &x b\n- c\n- d\ne: *x\n")
    nodes = [value(block, "a", 0), value(block, "a", 1)]
    assert set(block.delete_items(nodes)) == {nodes[1]}
    monkeypatch.setattr(sequences, "_MOST_PROOFS", 1)
    assert block.delete_items(nodes) == {}


def test_a_repair_that_makes_the_block_too_large_is_none() -> None:
    for size, is_repaired in ((LIMIT - 10, True), (LIMIT, False)):
        comment = "#" + "x" * (size - len("a: b: c\n#\n")) + "\n"
        assert (block_of(f"a: b: c\n{comment}").repair_by_quoting() is not None) == is_repaired


def test_a_scalar_whose_source_is_not_understood_is_written_anew() -> None:
    block = block_of('a: "b"  # c\n')
    node = value(block, "a")
    node.value = "what another parser read"
    assert splice(block.text, block.set_value(node, "new")) == '---\na: "new"  # c\n---\nbody\n'


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("style", ["|", ">"])
@pytest.mark.parametrize("indent", ["{}", "2{}", "{}2"])
def test_where_a_block_scalar_ends(style: str, indent: str, kept: bool) -> None:
    """Before the line break of its last blank line if it keeps them, else of its last line with content."""
    header = style + indent.format("+" if kept else "-")
    for newline in ("\n", "\r\n", "\r"):
        text = f"---\na: {header}\n  x\n\n\nb: c\n---\n".replace("\n", newline)
        block = read_block(text)
        assert block is not None
        node = value(block, "a")
        after = text.index("b: c") - len(newline) if kept else text.index("x") + 1
        assert (node.end, node.value) == (after, "x\n\n\n" if kept else "x")


def test_a_comment_between_the_dash_and_its_item() -> None:
    block = block_of("a:\n- # c\n  x\n- y\n")
    assert dash(block.text, value(block, "a", 0)) == block.text.index("- #")


def test_what_is_not_there() -> None:
    assert before_gap("  \n", 3) == -1
    with pytest.raises(ValueError, match="no dash"):
        dash("a: b", Node("scalar", 3, 4, value="b"))
    with pytest.raises(ValueError, match="no block scalar"):
        layout("a: b", Node("scalar", 3, 4, value="b"))
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        frontmatter.nothing_of_that_name  # noqa: B018
    block = block_of("a: [\n")
    assert (block.pair("a"), block.locate(("a", "b", 0))) == (None, None)
    assert block_of("a: b\n").locate(("b", "c")) is None
    assert absent("---title: x\n\nprose without an end\n") is None


def test_the_column_of_the_block_collection_around() -> None:
    block = block_of("a:\n  b: [x]\n")
    assert block.root is not None
    assert parent_column(block.text, value(block, "a", "b", 0)) == 2
    assert parent_column(block.text, block.root) == -1


def test_nodes_and_pairs_say_where_they_are() -> None:
    block = block_of("a: b\n")
    assert repr(pair(block, "a")) == "<pair <scalar 4..5 'a'>: <scalar 7..8 'b'>>"


@pytest.mark.parametrize(
    ("inside", "at"),
    [("a = [1,\n", 4), ('a = 1\nb = "c\n', 16)],
    ids=["at the end of the document", "at a line and a column"],
)
def test_where_toml_breaks(inside: str, at: int) -> None:
    block = read_block(f"+++\n{inside}+++\nbody\n")
    assert block is not None
    assert block.problem is not None
    assert (block.problem.kind, block.problem.offset) == ("invalid", at)


@pytest.fixture(scope="module")
def without_libyaml() -> ModuleType:
    """The parser as it is where PyYAML was built without libyaml."""
    spec = importlib.util.spec_from_file_location("parse_without_libyaml", parse.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "yaml._yaml", None)
        spec.loader.exec_module(module)
    return module


def test_without_libyaml_the_pure_parser_takes_over(without_libyaml: ModuleType) -> None:
    text = "a: [b, 'c']\nd: |+\n  e\n\n"
    tree, other = parse.parse(text, 0, len(text)), without_libyaml.parse(text, 0, len(text))
    assert tree.root is not None
    assert repr(list(other.root.walk())) == repr(list(tree.root.walk()))


def test_an_escape_beyond_unicode_is_a_problem_for_both(without_libyaml: ModuleType) -> None:
    text = 'a: "\\U00110000"\n'
    for module in (parse, without_libyaml):
        with pytest.raises(UnusableError) as refused:
            module.parse(text, 0, len(text))
        assert refused.value.problem.kind == "invalid"


@given(pages() | hostile.map(wrap))
def test_lists_are_found_by_any_case(page: str) -> None:
    block = read_block(page)
    assert block is not None
    pairs = block.root.pairs if block.root is not None else []
    lists = [each.value for each in pairs if each.value.kind == "sequence"]
    assert [id(node) for node in block.lists([each.name.upper() for each in pairs])] == [
        id(node) for node in lists
    ]
    assert list(block.lists(["no key of that name"])) == []
