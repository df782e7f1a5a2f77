"""The tree of a block: spans, paths, and what is refused before anything is built."""

from __future__ import annotations

import pytest
from frontmatter_blocks import hostile, pages, wrap
from hypothesis import given

from wikilint.frontmatter import Block, Node, read_block
from wikilint.frontmatter.edit.repair import repair_by_quoting
from wikilint.frontmatter.read import parse
from wikilint.frontmatter.read.pure_parser import PureParser


def block_of(inside: str) -> Block:
    block = read_block(f"---\n{inside}---\n")
    assert block is not None
    return block


def own(block: Block, *path: str | int) -> str:
    node = block.locate(path)
    assert node is not None
    return block.text[node.start : node.end]


@pytest.mark.parametrize(
    ("inside", "path", "expected"),
    [
        ("a: some words\n  and more # c\n", ("a",), "some words\n  and more"),
        ("a: &x !!str 'q'\n", ("a",), "&x !!str 'q'"),
        ("a:\nb: 1\n", ("a",), ""),
        ("a: # c\n  - x\n  - y # d\n", ("a",), "- x\n  - y"),
        ("a:\n- x\n\n# c\nb: 1\n", ("a",), "- x"),
        ("a:\n  b:\n    c: 1\n\n\nd: 2\n", ("a",), "b:\n    c: 1"),
        ("a: |\n  x\n\n\nb: 1\n", ("a",), "|\n  x"),
        ("a: |+\n  x\n\n\nb: 1\n", ("a",), "|+\n  x\n\n"),
        ("a: |\n  x  \n     \n   \nb: 1\n", ("a",), "|\n  x  \n     \n   "),
        ("a: >- # c\n\nb: 1\n", ("a",), ">- # c"),
        ("a: [x,\n  y ] # c\n", ("a",), "[x,\n  y ]"),
        ("a: [x,\n  y ] # c\n", ("a", 1), "y"),
        ("a: {b: 1, c}\n", ("a", "c"), ""),
        ("? a\n? b\n: c\n", ("a",), ""),
        ("- no\n", (), ""),
    ],
)
def test_spans_are_the_nodes_own_text(inside: str, path: tuple[str | int, ...], expected: str) -> None:
    block = block_of(inside)
    if block.root is None:
        assert block.problem is not None
        assert block.problem.kind == "not-a-mapping"
    else:
        assert own(block, *path) == expected


@pytest.mark.parametrize("inside", ["", "\n", "# only a comment\n", "  \n\n"])
def test_an_empty_block_is_an_empty_mapping(inside: str) -> None:
    block = block_of(inside)
    assert block.problem is None
    assert block.root is not None
    assert (block.root.pairs, block.data, list(block.scalars())) == ([], {}, [])


PROBLEMS = {
    "a: [\n": "invalid",
    "a: b: c\n": "invalid",
    "a: @x\n": "invalid",
    "just text\n": "not-a-mapping",
    "- a\n- b\n": "not-a-mapping",
    "~\n": "not-a-mapping",
    "a: 1\n--- b\n": "multiple-documents",
    "a: !!python/object:os.system x\n": "unsupported-tag",
    "a: !local x\n": "unsupported-tag",
    "a: *nowhere\n": "undefined-alias",
    "a: &a [*a]\n": "too-complex",
    "[a]: b\n": "unsupported-key",
    "title: {{ .Title }}\n": "unsupported-key",
    "a: " + "[" * 65 + "]" * 65 + "\n": "too-complex",
    "a: " + "x, " * 90_000 + "\n": None,
    "a: [" + "x," * 120_000 + "]\n": None,
    "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1},*a{i - 1}]\n" for i in range(1, 40)): "too-complex",
    "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 70)): "too-complex",
}


@pytest.mark.parametrize("inside", PROBLEMS, ids=range(len(PROBLEMS)))
def test_what_cannot_be_used_says_why(inside: str) -> None:
    block = read_block(wrap(inside))
    expected = PROBLEMS[inside]
    if block is None:
        assert len(inside) > 256 * 1024
        return
    assert (block.problem.kind if block.problem else None) == expected
    if block.problem is not None:
        assert block.start <= block.problem.offset <= block.end
        assert (block.root, block.data, list(block.scalars())) == (None, {}, [])


def test_too_many_events_end_the_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "MAX_EVENTS", 20)
    problem = block_of("a: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]\n").problem
    assert problem is not None
    assert problem.kind == "too-complex"


@pytest.mark.parametrize(
    ("inside", "word"),
    [
        ('title: {{ replace .Name "-" " " | title }}\n', "template"),
        ("a: 1\nlink: [Foo](http://x.org)\n", "Markdown link"),
        ("a: 'x\nb: {{ y }}\n\n# end\n", "template code"),
        ("a: 1\nb: [\n----\ntext: [\n", "'----' meant as the closing fence"),
    ],
)
def test_the_message_says_what_is_probably_behind_it(inside: str, word: str) -> None:
    assert word in str(block_of(inside).problem)


def test_nodes_know_their_path() -> None:
    block = block_of("a:\n  - b: [x, y]\n  - &n z\nc: *n\n")
    assert [node.path for node in block.scalars()] == [("a", 0, "b", 0), ("a", 0, "b", 1), ("a", 1)]
    assert [key.value for key in block.keys()]  # noqa: SIM118 == ["a", "b", "c"]
    assert [alias.path for alias in block.aliases()] == [("c",)]
    assert block.get("c") is block.locate(("a", 1))


def test_errors_of_a_schema_are_located() -> None:
    block = block_of("base: &base\n  x: 1\nuse:\n  <<: *base\n  y: [2]\ndup: 1\ndup: 2\n")
    assert own(block, "use", "x") == "1"
    assert own(block, "use", "y", 0) == "2"
    assert own(block, "dup") == "2"
    assert block.locate(("use", "nope")) is None
    assert block.locate(("use", "y", 7)) is None
    assert block.locate(("base", "x", "deeper")) is None
    key = block.locate_key(("use", "y", 0))
    assert key is not None
    assert key.value == "y"
    assert block.locate_key(()) is None


@pytest.mark.parametrize(
    "unit",
    ["- ", "- [", "a: ", "[", "{", "? ", "!", "&a ", "*a ", "'", '"\n', "|\n", "\r", ": ", "\t", "---\r"],
)
def test_long_runs_end_soon(unit: str) -> None:
    """Nothing here is timed, but what needs quadratic time would stand out."""
    block = read_block(wrap("a: " + unit * (120_000 // len(unit))))
    if block is not None:
        assert (block.root is None) == (block.problem is not None)
        repair_by_quoting(block)


def skeleton(node: Node) -> list[tuple[object, ...]]:
    return [(n.kind, n.start, n.end, n.value, n.style, n.tag, n.anchor, n.flow) for n in node.walk()]


@given(pages())
def test_without_libyaml_the_tree_is_the_same(page: str) -> None:
    block = read_block(page)
    assert block is not None
    if block.root is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parse, "_Parser", PureParser)
        other = read_block(page)
        assert other is not None
        assert other.root is not None
    assert skeleton(other.root) == skeleton(block.root)


@given(hostile)
def test_any_text_ends_in_a_tree_or_a_problem(inside: str) -> None:
    block = read_block(wrap(inside))
    assert block is not None
    assert (block.root is None) == (block.problem is not None)
    for node in block.root.walk() if block.root else ():
        assert block.start <= node.start <= node.end <= block.end
        assert node.parent is None or node.parent.start <= node.start
