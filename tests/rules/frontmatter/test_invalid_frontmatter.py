"""A block that begins as frontmatter and cannot be read is reported, whatever the rest of it looks like."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from wikilint.document import Document
from wikilint_rules.frontmatter.frontmatter_too_complex import frontmatter_too_complex
from wikilint_rules.frontmatter.invalid_frontmatter import invalid_frontmatter

LINES = st.one_of(
    st.sampled_from(
        [
            "",
            "# Heading",
            'summary: "It began',
            "with a long line that nobody closed",
            "word1 word2  # c",
            "text: >-",
            "   indented",
            "  less",
            " pasted",
            "? -",
            ":\t-",
            "- item",
            "[a](b)",
            "key: [a",
            "@x: y",
            "title: again",
        ]
    ),
    st.text("ab:-?#\"'[]{}&*!|>%@` \t", max_size=10),
)


def _reported(text: str) -> bool:
    document = Document.from_text(text)
    return bool([*invalid_frontmatter(document), *frontmatter_too_complex(document)])


@pytest.mark.parametrize(
    "block",
    [
        'title: The fall\nsummary: "It began\nwith a long line that nobody closed\nand went on and on\nuntil the end\n',
        "title: x\nword1 word2  # c\nword3 word4\n",
        "title: x\nsummary: >-\n  It began\n with a line\n that was pasted\n and lost\n a column\n",
        "title: x\n? -\n:\t-\n",
        '\n# Comment\n\ntitle: "x\n\nNothing of it\n\nis YAML.\n',
    ],
)
def test_broken_frontmatter_is_never_clean(block: str) -> None:
    assert _reported(f"---\n{block}---\n\nText.\n")


@settings(max_examples=300)
@given(st.lists(LINES, max_size=3), st.lists(LINES, max_size=8), st.sampled_from(["\n", "\r\n", "\r"]))
@example([], ["word1 word2", "", "word3 word4"], "\n")
def test_invalid_yaml_around_a_title_is_reported(above: list[str], below: list[str], newline: str) -> None:
    text = newline.join(["---", *above, "title: x", *below, "---", "", "Text.", ""])
    block = Document.from_text(text).frontmatter
    assume(block is not None and block.problem is not None)
    assert _reported(text)


@pytest.mark.parametrize(
    "block",
    ["\nA page may begin with a rule.\n\nNote: so is this.\n\nMore.\n\n", "A line.\n\nAnd another: one.\n\n"],
)
def test_prose_between_rules_is_markdown(block: str) -> None:
    assert not _reported(f"---\n{block}---\n\nText.\n")
