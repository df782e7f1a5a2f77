"""The tags group: what a broken tag stands for, on anything that an information box can leave in one."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wikilint.document import Document
from wikilint.engine.check import FIX_REJECTED, check
from wikilint.engine.fix import fix_document
from wikilint.engine.fixed import Fixed
from wikilint.engine.registry import ActiveRule, rules_in
from wikilint.finding import Fix
from wikilint_rules.tags._breaks import keeps_capitals
from wikilint_rules.tags._damage import looks_damaged
from wikilint_rules.tags._reading import read, tags_of
from wikilint_rules.tags._residue import residue

RULES = tuple(
    ActiveRule(rule, {option.name: option.default for option in rule.options}, rule.severity)
    for rule in rules_in("wikilint_rules.tags")
)
ONLY_MULTILINE = tuple(chosen for chosen in RULES if chosen.rule.name == "multiline-tag")

NAMES = ("Syria", "al-Nusra Front", "16th Brigade", "Kata'ib Hezbollah", "Êzîdxan", "حلب", "x", "A в", "وب")
MARKS = ("* ", "*", "** ", "- ", "• ", "; ", "🇷🇺 ", "🇺🇸", "🏴󠁧󠁢󠁳󠁣󠁴󠁿 ", " ", "  ", "\xa0", "")
TAILS = (
    "",
    "",
    " ",
    ",",
    ":",
    " and",
    " of the",
    " (2014–17)",
    " (until",
    ")",
    " 🇮🇷 Iran",
    "  Russia",
    "<br/ >",
    " –",
)
ODD = (
    "",
    "undefined",
    "(2013)",
    "Supported by:",
    "Support: Turkey",
    "Flag of Syria.svg Syria",
    "a.PNG",
    "Note: x.",
    "Syria:",
    "and others...",
    "Allied Powers:undefined",
    "🇹🇷 Turkey Support:",
    "(from 1915) (from 1916)",
    "*",
)

line = st.one_of(
    st.tuples(st.sampled_from(MARKS), st.sampled_from(NAMES), st.sampled_from(TAILS)).map("".join),
    st.sampled_from(ODD),
    st.text("aB1*-:;,.()[]<>/ \t\xa0é🇷🇺\u200d", max_size=12),
)
values = st.lists(line, min_size=1, max_size=6).map("\n".join)


def _safe(_: str, fix: Fix) -> bool:
    return fix.safety == "safe"


def _any(_: str, fix: Fix) -> bool:
    return fix.safety != "display"


def _words(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalnum())


def _page(items: list[str]) -> Document:
    lines = ["---", "title: Homs", "tags:"]
    for item in items:
        lines += ["  - |2-", *(f"    {each}".rstrip("\t") if each else "" for each in item.split("\n"))]
    return Document.from_text("\n".join([*lines, "---", "", "Text.", ""]))


def _held(mended: Fixed) -> None:
    assert not [each.finding.message for each in mended.left if each.rule == FIX_REJECTED]


@example("* Syria and\n1:", False)
@given(values, st.booleans())
@settings(max_examples=400, deadline=None, derandomize=True)
def test_what_a_value_stands_for_needs_no_more_mending(value: str, capitals: bool) -> None:
    for tag in read(value, capitals=capitals).tags:
        assert "\n" not in tag
        assert tag
        if len(value.split("\n")) > 1 and "\n" in value.strip("\n \t"):
            assert residue(tag) is None
            assert tags_of(tag, capitals=capitals) == (tag,)


def _names(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]+", text))


LABELS = re.compile(
    r"(?:Supported by|Support(?: from)?|Backed by|Allied with|In support of"
    r"|[A-Z][^:\n]*\b[a-z]+|\w*(?:Allies|Proxies|Airstrikes)):"
)
PICTURES = re.compile(r"(?m)(?:^.*?|\S+)\.(?:svg|png|jpe?g|gif|webp|tiff?)(?=\s|$)", re.IGNORECASE)


@given(values, st.booleans())
@settings(max_examples=600, deadline=None, derandomize=True)
def test_no_name_is_lost(value: str, capitals: bool) -> None:
    """What may go: labels that name no party, names of pictures, "undefined", HTML line breaks."""
    reading = read(value, capitals=capitals)
    if not reading.sound:
        return
    may_go = [found[0] for pattern in (LABELS, PICTURES) for found in pattern.finditer(value)]
    kept = Counter({"undefined": 99, "br": 99, "BR": 99}) + _names(" ".join([*reading.tags, *may_go]))
    assert not _names(value) - kept


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ("🇹🇷 Turkey Syrian rebels Support:\n*🇺🇸 United States", ("🇹🇷 Turkey Syrian rebels", "🇺🇸 United States")),
        ("Pro-Iraqi Ba'athists Supported by:\n Syria", ("Pro-Iraqi Ba'athists", "Syria")),
        ("Allied Powers:undefined\n\n🇫🇷 France", ("Allied Powers", "🇫🇷 France")),
        ("🇷🇴 Romania\n(from 1916)\n(until 1918)", ("🇷🇴 Romania (from 1916) (until 1918)",)),
        ("🇺🇸 US\n(Intelligence,\nair support)", ("🇺🇸 US (Intelligence, air support)",)),
        ("Syria:\n* Syrian Army\nIraq:\n* Peshmerga", ("Syria", "Syrian Army", "Iraq", "Peshmerga")),
    ],
)  # fmt: skip
def test_what_stands_before_a_label_is_kept(value: str, tags: tuple[str, ...]) -> None:
    reading = read(value, capitals=True)
    assert (reading.tags, reading.clear, reading.sound) == (tags, False, True)


@pytest.mark.parametrize(
    "value",
    [
        "🇫🇷 France\n* 🇮🇹 Italy\n* and others...",
        "(from 1915)\n* France",
        "France\n* etc.",
        "France\nNote:\n* ...",
    ],
)
def test_a_leftover_is_never_made_a_tag(value: str) -> None:
    reading = read(value, capitals=True)
    assert not reading.sound
    fixes = [each.finding.fix for each in check(_page([value]), ONLY_MULTILINE)]
    assert all(fix is None or fix.safety == "display" for fix in fixes)


def test_a_comma_before_a_capital_is_no_clear_sign() -> None:
    two = read("the War in Iraq,\nMilitary intervention against ISIL", capitals=True)
    assert (two.clear, two.tags) == (False, ("the War in Iraq", "Military intervention against ISIL"))
    assert not read("the Civil War,\nIslamist conflict,\nand the intervention", capitals=True).clear
    for value in (
        "the Civil War,\nand the intervention",
        "Homs and the\nRussian intervention",
        "May 3,\n2016",
    ):
        assert read(value, capitals=True).clear


@given(values)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_a_clear_reading_loses_no_letter(value: str) -> None:
    reading = read(value, capitals=True)
    if reading.clear:
        assert _words("".join(reading.tags)) == _words(value)


@given(st.lists(values, min_size=1, max_size=4))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_pages_settle_and_no_fix_is_rejected(items: list[str]) -> None:
    document = _page(items)
    for rules in (ONLY_MULTILINE, RULES):
        for may_apply in (_safe, _any):
            mended = fix_document(document, rules, may_apply)
            _held(mended)
            assert mended.after.text.endswith("---\n\nText.\n")
            assert not [each for each in mended.left if each.finding.fix and may_apply("", each.finding.fix)]


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "cp1251", "mac_roman", "cp437", "cp866", "koi8_r"])
@given(value=values)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_damage_hides_a_reading_but_never_makes_another(codec: str, value: str) -> None:
    def damaged(text: str) -> str:
        return "".join(bytes([byte]).decode(codec, "replace") for byte in text.encode())

    text = damaged(value)
    if looks_damaged(text) or "\ufffd" in text:
        return  # its fix is display only
    reading = read(text, capitals=True)
    if reading.clear:
        assert reading.tags == tuple(damaged(tag) for tag in read(value, capitals=True).tags)


@pytest.mark.parametrize("count", [40, 900, 6000])
def test_a_list_of_nothing_but_broken_tags_settles(count: int) -> None:
    mended = fix_document(
        _page([f"Syria {number}\n* Army {number}" for number in range(count)]), ONLY_MULTILINE, _safe
    )
    _held(mended)
    assert len(mended.left) in (0, count)


def test_what_a_split_repeats_is_found_by_duplicate_tag() -> None:
    document = _page(["Syria", "Iran\n* Syria", "Syria\n🇷🇺 Russia"])
    mended = fix_document(document, RULES, _safe)
    _held(mended)
    assert mended.after.frontmatter is not None
    assert mended.after.frontmatter.data["tags"] == ["Syria", "Iran", "🇷🇺 Russia"]


def test_damage_is_told_from_words() -> None:
    for value in (
        "Êzîdxan",
        "Детский сад",
        "حرب العراق",
        "Đà Nẵng",
        "L’Élysée",
        "🇷🇺 Russia",
        "2013–15",
        "ΕΕ",
        "中国",
    ):
        assert not looks_damaged(value)
    for value in (
        "ðŸ‡·ðŸ‡º Russia",
        "2013â€“15",
        "рџ‡·рџ‡є",
        "voil\u00c3\u00a0",
        "ÃŽle",
        "\u00e2\u0080\u0093",
    ):
        assert looks_damaged(value)


def test_lower_case_in_a_list_is_its_style() -> None:
    assert keeps_capitals(
        ["Aleppo", "the Syrian civil war", "al-Qaeda", "anti-government forces", "ðŸ‡·ðŸ‡º Russia"]
    )
    assert not keeps_capitals(["Aleppo", "machine learning"])


@pytest.fixture(scope="module")
def frontlines() -> list[Path]:
    corpora = os.environ.get("WIKILINT_CORPORA")
    if not corpora:
        pytest.skip("WIKILINT_CORPORA does not name the folder of the corpora")
    return sorted(Path(corpora, "frontlines").rglob("*.md"))


def test_frontlines_keeps_no_broken_tag(frontlines: list[Path]) -> None:
    for path in frontlines:
        document = Document(path.read_bytes())
        safe, every = fix_document(document, RULES, _safe), fix_document(document, RULES, _any)
        _held(safe)
        _held(every)
        assert not [
            each for each in every.left if each.finding.fix is None or each.finding.fix.safety != "display"
        ]
        old, new = document.frontmatter, safe.after.frontmatter
        if old is not None and new is not None:
            kept = {key: value for key, value in old.data.items() if key not in ("tags", "date", "place")}
            assert kept == {key: new.data[key] for key in kept}
            assert list(old.data) == list(new.data)
            assert safe.after.text[new.body :] == document.text[old.body :]
