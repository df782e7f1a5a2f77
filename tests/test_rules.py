"""Every rule that wikilint ships keeps the laws over its fixtures."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikilint.document import Document
from wikilint.engine.check import check
from wikilint.engine.registry import BUILT_IN, rules_in
from wikilint.engine.vet import deleted
from wikilint.rule import Rule
from wikilint.testing import Case, cases, law_tests

FIXTURES = Path(__file__).parent.parent / "fixtures"
NOT_RULES = {"seeds", "files"}

test_law = law_tests(BUILT_IN, FIXTURES)


def test_every_fixture_folder_belongs_to_a_rule() -> None:
    names = {rule.name for rule in rules_in(BUILT_IN)}
    assert {path.name for path in FIXTURES.iterdir() if path.is_dir()} - NOT_RULES == names


@pytest.mark.parametrize("rule", list(rules_in(BUILT_IN)), ids=lambda rule: rule.name)
def test_a_manual_ends_with_what_its_fix_may_change(rule: Rule) -> None:
    assert rule.manual.rsplit("\n\n", 1)[-1].startswith("Fix safety: "), rule.name
    assert rule.manual.count("Fix safety") == 1, rule.name


@pytest.mark.parametrize("rule", list(rules_in(BUILT_IN)), ids=lambda rule: rule.name)
def test_a_rule_declares_what_its_fixes_delete_and_no_more(rule: Rule) -> None:
    """Beyond what is declared the fixture would have lost its fix; here: nothing is declared that is never needed."""
    body = rule.body
    gone = [
        (deleted(case.document(), fix, None), deleted(case.document(), fix, body.kept))
        for case in cases(rule, FIXTURES)
        for hit in check(case.document(), case.chosen)
        if (fix := hit.finding.fix) and fix.safety != "display"
    ]
    assert bool(body.deletes) == any(left for _, left in gone), "deletes"
    assert bool(body.kept) == any(left < all_of_it for all_of_it, left in gone), "kept"
    if callable(body.kept):
        assert not body.kept("A line of prose", "")
        assert not body.kept("A line of prose", "A line of verse")


PLACES = {"mojibake"}
"""Rules that show every place: what one of them should be tells nothing of the next."""


def damaged_lines(case: Case) -> tuple[Document, int, int] | None:
    """A case, and where the line with its first damage begins and ends; None when it has several lines, or is data."""
    document = case.document()
    hits = check(document, case.chosen)
    if not hits or document.utf16 or hits[0].finding.start < document.body_start:
        return None
    start, end = document.line_start(hits[0].finding.start), document.line_end(hits[0].finding.start)
    return (document, start, end) if hits[0].finding.end <= end else None


@pytest.mark.parametrize("rule", list(rules_in(BUILT_IN)), ids=lambda rule: rule.name)
def test_the_same_damage_on_a_hundred_lines_is_few_findings(rule: Rule) -> None:
    for case in cases(rule, FIXTURES):
        if rule.name in PLACES or not (found := damaged_lines(case)):
            continue
        document, start, end = found
        line = document.text[start:end].rstrip("\r\n") + document.newline
        flood = document.with_text(document.text[:start] + line * 100 + document.text[end:])
        few = len(check(document, case.chosen)) + 20
        assert len(check(flood, case.chosen)) <= few, case
