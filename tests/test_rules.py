"""Every rule that wikilint ships keeps the laws over its fixtures."""

from __future__ import annotations

from pathlib import Path

from wikilint.engine.registry import BUILT_IN, rules_in
from wikilint.testing import law_tests

FIXTURES = Path(__file__).parent.parent / "fixtures"
NOT_RULES = {"seeds", "files"}

test_law = law_tests(BUILT_IN, FIXTURES)


def test_every_fixture_folder_belongs_to_a_rule() -> None:
    names = {rule.name for rule in rules_in(BUILT_IN)}
    assert {path.name for path in FIXTURES.iterdir() if path.is_dir()} - NOT_RULES == names
