"""No rule deletes text that it has not declared to delete, and no page loses most of its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Wikilint

from wikilint.document import Document
from wikilint.engine.check import FIX_REJECTED, check
from wikilint.engine.fix import fix_document
from wikilint.engine.registry import ActiveRule
from wikilint.rule import COPIES, Edit, Finding, Findings, Fix, Kept, Rule, rule

PROSE = "A page of prose that somebody wrote.\n" * 100
PAGES = "A page\nA line\n" + "A page\n" * 9


def _cutting(
    *edits: Edit, deletes: int = 0, kept: Kept | None = None, count: int = 1, text: str = PROSE
) -> Rule:
    @rule("cutting", severity="warning", group="test", deletes=deletes, kept=kept)
    def cutting(doc: Document) -> Findings:
        """Cuts."""
        if doc.text == text:
            yield Finding(edits[0].start, edits[-1].end, "cut", Fix("Cut", *edits), count=count)

    return cutting


def _fixed(rule: Rule, text: str = PROSE) -> tuple[str, list[str]]:
    fixed = fix_document(Document(text.encode()), [ActiveRule(rule, {}, "warning")], lambda *_: True)
    return fixed.after.text, [hit.rule for hit in fixed.left]


def _is_turned(old: str, new: str) -> bool:
    return new == old[::-1].swapcase()


@pytest.mark.parametrize(
    ("rule", "is_applied"),
    [
        (_cutting(Edit(0, 80), deletes=64), True),
        (_cutting(Edit(0, 80), deletes=60), False),
        (_cutting(Edit(0, 80), deletes=32, count=2), True),
        (_cutting(Edit(0, 80, PROSE[:40]), deletes=32), True),
        (_cutting(Edit(0, 6)), False),
        (_cutting(Edit(1, 2)), True),
        (_cutting(Edit(0, len(PROSE)), deletes=10**9), False),
        # As many letters, but others.
        (_cutting(Edit(2, 6, "book")), False),
        # The same letters, in another order and at another place.
        (_cutting(Edit(2, 6, "GAPE")), True),
        (_cutting(Edit(2, 6), Edit(10, 10, "page")), True),
        (_cutting(Edit(2, 6), Edit(10, 10, "pag")), False),
        # Copies of what is still there, and what is there once.
        (_cutting(Edit(0, 37), kept=COPIES), True),
        (_cutting(Edit(0, 37), kept=COPIES, text=PAGES), False),
        (_cutting(Edit(7, 14), kept=COPIES, text=PAGES), False),
        (_cutting(Edit(0, 7), kept=COPIES, text=PAGES), True),
        (_cutting(Edit(7, 14), kept=COPIES, deletes=4, text=PAGES), True),
        # What is only read anew.
        (_cutting(Edit(2, 6, "EGAP"), kept=_is_turned), True),
        (_cutting(Edit(2, 6, "EGAB"), kept=_is_turned), False),
        (_cutting(Edit(2, 6, "EGAP"), Edit(7, 9, "x"), kept=_is_turned), False),
    ],
)  # fmt: skip
def test_a_fix_deletes_what_its_rule_declares(rule: Rule, is_applied: bool) -> None:
    given = next(
        text for text in (PROSE, PAGES) if check(Document(text.encode()), [ActiveRule(rule, {}, "warning")])
    )
    after, left = _fixed(rule, given)
    assert (after != given) is is_applied
    assert (FIX_REJECTED in left) is not is_applied


def test_a_rule_that_changes_the_document_behind_its_back_changes_no_file() -> None:
    @rule("lying", severity="warning", group="test")
    def lying(doc: Document) -> Findings:
        """Says that it takes a comma, and takes a page."""
        if "," in doc.text:
            vars(doc)["text"] = "Nothing, at all."
            yield Finding(7, 8, "a comma", Fix("Take it", Edit(7, 8)))

    page = Document(b"A page, of prose that somebody wrote.")
    fixed = fix_document(page, [ActiveRule(lying, {}, "warning")], lambda *_: True)
    assert fixed.after.raw == page.raw
    assert "more would change than the edits say" in fixed.left[0].finding.message


def test_a_page_may_lose_any_number_of_copies() -> None:
    """One of a thousand lines that are the same stays; a rule that takes all of them leaves nothing."""

    def repeating(first: int) -> Rule:
        @rule("repeating", severity="warning", group="test", kept=COPIES)
        def repeating(doc: Document) -> Findings:
            """Lines that are there already."""
            for start in doc.line_starts[first:-1]:
                yield Finding(start, start, "again", Fix("Delete it", Edit(start, doc.line_end(start))))

        return repeating

    line = "A line of prose that somebody wrote.\n"
    text, left = _fixed(repeating(1), line * 1000)
    assert (text, left) == (line, [])
    text, left = _fixed(repeating(0), line * 1000)
    assert text != ""
    assert FIX_REJECTED in left


def test_the_finding_stays_without_its_fix() -> None:
    hits = check(Document(PROSE.encode()), [ActiveRule(_cutting(Edit(0, 80)), {}, "warning")])
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
