"""UTF-8 read with a code page of East Asia: what is repaired safely is right, and clean text is never touched."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikilint.rule import Document, Safety
from wikilint_rules.encoding._pages import PAGES, begins, page
from wikilint_rules.encoding.multibyte_mojibake import multibyte_mojibake

POOL = Path(__file__).parents[3] / "benchmarks" / "mojibake" / "pool"
LANGUAGES = sorted(path.stem for path in POOL.glob("*.txt"))
CODECS = sorted(PAGES.values())


def repaired(text: str, *safeties: Safety) -> str:
    document = Document.from_text(text)
    edits = sorted(
        edit
        for found in multibyte_mojibake(document)
        if found.fix and found.fix.safety in safeties
        for edit in found.fix.edits
    )
    for edit in reversed(edits):
        text = text[: edit.start] + edit.content + text[edit.end :]
    return text


@pytest.mark.parametrize("language", LANGUAGES)
def test_clean_text_is_left_alone(language: str) -> None:
    assert not list(multibyte_mojibake(Document((POOL / f"{language}.txt").read_bytes())))


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("language", ["zh-Hans", "ja", "ko"])
def test_a_safe_repair_is_what_stood_there(language: str, codec: str) -> None:
    for line in (POOL / f"{language}.txt").read_text("utf-8").splitlines():
        damaged = line.encode().decode(codec, "replace")
        for found in multibyte_mojibake(Document.from_text(damaged)):
            if found.fix and found.fix.safety == "safe":
                assert all(edit.content in line for edit in found.fix.edits)
        if "\ufffd" not in damaged:
            assert repaired(damaged, "safe") in (line, damaged)


@pytest.mark.parametrize(
    ("language", "codec", "share"), [("zh-Hans", "gbk", 0.75), ("ja", "gbk", 0.75), ("ja", "cp932", 0.85)]
)
def test_most_characters_come_back(language: str, codec: str, share: float) -> None:
    text = (POOL / f"{language}.txt").read_text("utf-8")
    back = repaired(text.encode().decode(codec, "replace"), "safe", "unsafe")
    same = 0
    for line, other in zip(text.splitlines(), back.splitlines(), strict=True):
        blocks = SequenceMatcher(None, line, other, autojunk=False).get_matching_blocks()
        same += sum(char > "\x7f" for each in blocks for char in line[each.a : each.a + each.size])
    assert same >= share * sum(char > "\x7f" for char in text)


HANZI = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(HANZI, min_size=3, max_size=30), st.sampled_from(CODECS))
def test_a_run_without_losses_comes_back_whole_or_stays(text: str, codec: str) -> None:
    try:
        damaged = text.encode().decode(codec)
    except UnicodeDecodeError:
        return
    assert repaired(damaged, "safe") in (text, damaged)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(HANZI, max_size=40))
def test_characters_at_random_are_left_alone(text: str) -> None:
    assert repaired(text, "safe", "unsafe") == text


def read_by_windows(text: str) -> str:
    """UTF-8 as Windows reads it with Shift_JIS: “・” for a pair that is nothing, and for a first byte alone."""
    raw, parts, at = text.encode(), [], 0
    while at < len(raw):
        width = 1 if raw[at] <= 0x80 or 0xA0 <= raw[at] <= 0xDF or raw[at + 1 : at + 2] < b"\x40" else 2
        parts.append(raw[at : at + width].decode("cp932", "replace")[:1].replace("\ufffd", "・"))
        at += width
    return "".join(parts)


def test_words_of_three_characters_that_decode_to_no_text_are_left_alone() -> None:
    assert not list(multibyte_mojibake(Document.from_text("當程序訪問 /proc 目錄時, 該目錄\n")))


@pytest.mark.parametrize("line", (POOL / "ja.txt").read_text("utf-8").splitlines()[:40])
def test_the_dot_that_windows_writes_for_lost_bytes_is_never_taken_for_them(line: str) -> None:
    damaged = read_by_windows(line)
    back = repaired(damaged, "safe", "unsafe")
    if back != damaged:
        assert set(re.findall("[A-Za-z]", back)) <= set(re.findall("[A-Za-z]", line + damaged))


@pytest.mark.parametrize("name", PAGES)
def test_what_a_run_begins_with_is_known_without_the_tables(name: str) -> None:
    assert page(name).begin <= begins(name)


@pytest.mark.parametrize("name", PAGES)
def test_a_pair_is_found_in_a_long_text_as_in_a_short_one(name: str) -> None:
    clean = " ".join(f"漢字かな交じり文です한국어{chr(0x4E00 + at)}" for at in range(2000))
    for text in (clean, f"{clean} 鍙堝彂鐜颁竴", f"{clean} 縺薙ｓ縺ｫ", f"{clean} 諛€由곗닔"):
        assert len(text) > 20_000
        assert page(name).is_in(text, frozenset(text)) == bool(page(name).pair.search(text))


def read_by_windows_in_china(text: str) -> str:
    """UTF-8 as Windows reads it with code page 936: byte 80 is the euro sign, “?” stands for what is no pair."""
    raw, parts, at = text.encode(), [], 0
    while at < len(raw):
        width = 1 if raw[at] <= 0x80 or raw[at + 1 : at + 2] < b"\x40" else 2
        char = "€" if raw[at] == 0x80 else raw[at : at + width].decode("gbk", "replace")[:1]
        parts.append(char.replace("\ufffd", "?"))
        at += width
    return "".join(parts)


@pytest.mark.parametrize("language", ["zh-Hans", "ja"])
@pytest.mark.parametrize(
    "read", [read_by_windows_in_china, lambda text: text.encode().decode("cp932", "replace")]
)
def test_most_characters_come_back_safely_and_the_rest_is_still_reported(
    language: str, read: Callable[[str], str]
) -> None:
    if language == "zh-Hans" and read is not read_by_windows_in_china:
        return
    text = (POOL / f"{language}.txt").read_text("utf-8")
    damaged = read(text)
    edits = [
        edit
        for found in multibyte_mojibake(Document.from_text(damaged))
        if found.fix and found.fix.safety == "safe"
        for edit in found.fix.edits
    ]
    assert all(edit.content in text for edit in edits)
    assert sum(len(edit.content) for edit in edits) >= 0.7 * sum(char > "\x7f" for char in text)
    assert list(multibyte_mojibake(Document.from_text(repaired(damaged, "safe"))))


def test_the_euro_sign_is_not_taken_for_one_byte_where_it_may_be_two() -> None:
    damaged = "鐢辫\ue74b鍥剧敓鎴愬湪鍏\ue100叡绔欑偣鐨勬瘡涓\ue048〉闈€"
    assert repaired(damaged, "safe") == damaged
