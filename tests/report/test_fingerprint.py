"""What a finding is known by: it outlives what happens elsewhere in the page, and tells one finding from another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.document import Document
from wikilint.engine import plan
from wikilint.engine.check import check
from wikilint.engine.diagnose import diagnose
from wikilint.engine.fix import fix_document
from wikilint.report.fingerprint import fingerprint, identities, normalised
from wikilint.settings.config import Settings

RULES = plan.make(Settings()).rules
MOJIBAKE = "The cafÃ© opened in January â€“ February 2017 and itâ€™s still there."


def known(text: str) -> list[str]:
    document = Document.from_text(text)
    return [
        each.identity for each in diagnose(document, check(document, RULES), lambda *_: True, snippets=False)
    ]


PAGES = (
    "# T\n\n" + MOJIBAKE + "\n",
    "# T\n\n[object Object]\n\nText.\n",
    "---\ntags:\n  - |-\n    the Battle of\n    Deir ez-Zor\n---\n\nText.\n",
    "# T\n\n## A\n## A\n\nText.\n",
)


@pytest.mark.parametrize("page", PAGES)
@given(words=st.lists(st.sampled_from(["plain", "words", "of", "a", "paragraph"]), min_size=1, max_size=9))
def test_lines_that_move_change_nothing(page: str, words: list[str]) -> None:
    before = known(page)
    assert before
    assert known(page.rstrip("\n") + "\n\n" + " ".join(words) + ".\n") == before
    start = page.index("---\n\n") + 5 if page.startswith("---") else 0
    assert known(page[:start] + " ".join(words) + ".\n\n" + page[start:]) == before


@pytest.mark.parametrize("page", PAGES)
def test_each_finding_of_a_page_has_its_own(page: str) -> None:
    twice = known(page)
    assert len(set(twice)) == len(twice)


def test_one_finding_swapped_for_another_is_seen() -> None:
    first = "# T\n\nHe went to the cafÃ© at noon.\n\nShe likes the new museum.\n"
    other = "# T\n\nHe went to the office at noon.\n\nShe likes the old cafÃ©.\n"
    assert len(known(first)) == len(known(other)) == 1
    assert known(first) != known(other)


def test_a_flood_that_shrinks_stays_the_same_finding() -> None:
    assert known("T.\n\n" + "[object Object]\n" * 12) == known("T.\n\n" + "[object Object]\n" * 9)


def test_equal_findings_are_told_apart_by_their_order() -> None:
    one, two = identities([("r", "x"), ("r", "x")])
    assert one != two
    assert identities([("r", "x"), ("s", "y"), ("r", "x")])[::2] == [one, two]


def test_the_path_and_the_rule_count() -> None:
    (one,), (other,) = identities([("r", "x")]), identities([("s", "x")])
    assert len({fingerprint("a.md", one), fingerprint("b.md", one), fingerprint("a.md", other)}) == 3
    assert fingerprint("a.md", one) == "7c8159e52037ae3ff5657296"


@given(text=st.text(alphabet="ab \t\r\n\x00\udc80é-", max_size=40), data=st.data())
def test_any_span_of_any_text_has_one(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    (identity,) = identities([("r", normalised(text, start, end))])
    assert len(fingerprint("p", identity)) == 24


def test_a_long_text_is_read_only_in_part() -> None:
    assert len(normalised("word " * 1_000_000, 0, 5_000_000)) <= 400


@pytest.mark.parametrize(
    "damaged",
    [
        "# T\n\n- **Rules are regional â€“ **this was â€“ or so â€“ not said.\n",
        "# T\n\n## CafÃ© â€“ crÃ¨me\n## CafÃ© â€“ crÃ¨me\n\nText.\n",
        "# T\n\nA â€“ b â€“ c and [[a link|â€“ of â€“ words\n",
    ],
)
def test_a_repaired_encoding_makes_no_other_finding_new(damaged: str) -> None:
    """After `fix`, what is left is what was there before: else a baseline would call it new."""
    document = Document.from_text(damaged)
    repaired = fix_document(
        document, [each for each in RULES if each.rule.name == "mojibake"], lambda *_: True
    )
    assert repaired.fixed
    assert set(known(repaired.after.text)) <= set(known(damaged))
