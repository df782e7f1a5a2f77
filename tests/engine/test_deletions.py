"""No rule deletes text that it has not declared to delete, and no page loses most of its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Wikilint

from wikilint.document import Document
from wikilint.engine.check import FIX_REJECTED, check
from wikilint.engine.fix import fix_document
from wikilint.engine.registry import ActiveRule
from wikilint.rule import Edit, Finding, Findings, Fix, Rule, rule

PROSE = "A page of prose that somebody wrote.\n" * 100


def _cutting(start: int, end: int, content: str = "", deletes: int | None = None, count: int = 1) -> Rule:
    @rule("cutting", severity="warning", group="test", deletes=deletes)
    def cutting(doc: Document) -> Findings:
        """Cuts."""
        if doc.text == PROSE:
            yield Finding(start, end, "cut", Fix("Cut", Edit(start, end, content)), count=count)

    return cutting


def _fixed(rule: Rule, text: str = PROSE) -> tuple[str, list[str]]:
    fixed = fix_document(Document(text.encode()), [ActiveRule(rule, {}, "warning")], lambda *_: True)
    return fixed.after.text, [hit.rule for hit in fixed.left]


@pytest.mark.parametrize(
    ("rule", "is_applied"),
    [
        (_cutting(0, 60), True),
        (_cutting(0, 80), False),
        (_cutting(0, 80, deletes=64), True),
        (_cutting(0, 80, deletes=60), False),
        (_cutting(0, 80, deletes=32, count=2), True),
        (_cutting(0, 80, PROSE[:40]), True),
        (_cutting(0, 6, deletes=0), False),
        (_cutting(1, 2, deletes=0), True),
        (_cutting(0, len(PROSE), deletes=10**9), False),
    ],
)  # fmt: skip
def test_a_fix_deletes_what_its_rule_declares(rule: Rule, is_applied: bool) -> None:
    text, left = _fixed(rule, PROSE)
    assert (text != PROSE) is is_applied
    assert (FIX_REJECTED in left) is not is_applied


def test_the_finding_stays_without_its_fix() -> None:
    hits = check(Document(PROSE.encode()), [ActiveRule(_cutting(0, 80), {}, "warning")])
    assert [(hit.rule, hit.finding.fix) for hit in hits] == [("cutting", None), (FIX_REJECTED, None)]


def test_a_custom_pattern_cannot_empty_a_page(
    wikilint: Wikilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(PROSE)
    table = '[rules.custom.no-text]\npattern = "(?s)\\\\S.*"\nmessage = "text"\nreplace = ""\n'
    Path("wikilint.toml").write_text(f'select = ["no-text"]\n{table}')
    done = wikilint("fix")
    assert done.code == 2
    assert "deletes" in done.out
    assert Path("a.md").read_text() == PROSE
    Path("wikilint.toml").write_text(f'select = ["no-text"]\n{table}deletes = 1000000\n')
    assert wikilint("fix").code == 2
    assert Path("a.md").read_text() == PROSE


def test_a_custom_pattern_deletes_what_it_may(
    wikilint: Wikilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("Text TODO more.\n")
    table = '[rules.custom.no-todo]\npattern = " TODO"\nmessage = "left over"\nreplace = ""\ndeletes = 4\n'
    Path("wikilint.toml").write_text(f'select = ["no-todo"]\n{table}')
    assert wikilint("fix").code == 0
    assert Path("a.md").read_text() == "Text more.\n"
