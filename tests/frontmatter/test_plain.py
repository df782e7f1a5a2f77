"""Which blocks are recognised as plain words without a parser; a block that is not is only slower."""

from __future__ import annotations

import pytest

from wikilint.frontmatter.read.plain import is_plain
from wikilint.frontmatter.read.split import LIMIT

PLAIN = [
    "a: b\n",
    "title: Some words, and more of them\ndate: 2020-01-01\nn: 12\n",
    "a: 'quoted'\nb: \"quoted: too\"\n",
    "a:\n  - b\n  - c\n",
    "a:\n- b\n- c\nd: e\n",
    "a:\n  b: c\n  d: e\n",
    "a:\n  b:\n    c: d\n  e: f\n",
    "a: [b, c]\n",
    "# a comment\na: b # and one more\n",
    "a: >-\n  folded\n  text\nb: c\n",
    "a: b\n\nc: d\n",
    "tags: [one, two words]\n",
    "tags:\n  - one\n  - two\nother: x\n",
    "Tags: one\n",
    "tags: []\n",
    "a:\n  b: c\nd:\n  b: c\n",
]

NOT_PLAIN = [
    "a:\n  - b: c\n",  # a mapping in a list
    "a: b\na: c\n",  # a key twice
    "a:\n  b: c\n  b: d\n",
    "no: b\n",  # a key that YAML 1.1 reads as false
    "a:\n  Yes: b\n",
    "a: no\n",
    "a: b: c\n",
    "a: [b\n",
    "a: {b: c}\n",
    "a: &x b\n",
    "a: |\n  b\n",
    "a: 'b\n",
    "a: ' b'\n",
    "a: b\n  c: d\n",  # below a value
    "a:\n  b: c\n d: e\n",  # between two columns
    "a:\n  - b\n  c: d\n",  # a key in a list
    "a:\n  c: d\n  - b\n",  # an item in a mapping
    "  a: b\n",
    "- a\n",
    "a: Lorem ipsum\n",
    "a: undefined\n",
    "a: 0x1F\n",
    "a: 1e3\n",
    "a: caf\u00e9\u00a0x\n".replace("caf\u00e9", ""),
    "tags: [one, One]\n",  # alike
    "tags: [one-two, one two]\n",
    "tags: [\u00e4]\n",
    "tags:\n  - <b>\n",
    "tags:\n  - undefined\n",
    "tags:\n  - see\n  - by:me\n",
    "tags:\n  - photo.jpg\n",
    "tags: ['']\n",
    "x: y\nkeywords: [a, A]\nz: w\n",
    "x:\n- A\n- a\ntags:\n- A\n- a\n",
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("inside", PLAIN)
def test_plain(inside: str, newline: str) -> None:
    for closing in ("---", "...", "--- "):
        assert is_plain(f"---\n{inside}{closing}\nbody\n".replace("\n", newline).encode())
    assert is_plain(f"\ufeff---\n{inside}---".replace("\n", newline).encode())


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("inside", NOT_PLAIN)
def test_not_plain(inside: str, newline: str) -> None:
    assert not is_plain(f"---\n{inside}---\nbody\n".replace("\n", newline).encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: b\n---\n",
        "---\na: b\n",
        "---\na: b\n---\n---\nc: d\n---\n",
        "---\na: b\n---\n\n ---\n",
        "----\n",
    ],
)
def test_no_block_or_two(text: str) -> None:
    assert not is_plain(text.encode())


def test_equal_items_of_lists_that_are_no_tags() -> None:
    assert is_plain(b"---\nothers:\n- A\n- a\ntags:\n- A\n- b\nmore: [x, X]\n---\n")


def test_a_block_that_is_too_long_is_none() -> None:
    for more, is_one in ((0, True), (1, False)):
        line = "a: " + "x" * (LIMIT - len("---\na: ") + more)
        assert is_plain(f"---\n{line}\n---\n".encode()) == is_one
