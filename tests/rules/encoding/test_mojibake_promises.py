"""The promises of the mojibake engine, over damaged prose, over noise, and over every page of the family."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mojibake_promises import LANGUAGES, holds, mend, safely

from wikilint.document import Document
from wikilint_rules.encoding._census import beyond, characters
from wikilint_rules.encoding._repair.engine import repair
from wikilint_rules.encoding._repair.gate import all_leads, all_tails, looks_damaged, may_look_damaged
from wikilint_rules.encoding._repair.tables import CODECS
from wikilint_rules.encoding._repair.verdict import damage

PASSES = 3
PROSE = st.sampled_from([line for lines in LANGUAGES.values() for line in lines])
CHAIN = st.lists(st.sampled_from(CODECS), min_size=1, max_size=3).map(tuple)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.tuples(PROSE, st.booleans()), min_size=1, max_size=6), CHAIN)
def test_promises_hold_for_damaged_prose(lines: list[tuple[str, bool]], chain: tuple[str, ...]) -> None:
    text = "\n".join(damage(line, chain) if hurt else line for line, hurt in lines)
    found = repair(text)
    holds(text, found)
    mended = mend(text, found)
    for _ in range(PASSES):  # what three different codecs did in turn may take the fixer as many passes
        holds(mended, found := repair(mended))
        mended = mend(mended, found)
    assert not [each for each in repair(mended) if each.tier == "safe"]
    if all(hurt for _, hurt in lines) and looks_damaged(text):
        # One line over and over is one witness: “ĂŒ” alone does not tell iso-8859-16 from others.
        assert mended == "\n".join(line for line, _ in lines) or len(set(lines)) < 3


NOISE = (
    "abzAZ 019.,:#'\"`|\n\r\t"
    + "ÃÂâ€™œ“”–—…éÉ²³°®™©«»\x80\x85\x9d\xa0\xad"
    + "РСвЂ├┬╨╤Ґі√∆ƒ‚„ÄÔÇ\ufffd\u2028\ufeff\udc80\uf8ff日ا"
)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.text(st.sampled_from(NOISE), max_size=60), st.sets(st.sampled_from(CODECS), max_size=3))
def test_promises_hold_for_noise(text: str, proven: set[str]) -> None:
    holds(text, repair(text, proven=frozenset(proven)))


@pytest.mark.skipif(
    not os.environ.get("WIKILINT_CORPORA"), reason="WIKILINT_CORPORA names no folder of corpora"
)
@pytest.mark.parametrize("chain", [("windows-1252",), ("iso-8859-1",), ("windows-1252", "windows-1252")])
def test_every_page_of_the_family_is_given_back(chain: tuple[str, ...]) -> None:
    pages = sorted((Path(os.environ["WIKILINT_CORPORA"]) / "frontlines").rglob("*.md"))
    assert pages
    for page in pages:
        text = page.read_bytes().decode("utf-8")
        assert repair(text) == [], page
        assert safely(damage(text, chain)) == text, page


@settings(max_examples=400, derandomize=True, deadline=None)
@given(
    st.text(st.sampled_from(NOISE + "e\u0301─├ПриветДAФБ"), max_size=40), st.lists(PROSE, max_size=2), CHAIN
)
def test_what_may_look_damaged_is_all_that_does(noise: str, prose: list[str], chain: tuple[str, ...]) -> None:
    for text in (
        noise,
        "\n".join(prose),
        damage("\n".join(prose), chain),
        noise + damage("".join(prose), chain),
    ):
        document = Document.from_text(text)
        may = may_look_damaged(text, beyond(document), characters(document))
        assert may or not looks_damaged(text)


def test_a_long_text_is_asked_for_its_own_first_and_further_bytes() -> None:
    """So that the patterns are small; what they find is the same."""
    long = "\n".join(f"漢字かな交じり文です。{chr(0x4E00 + at) * 8}" for at in range(3000))
    for text, expected in ((long, False), (f"{long}Ã©", True), (f"{long} ДÓA", False)):
        document = Document.from_text(text)
        assert may_look_damaged(text, beyond(document), characters(document)) == expected
        assert looks_damaged(text) == expected


def test_damage_is_two_neighbors_beyond_ascii() -> None:
    """So a text without such neighbors need not be searched for it."""
    assert not [each for each in all_leads() | all_tails() if each.isascii()]
