"""Reading at its edges: how many digits are a number, how deep is too deep, where a span ends to the character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.frontmatter import Block, absent, read_block, readings
from wikilint.frontmatter.read import data, lines
from wikilint.frontmatter.read.absence import Absence
from wikilint.frontmatter.read.data import MAX_DEPTH
from wikilint.frontmatter.read.parse import MAX_EXPANDED
from wikilint.frontmatter.read.split import LIMIT


def block_of(inside: str) -> Block:
    block = read_block(f"---\n{inside}---\nbody\n")
    assert block is not None
    return block


DIGITS = "123456789012345678"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        (DIGITS, int(DIGITS)),
        (f"-{DIGITS}", -int(DIGITS)),
        (f"{DIGITS}9", f"{DIGITS}9"),
        (f"-{DIGITS}9", f"-{DIGITS}9"),
        (f"0x{DIGITS[:16]}", int(f"0x{DIGITS[:16]}", 0)),
        (f"0x{DIGITS[:17]}", f"0x{DIGITS[:17]}"),
        ("false", False),
        ("False", False),
        ("TRUE", True),
        ("NULL", None),
        ("nULL", "nULL"),
        (".5", 0.5),
        ("1.", 1.0),
        ("+1.5e-3", 0.0015),
    ],
)
def test_how_a_plain_scalar_reads(source: str, value: object) -> None:
    found = data.read_plain(source)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("1_000", "integer 1000", "text"),
        ("1_0.5_0", "number 10.5", "text"),
        (f"0x{DIGITS[:16]}", f"integer {int(DIGITS[:16], 16)}", f"integer {int(DIGITS[:16], 16)}"),
        (f"0x{DIGITS[:17]}", f"integer 0x{DIGITS[:17]}", "text"),
        (f"0{DIGITS[:7]}", f"integer {int(DIGITS[:7], 8)}", f"integer {int(DIGITS[:7])}"),
        (f"+{DIGITS}9", f"integer {DIGITS}9", f"integer {DIGITS}9"),
        ("0b11", "integer 3", "text"),
        ("-0b11", "integer -3", "text"),
        ("-1:30", "integer -90", "text"),
        ("+1:30", "integer 90", "text"),
        ("1:30.5", "number 1:30.5 in base 60", "text"),
        ("123456789012345:30", f"integer {123456789012345 * 60 + 30}", "text"),
        ("1234567890123456:30", "number 1234567890123456:30 in base 60", "text"),
        (".", "text", "text"),
        ("+.", "text", "text"),
        ("-.", "text", "text"),
        ("1.", "number 1.0", "number 1.0"),
        ("+.inf", "number .inf", "number .inf"),
        ("-.INF", "number -.inf", "number -.inf"),
        (".NaN", "number .nan", "number .nan"),
        ("y", "text", "text"),
        ("On", "true", "text"),
        ("off", "false", "text"),
        ("~", "null", "null"),
    ],
)
def test_how_old_and_new_yaml_read(source: str, old: str, new: str) -> None:
    assert readings(source) == (old, new)


@pytest.mark.parametrize(
    ("source", "kinds"),
    [("2020-01-01", ("date", "text")), ("word", ("text", "text")), ("010", ("integer", "integer"))],
)
def test_what_kind_a_scalar_is(source: str, kinds: tuple[str, str]) -> None:
    assert data.kinds(source) == kinds


@pytest.mark.parametrize(
    ("value", "style", "tag", "is_text"),
    [
        ("1", None, "!", True),
        ("1", None, "tag:yaml.org,2002:str", True),
        ("a", None, "tag:yaml.org,2002:int", False),
        ("1", "'", None, True),
        ("1", None, None, False),
        ("a", None, None, True),
    ],
)
def test_what_every_reader_takes_for_text(
    value: str, style: str | None, tag: str | None, is_text: bool
) -> None:
    assert data.takes_for_text(value, style, tag) is is_text


def test_how_deep_is_too_deep() -> None:
    for depth, is_fine in ((MAX_DEPTH - 1, True), (MAX_DEPTH, False)):
        block = block_of(f"a: {'[' * depth}{']' * depth}\n")
        assert (block.root is not None) == is_fine
    deep: object = 1
    for _ in range(MAX_DEPTH):
        deep = [deep]
    assert data.foreign_data(deep) == deep
    with pytest.raises(RecursionError):
        data.foreign_data([deep])
    assert data.foreign_data({"a": 1}, 1) == {"a": 1}
    with pytest.raises(RecursionError):
        data.foreign_data({"a": {}}, 1)


def test_how_many_nodes_aliases_may_stand_for() -> None:
    """The root, four keys and the three lists; then each alias as many as its list has."""
    tens = "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
    for more, is_fine in ((97, True), (99, False)):
        block = block_of(f"{tens}c: [{', '.join(['*b'] * more)}]\n")
        assert (block.root is not None) == is_fine, MAX_EXPANDED
        assert block.problem is None or block.problem.kind == "too-complex"


CROWDED = "the opening fence has text after it, so this is not frontmatter: put `---` on its own line"
DASHES = "the fence has more than three dashes, so this is not frontmatter: write `---`"
NEVER = "the frontmatter is never closed: no later line is exactly `---`"


@pytest.mark.parametrize(
    ("text", "absence"),
    [
        ("----- \ntitle: x\n---\n", Absence("four-dashes", 0, 5, DASHES)),
        ("----\n---\ntitle: x\n---\n", None),
        ("--- title: x \ndate: y\n---\n", Absence("crowded-fence", 0, 12, CROWDED)),
        ("---title: x\n---", Absence("crowded-fence", 0, 11, CROWDED)),
        ("---\ntitle: x\n", Absence("unclosed", 0, 3, NEVER)),
    ],
)
def test_what_is_said_of_what_is_no_block(text: str, absence: Absence | None) -> None:
    assert absent(text) == absence


def test_the_end_that_is_too_far_away_is_said() -> None:
    absence = absent(f"---\ntitle: x\n{'a' * LIMIT}\n---\n")
    assert absence is not None
    assert absence.message == "the frontmatter is never closed within 256 KiB: no later line is exactly `---`"


def test_leading_blanks_are_told_to_the_character() -> None:
    absence = absent(" \n\n---\ntitle: x\n---\n")
    assert absence is not None
    assert (absence.start, absence.end) == (0, 3)
    assert absence.message.startswith("spaces or empty lines before the opening fence: many readers see no")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_and_columns(newline: str) -> None:
    text = f"ab{newline}cd{newline}"
    second = 2 + len(newline)
    for offset in (0, 1, 2):
        assert (lines.line_start(text, offset), lines.line_stop(text, offset)) == (0, 2)
        assert (lines.line_end(text, offset), lines.column(text, offset)) == (second, offset)
    assert (lines.line_start(text, second), lines.column(text, second + 1)) == (second, 1)
    assert (lines.line_stop(text, second), lines.line_end("ab", 0)) == (second + 2, 2)
    assert lines.newline(text, 0, len(text)) == newline
    assert lines.newline("ab", 0, 2) == "\n"
    assert lines.skip_gap(f" \t{newline}# c{newline}x", 0, 99) == 2 + 2 * len(newline) + 3


def test_the_first_line_break_of_the_page_counts() -> None:
    block = read_block("---\r\na: b\n---\n")
    assert block is not None
    assert block.newline == "\r\n"


@pytest.mark.parametrize(
    ("inside", "hint"),
    [
        (
            "a: {{ b }}: [\n",
            "this looks like a template (`{{ }}`, `{% %}`): quote the value, or leave the file out",
        ),
        ("a: [b](c)\n", "this looks like a Markdown link: quote the value"),
        ("a: [\n ---\n", "is '---' meant as the closing fence? It has to be exactly `---`"),
        (
            "x: {% y %}\n\n\na: ]\n",
            "this looks like a template (`{{ }}`, `{% %}`): quote the value, or leave the file out",
        ),
        ("a: ]\n", ""),
    ],
)
def test_what_is_probably_behind_it(inside: str, hint: str) -> None:
    problem = block_of(inside).problem
    assert problem is not None
    assert problem.hint == hint


def test_a_key_without_a_value_is_empty_where_it_ends() -> None:
    block = block_of("? a\n? b\nc:\nd: e\n")
    assert block.root is not None
    empty = [(pair.value.start, pair.value.end) for pair in block.root.pairs if pair.value.value == ""]
    text = block.text
    assert empty == [(text.index("a") + 1,) * 2, (text.index("b") + 1,) * 2, (text.index("c:") + 2,) * 2]


def test_the_top_key_of_the_root_is_none() -> None:
    block = block_of("a:\n- b\n")
    assert block.root is not None
    node = block.locate(("a", 0))
    assert node is not None
    assert (block.top(block.root), block.top(node)) == ("", "a")


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("|\n  a\n", "a\n"),
        ("|\n    a\n   b\n", None),
        ("|\n\n\n  a\n", "\n\na\n"),
        ("|\n     \n  a\n", None),
        (">\n  a\n\n\n\n  b\n", "a\n\n\nb\n"),
        (">\n  a\n\n  b\n", "a\nb\n"),
        (">\n  a\n   b\n  c\n", "a\n b\nc\n"),
        (">\n  a\n  \tb\n  c\n", "a\n\tb\nc\n"),
        ("|1\n  a\n", " a\n"),
        ("|-  # c\n  a\n", "a"),
    ],
)
def test_each_character_of_a_block_scalar_is_found(source: str, value: str | None) -> None:
    for newline in ("\n", "\r\n"):
        block = read_block(f"---\nk: {source}z: y\n---\n".replace("\n", newline))
        assert block is not None
        node = block.get("k") if block.root is not None else None
        if node is None:
            assert value is None
            continue
        source_map = block.source_map(node)
        assert (node.value, source_map.value) == (value, value)
        for at, char in enumerate(source_map.value):
            start, end = source_map.char_span(at)
            assert block.text[start:end].strip(" \r\n") == char.strip(" \n")


@given(st.integers(0, 4), st.integers(0, 4), st.booleans())
def test_a_comment_on_the_header_ends_before_the_line(blanks: int, tail: int, has_comment: bool) -> None:
    from wikilint.frontmatter.read.blockscalar import header_comment

    comment = "# note" if has_comment else ""
    block = block_of(f"a: |-{' ' * (blanks + 1)}{comment}{' ' * tail}\n  x\n")
    node = block.get("a")
    assert node is not None
    start, end = header_comment(block.text, node)
    assert block.text[start:end] == comment
    assert has_comment or block.text[end] == "\n"
