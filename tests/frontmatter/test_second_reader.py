"""The second reader reads what it accepts as ruamel.yaml does."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wikilint.frontmatter.edit.proof import Token, _ruamel_stream
from wikilint.frontmatter.edit.second_reader import events

PIECES = (
    "a", "b.c", "key", "title", "- ", "-", "  ", "    ", " ", ": ", ":", "#", " #", "# c", "\n", "\r\n", "\n\n", "\n  ",
    "é", "漢字", "“q”", "'", '"', "''", "\\", "[", "]", "[a, b]", "[]", ", ", ",", "{", "}", "{a: b}", "&x", "*x", "!t",
    "|", ">", ">-\n", "%", "@", "`", "?", "? ", "---", "...", "<<", "~", "=", "1", "2020-01-01", "https://x.y/z?q=1#f",
    "\t", "\u0085", "\u2028", "\xa0", "<b>", "/p/", "key: text", "- item", "key:\n", "key: [x, 'y', \"z\"]\n", "a b c",
)  # fmt: skip
LINES = st.lists(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), max_size=6).map("\n".join)


def holds(inside: str) -> bool:
    """Whether the reader accepts a block. What it says then is what ruamel.yaml says."""
    read = events(inside)
    if read is not None:
        assert [Token(*each) for each in read] == list(_ruamel_stream(inside, None))
    return read is not None


@settings(max_examples=1500, derandomize=True, deadline=None)
@given(LINES)
@example("key: a\n  - b\n")
@example("key:\n- a\n  - b\n")
@example("key:\n  text\n")
@example("key: a\n\n  b\n")
@example("key: a\n# c\n  b\n")
@example("key: [a, b,]\n")
@example("key: [a:b]\n")
@example("key: 'a'\n  b\n")
@example("key: a:\n")
@example("a: b\n...\nc: d\n")
def test_what_it_accepts_it_reads_as_ruamel_does(inside: str) -> None:
    holds(inside)


@pytest.mark.parametrize(
    "inside",
    [
        "title: A page\ntags: [a, b]\n",
        'title: "A “page”: part one"\ndate: 2020-01-01\n',
        "title: 'It is'\r\ntags:\r\n  - a\r\n  - two words\r\n",
        "# comment\ntitle: A text that goes on\n  below\n  and below\n\nurl: https://example.org/a?b=c#d\n",
        "empty:\nalso:\nlist:\n- a\n- b\nms.date: 10/19/2018\nlocation: kernel\\a_b.htm\n",
        'aliases: [/a/b/, "c d"]\nnone: []\n',
    ],
)
def test_most_blocks_are_simple(inside: str) -> None:
    assert holds(inside)


@pytest.mark.parametrize(
    "inside",
    [
        "", "a: b: c\n", "a: *b\n", "a: &b c\n", "a: !t b\n", "a: |\n  b\n", "a: {b: c}\n", "a: b # c\n",
        "a: \"b\\n\"\n",
        "a: 'b''c'\n", "a:\n  b: c\n", "- a\n", "a:\tb\n", "a: b\u2028c\n", "a: %b\n", "---\na: b\n", "a: [b, [c]]\n",
    ],
)  # fmt: skip
def test_what_leaves_a_choice_is_refused(inside: str) -> None:
    assert events(inside) is None
