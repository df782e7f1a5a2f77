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


TREES = st.lists(
    st.tuples(
        st.sampled_from((0, 0, 1, 2, 2, 3, 4)),
        st.sampled_from(
            ("a:", "b:", "a: b", "c:d: e", "- a", "- b # c", "# c", "a: b # c", "text", "", "a: |", "a: |-", "a: >",
             "a: >-", "a: [b]", "a: 'b' # c", "a: b\xa0c", "text  ", "-", "- a: b", "a: b:")
        ),
    ).map(lambda line: " " * line[0] + line[1]),
    max_size=8,
).map("\n".join)  # fmt: skip
ENDS = st.sampled_from(("", "\n", "\n\n", "\r\n"))


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


@settings(max_examples=3000, derandomize=True, deadline=None)
@given(TREES, ENDS)
@example("a:\n  b: c\n d: e", "\n")
@example("a: |\n  b\n c: d", "\n")
@example("a: |\n  b\n # c\nd: e", "\n")
@example("a: >\n  b\n   c", "\n")
@example("a: >\n  b", "")
@example("a: |\n\n  b", "\n")
@example("a:\n  b:\n  - c\n  d: e", "\n")
@example("a:\n  b:\n - c", "\n")
@example("a: b # c\n  d", "\n")
def test_what_it_accepts_of_trees_it_reads_as_ruamel_does(lines: str, end: str) -> None:
    holds(lines + end)


@pytest.mark.parametrize(
    "inside",
    [
        "title: A page\ntags: [a, b]\n",
        'title: "A “page”: part one"\ndate: 2020-01-01\n',
        "title: 'It is'\r\ntags:\r\n  - a\r\n  - two words\r\n",
        "# comment\ntitle: A text that goes on\n  below\n  and below\n\nurl: https://example.org/a?b=c#d\n",
        "empty:\nalso:\nlist:\n- a\n- b\nms.date: 10/19/2018\nlocation: kernel\\a_b.htm\n",
        'aliases: [/a/b/, "c d"]\nnone: []\n',
        "a: text # comment\ncSpell:ignore: otlp\nclient: Windows\xa010\n",
        "params:\n  images:\n    - a.png\n    - b.png\n  deep:\n    er: yes\nnext: 1\n",
        "author: >-\n  [A](https://a.b), [C](https://c.d): folded\n  over two lines\n# comment\nlast: 1\n",
        "note: |\n  a\n    b\n\nlast: 1\n",
    ],
)
def test_most_blocks_are_simple(inside: str) -> None:
    assert holds(inside)


@pytest.mark.parametrize(
    "inside",
    [
        "", "a: b: c\n", "a: *b\n", "a: &b c\n", "a: !t b\n", "a: |+\n  b\n", "a: {b: c}\n",
        "a: >\n  b\n\n  c\n", "a: >\n  b\n   c\n", "a: |2\n  b\n", "a: |\n", "a: |\n  b\n c\n", "- a: b\n",
        "a: 'b' # c\n",
        "a: \"b\\n\"\n",
        "a: 'b''c'\n", "a:\n  b: c\n d: e\n", "- a\n", "a:\tb\n", "a: b\u2028c\n", "a: %b\n", "---\na: b\n",
        "a: [b, [c]]\n",
    ],
)  # fmt: skip
def test_what_leaves_a_choice_is_refused(inside: str) -> None:
    assert events(inside) is None
