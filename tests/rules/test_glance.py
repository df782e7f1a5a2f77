"""A glance at headings says no only where the outline would: whatever the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.engine import registry
from wikilint.rule import Document
from wikilint_rules.headings._glance import glance
from wikilint_rules.headings._names import has_words, tail_start
from wikilint_rules.headings._outline import outline

FIXTURES = sorted(Path(__file__).parents[2].joinpath("fixtures").glob("*/*.md"))
PIECES = (
    *(
        "# ",
        "## ",
        "### ",
        "#",
        "##",
        "#\t",
        " # ",
        " ## ",
        "   ## ",
        "    # ",
        "\t# ",
        "\n# A\n",
        "\n## Notes\n",
    ),
    *(
        "A",
        "a",
        "Notes",
        "notes",
        "**Notes**",
        "Notes:",
        "Straße",
        "STRASSE",
        "É",
        "é",
        "İ",
        "ﬁ",
        "fi",
        "1",
        "`x`",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "text.",
        "See also",
        "References",
        "[object Object]",
        "[object Array]",
    ),
    *(
        "---\n",
        "---\ntitle: x\n---\n",
        "===\n",
        "\n-\n",
        "\n==\n",
        "```\n",
        "~~~\n",
        "> ",
        "- ",
        "1. ",
        "<!--",
        "-->",
    ),
    *("<div>\n", "|", "\\", "{% raw %}\n", "{% endraw %}\n", "%%\n", "_", "\u00a0", "\u2028", "\f", "\ufeff"),
)


def holds(text: str) -> None:
    doc = Document.from_text(text)
    seen, entries = glance(doc), outline(doc)
    keys = [entry.key for entry in entries if has_words(entry.key)]
    if len(keys) > len(set(keys)):
        assert seen.may_repeat
    if any(entry.empty for entry in entries):
        assert any(seen)
    if any(entry.kind != "heading" or tail_start(entry.title) >= 0 for entry in entries):
        assert seen.is_odd
    if not all(heading.title for heading in doc.headings) or "[object " in "".join(
        heading.title for heading in doc.headings
    ):
        assert seen.is_odd


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_a_glance_misses_nothing(text: str) -> None:
    holds(text)


def test_a_glance_misses_nothing_in_a_fixture() -> None:
    for path in FIXTURES:
        holds(path.read_bytes().decode("utf-8", "surrogateescape"))


CLEAN = "---\ntitle: A\n---\n# A\n\nText.\n\n## Issue #3\n\nMore, see [b](#c).\n\nNotes\n-----\n\n* One\n"


@pytest.mark.parametrize(
    ("text", "is_read"), [(CLEAN, False), (CLEAN.replace("\n", "\r\n"), False), (f"{CLEAN}\n## A\n", True)]
)
def test_a_clean_page_is_not_read_as_markdown(text: str, *, is_read: bool) -> None:
    doc = Document.from_text(text)
    for rule in registry.installed().values():
        if rule.group == "headings" and rule.enabled and rule.may_speak(doc.raw):
            list(rule(doc))
    assert ("_blocks" in vars(doc)) == is_read
