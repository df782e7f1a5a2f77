"""A block that could not be read before brings findings with it that nobody could see: that is no harm done."""

from __future__ import annotations

import pytest

from wikilint.document import Document
from wikilint.engine.fix import fix_document
from wikilint.engine.registry import ActiveRule, rules_in

RULES = tuple(
    ActiveRule(rule, {}, rule.severity) for rule in rules_in("wikilint_rules.frontmatter") if rule.enabled
)
HIDDEN = 'title: a\ntitle: b\nimg: "[object Object]"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"\n---\n{HIDDEN}---\n", f"---\n{HIDDEN}---\n"),
        (f"---\n{HIDDEN}----\n", f"---\n{HIDDEN}---\n"),
        (f"---\nby: [a](b)\n{HIDDEN}---\n", f'---\nby: "[a](b)"\n{HIDDEN}---\n'),
    ],
)
def test_the_block_is_opened_all_the_same(before: str, after: str) -> None:
    mended = fix_document(Document.from_text(before), RULES, lambda _, fix: fix.safety != "display")
    assert mended.after.text == after
    assert sorted(each.rule for each in mended.left) == ["duplicate-key", "placeholder-value"]
