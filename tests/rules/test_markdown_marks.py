"""Marks of Markdown that do not do what they were put there for: what may be said of them, and what fixes do."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from wikilint.document import Document
from wikilint.edits import apply
from wikilint.engine.registry import rules_in
from wikilint.rule import Rule
from wikilint_rules.markdown._asterisks import runs

RULES: dict[str, Rule] = {rule.name: rule for rule in rules_in("wikilint_rules.markdown")}
PIECES = [
    "*",
    "**",
    "***",
    "****",
    "a",
    "Word",
    " ",
    " ",
    ".",
    ": ",
    "\u00a0",
    "传",
    "（",
    "-",
    "\\*",
    "`*`",
    "[x](y)",
]
INLINE = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def visible(text: str) -> str:
    """The text as readers see it."""
    tokens = MarkdownIt("commonmark").parseInline(text)[0].children or []
    return "".join(token.content for token in tokens if token.type in ("text", "text_special", "softbreak"))


@given(INLINE)
def test_runs_are_all_asterisks_that_could_make_emphasis(text: str) -> None:
    found = runs(text)
    bare = re.sub(r"\\\*|`[^`]*`", lambda match: "_" * len(match[0]), text)
    assert [run.start for run in found] == [match.start() for match in re.finditer(r"\*+", bare)]
    assert all(set(text[run.start : run.end]) == {"*"} for run in found)


@given(INLINE)
def test_what_is_shown_is_what_readers_see(text: str) -> None:
    escaped = text.count("\\*")
    shown = sum(len(run.shown) for run in runs(text))
    assert visible(text).count("*") == shown + escaped


@given(INLINE)
def test_a_fix_takes_asterisks_from_the_readers_and_nothing_else(text: str) -> None:
    page = f"Start {text} end."
    for finding in RULES["broken-emphasis"](Document.from_text(page)):
        assert {*page[finding.start], page[finding.end - 1]} == {"*"}
        if finding.fix is None:
            continue
        after = apply(page, finding.fix.edits)
        assert visible(after).count("*") < visible(page).count("*")
        assert visible(after).count("_") <= visible(page).count("_")
        assert re.sub(r"[*\s]", "", after) == re.sub(r"[*\s]", "", page)


@given(
    st.lists(st.sampled_from(["```", "~~~", "````", "text", "", "> ", "- ", "  ", "\n"]), max_size=20).map(
        "\n".join
    )
)
def test_code_that_the_parser_closes_is_closed(text: str) -> None:
    """Closing what is open at the end leaves no finding outside of items and quotations."""
    findings = list(RULES["unclosed-code-fence"](Document.from_text(text)))
    if findings and not re.search(r"[>-]", text):
        fence = re.match("[`~]+", text[findings[-1].start :])
        assert fence
        assert not list(RULES["unclosed-code-fence"](Document.from_text(f"{text}\n{fence[0]}\n")))
