"""From a value's characters to those of the source, in every style."""

from __future__ import annotations

import pytest
from frontmatter_blocks import hostile, pages, usable, wrap
from hypothesis import given
from hypothesis import strategies as st

from wikilint.frontmatter import Block, Node, SourceMap, read_block


def mapped(inside: str) -> tuple[Block, Node, SourceMap]:
    block = read_block(f"---\n{inside}\n---\n")
    assert block is not None
    node = next(block.scalars())
    return block, node, block.source_map(node)


@pytest.mark.parametrize(
    ("source", "sources"),
    [
        ("a: b c", ["b", " ", "c"]),
        ("a: b \n   c", ["b", " \n   ", "c"]),
        ("a: b\r\n  c", ["b", "\r\n  ", "c"]),
        ("a: b\n\n\n  c", ["b", "\n\n", "\n  ", "c"]),
        ("a: 'b''c '", ["b", "''", "c", " "]),
        (r'a: "\x41\u00e9\t\"\U0001F1F7"', [r"\x41", r"\u00e9", r"\t", r"\"", r"\U0001F1F7"]),
        ('a: "b \\\n   c"', ["b", " ", "c"]),
        ('a: "b\\\n\n   c"', ["b", "\n", "c"]),
        ("a: |\n  b\n   c\n", ["b", "\n  ", " ", "c", "\n"]),
        ("a: |-\n  b\n\n  c", ["b", "\n", "\n  ", "c"]),
        ("a: |2-\n   b\n", [" ", "b"]),
        ("a: >\n  b\n  c\n\n  d\n", ["b", "\n  ", "c", "\n\n  ", "d", "\n"]),
        ("a: >-\n  b\n   c\n  d", ["b", "\n  ", " ", "c", "\n  ", "d"]),
        ("a: |+\n  b\n\n", ["b", "\n", "\n"]),
        ("a: &x !!str # c\n  b", ["b"]),
        ("a: 'Janâ\x80\x93\x85'", ["J", "a", "n", "â", "\x80", "\x93", "\x85"]),
        ("a: ''", []),
        ("a: |-", []),
    ],
)
def test_each_character_has_its_span(source: str, sources: list[str]) -> None:
    block, node, found = mapped(source)
    spans = [found.char_span(index) for index in range(len(found))]
    assert [block.text[start:end] for start, end in spans][: len(sources)] == sources
    assert found.value == node.value
    assert len(found) == len(node.value) >= len(sources)
    if sources:
        assert found.span(0, len(found)) == (spans[0][0], spans[-1][1])
    with pytest.raises(IndexError):
        found.char_span(len(found))


@given(st.one_of(hostile.map(wrap), hostile.map(lambda inside: wrap("a: " + inside)), pages()))
def test_the_map_reads_what_the_parser_reads(page: str) -> None:
    block = usable(page)
    for node in block.scalars() if block else ():
        found = block.source_map(node)  # type: ignore[union-attr]
        assert found.value == node.value
        last = node.start
        for start, end in map(found.char_span, range(len(found))):
            assert last <= start <= end
            last = end


@pytest.mark.parametrize("taken", ["\U000f0085", '"\\U000F0085"'])
def test_a_private_use_character_of_the_text_is_not_taken_for_a_hidden_one(taken: str) -> None:
    block = read_block(f"---\na: x\x85y\nb: {taken}\n---\n")
    assert block is not None
    assert block.data == {"a": "x\x85y", "b": "\U000f0085"}


def test_a_block_that_uses_every_private_character_is_refused() -> None:
    every = "".join(map(chr, [*range(0xF0000, 0xFFFFE), *range(0xFFFFE, 0x10FFFE)]))
    block = read_block(f"---\na: \x85{every}\n---\n")
    assert block is not None
    assert block.problem is not None
    assert block.problem.kind == "too-complex"
