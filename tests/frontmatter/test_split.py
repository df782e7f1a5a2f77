"""Where a block begins and ends, and why a text has none."""

from __future__ import annotations

import pytest

from wikilint.frontmatter import absent, read_block
from wikilint.frontmatter.read.split import LIMIT

BLOCKS = {
    "---\na: 1\n---\nbody": ("yaml", "a: 1\n", "body"),
    "---\r\na: 1\r\n---\r\nbody": ("yaml", "a: 1\r\n", "body"),
    "---\ra: 1\r---\rbody": ("yaml", "a: 1\r", "body"),
    "--- \t\na: 1\n---  \nbody": ("yaml", "a: 1\n", "body"),
    "---\na: 1\n...\nbody\n---\n": ("yaml", "a: 1\n", "body\n---\n"),
    "---\n---\nbody": ("yaml", "", "body"),
    "---\r\n---\r\n": ("yaml", "", ""),
    "---\na: 1\n---": ("yaml", "a: 1\n", ""),
    "---\na: 1\n----\n ---\n---x\n--- x\n---\n": ("yaml", "a: 1\n----\n ---\n---x\n--- x\n", ""),
    "---\na: |\n  ---\n---\nbody": ("yaml", "a: |\n  ---\n", "body"),
    "---\na: \x0b---\x85---\u2028---\n---\nbody": ("yaml", "a: \x0b---\x85---\u2028---\n", "body"),
    "+++\na = 1\n+++\nbody": ("toml", "a = 1\n", "body"),
    "+++\na = 1\n---\n+++\nbody": ("toml", "a = 1\n---\n", "body"),
    '{"a": {"b": "}"}}\nbody': ("json", '{"a": {"b": "}"}}', "body"),
    '{\n  "a": 1\n}\n\nbody': ("json", '{\n  "a": 1\n}', "\nbody"),
    '{\n  "a": 1,\n}\nbody': ("json", '{\n  "a": 1,\n}', "body"),
    "{}\nbody": ("json", "{}", "body"),
}

NO_BLOCKS = [
    "",
    "---",
    "---\n",
    "text\n---\na: 1\n---\n",
    "\n---\na: 1\n---\n",
    " ---\na: 1\n---\n",
    "----\na: 1\n----\n",
    "---x\na: 1\n---\n",
    "--- a: 1\n---\n",
    "---\na: 1\n",
    "---\na: 1\n --- \n",
    "---\x0ba: 1\n---\n",
    "{{ template }}\ntext",
    "{a} set\n}\n",
    '{"a": 1} and more text',
    "+++\na = 1\n---\n",
]


@pytest.mark.parametrize("text", BLOCKS)
def test_a_block_is_what_stands_between_two_exact_fences(text: str) -> None:
    block = read_block(text)
    assert block is not None
    assert (block.syntax, text[block.start : block.end], text[block.body :]) == BLOCKS[text]


@pytest.mark.parametrize("text", NO_BLOCKS)
def test_anything_else_is_body(text: str) -> None:
    assert read_block(text) is None


@pytest.mark.parametrize("size", [LIMIT - 4, LIMIT + 10])
def test_a_block_is_closed_within_256_kib(size: int) -> None:
    assert (read_block(f"---\na: {'x' * (size - 3)}\n---\n") is not None) == (size < LIMIT)


ABSENT = {
    "---\ntitle: x\n\nbody\n": "unclosed",
    "---\nmy_key: x\nother: y\n\nbody\n": "unclosed",
    "---\n# a comment\ntitle: x\n": "unclosed",
    "---\ntags:\n  - x\nbody\n": "unclosed",
    "\n---\ntitle: x\n---\nbody": "leading-blank",
    "  ---\ntitle: x\n---\nbody": "leading-blank",
    "\r\n\r\n---\r\ntitle: x\r\n---\r\n": "leading-blank",
    "\ufeff---\ntitle: x\n---\nbody": "leading-blank",
    "----\ntitle: x\n----\nbody": "four-dashes",
    "---title: x\ndate: y\n---\nbody": "crowded-fence",
    "--- title: x\n---\nbody": "crowded-fence",
}


@pytest.mark.parametrize("text", ABSENT)
def test_what_looks_like_frontmatter_is_told_why_it_is_none(text: str) -> None:
    absence = absent(text)
    assert absence is not None
    assert absence.kind == ABSENT[text]
    assert 0 <= absence.start < absence.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "body",
        "---\n",
        "---\n\nA rule above prose.\n",
        "---\nProse right below a rule.\n",
        "---\nNote: prose with a colon.\nAnd more of it.\n",
        "\n---\n\nprose\n\n---\n",
        "----\n\nprose\n",
        "---\ntitle: x\n---\nbody",
        "--- # not a key\n---\n",
        "-- \n",
    ],
)
def test_a_rule_above_prose_is_legal(text: str) -> None:
    assert absent(text) is None


def test_leading_blanks_come_with_their_edit() -> None:
    absence = absent(" \n\n---\ntitle: x\n---\n")
    assert absence is not None
    assert absence.edit is not None
    assert (absence.edit.start, absence.edit.end, absence.edit.content) == (0, 3, "")
