"""The heading rules together: their fixes build on each other, and no order of damage may trip them up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Wikilint
from hypothesis import given, settings
from hypothesis import strategies as st

from wikilint.document import Document
from wikilint.engine.check import FIX_REJECTED, RULE_FAILED, check
from wikilint.engine.fix import fix_document
from wikilint.engine.registry import BUILT_IN, ActiveRule, rules_in
from wikilint_rules.headings._names import key, without_placeholders

RULES = tuple(
    ActiveRule(rule, rule.settings({}), rule.severity)
    for rule in rules_in(BUILT_IN)
    if rule.group == "headings" or rule.name == "stringified-object"
)
EMPTY_SECTION = tuple(each for each in RULES if each.rule.name == "empty-section")
LINES = [
    "",
    "",
    "text",
    "[object Object]",
    " * [object Object]",
    "# Page",
    "## References",
    "## REFERENCES:",
    "## References[object Object]",
    "## References## References",
    "### References",
    "## Notes## Sources",
    "## History## Geography",
    "##Notes",
    "##",
    "## [object Object]",
    "text.## References[object Object][object Object]",
    "text.## Notes",
    "text.## Aftermath",
    "\nNotes\n-----",
    "```\n## References\n```",
]


@given(st.lists(st.sampled_from(LINES), max_size=9), st.sampled_from(["\n", "\r\n"]), st.booleans())
@settings(max_examples=600, derandomize=True, deadline=None)
def test_fixes_settle_and_bring_up_nothing_new(lines: list[str], newline: str, unsafe: bool) -> None:
    document = Document.from_text("\n".join(lines).replace("\n", newline))
    mended = fix_document(document, RULES, lambda _, fix: unsafe or fix.safety == "safe")
    assert not [each.finding.message for each in mended.left if each.rule in (FIX_REJECTED, RULE_FAILED)]
    again = fix_document(mended.after, RULES, lambda _, fix: unsafe or fix.safety == "safe")
    assert again.after.raw == mended.after.raw


@given(st.lists(st.sampled_from(LINES), max_size=9))
@settings(max_examples=400, derandomize=True, deadline=None)
def test_safe_fixes_lose_no_words_but_repeated_headings(lines: list[str]) -> None:
    document = Document.from_text("\n".join(lines))
    after = fix_document(document, RULES, lambda _, fix: fix.safety == "safe").after.text
    before = document.text
    assert after.count("text") == before.count("text")
    for title in ("Page", "History", "Geography", "Aftermath", "Notes", "References"):
        assert (title.casefold() in after.casefold()) == (title.casefold() in before.casefold())


HOSTILE = {
    "headings": "## H\n" * 20_000,
    "different headings": "".join(f"## H{number}\n" for number in range(20_000)),
    "one heading of many": "## " + "A## " * 20_000 + "A\n",
    "one heading of different ones": "## " + "A.## B.## " * 20_000 + "A\n",
    "one line of prose": "a.## " * 50_000 + "References\n",
    "placeholders in a heading": "## A" + "[object Object]" * 20_000 + "x]\n",
    "placeholders": "## A\n" + "[object Object]\n" * 20_000 + "## A\n",
    "blanks in a heading": "## A" + " " * 200_000 + "]\n",
    "marks": "##" * 100_000 + "\n" + "####### a\n" * 20_000,
    "nested headings": "# A\n## A\n### A\n#### A\n##### A\n###### A\n" * 3_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_checked_in_linear_time(text: str) -> None:
    """A quadratic rule would need minutes for each of these."""
    assert not [each for each in check(Document.from_text(text), RULES) if each.rule == RULE_FAILED]


def write_pages(folder: Path, count: int, end: str) -> None:
    for number in range(count):
        (folder / f"{end[3:6]}{number}.md").write_text(f"# Page {number}\n\nText.\n\n{end}")


def test_what_many_pages_leave_empty_is_their_form(wikilint: Wikilint, tmp_path: Path) -> None:
    write_pages(tmp_path, 6, "## Notes\n")
    write_pages(tmp_path, 14, "## Aftermath\n\nText.\n")
    done = wikilint("fix", "--isolated", "--unsafe-fixes", "-o", "json", tmp_path)
    assert [(each["rule"], each["severity"]) for each in json.loads(done.out)] == [("empty-section", "info")]
    assert all("## Notes" in page.read_text() for page in tmp_path.glob("Not*.md"))


def test_what_few_pages_leave_empty_is_damage(wikilint: Wikilint, tmp_path: Path) -> None:
    write_pages(tmp_path, 4, "## Notes\n")
    write_pages(tmp_path, 14, "## Aftermath\n\nText.\n")
    wikilint("fix", "--isolated", "--unsafe-fixes", tmp_path)
    assert not any("## Notes" in page.read_text() for page in tmp_path.iterdir())


def test_placeholders_are_no_form(wikilint: Wikilint, tmp_path: Path) -> None:
    write_pages(tmp_path, 10, "## References\n## References[object Object]\n[object Object]")
    done = wikilint("check", "--isolated", "--select", "empty-section", "-o", "json", tmp_path)
    assert len(json.loads(done.out)) == 10


@given(st.lists(st.sampled_from(LINES), max_size=12))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_unsafe_fixes_take_out_no_heading_but_known_ones_at_the_end(lines: list[str]) -> None:
    document = Document.from_text("\n".join(lines))
    after = fix_document(document, EMPTY_SECTION, lambda _, fix: True).after
    before, left = (
        {key(without_placeholders(each.title)) for each in page.headings} for page in (document, after)
    )
    assert before - left <= {"notes", "references", ""}
    assert after.text.count("text") == document.text.count("text")
