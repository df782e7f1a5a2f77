"""The encoding rules other than mojibake: legacy encodings are named, and no text makes their fixes break a promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikilint.engine.check import FIX_REJECTED, RULE_FAILED
from wikilint.engine.fix import fix_document
from wikilint.engine.registry import ActiveRule, rules_in
from wikilint.rule import Document, Fix
from wikilint_rules.encoding import (
    bidi_control as bidi_controls,
)
from wikilint_rules.encoding import (
    bom,
    c1_control,
    control_character,
    line_separator,
    noncharacter,
    odd_space,
    private_use,
    replacement_character,
)
from wikilint_rules.encoding import (
    invisible_character as invisible_characters,
)
from wikilint_rules.encoding import (
    tag_character as tag_characters,
)
from wikilint_rules.encoding._census import ASKED, beyond, characters, is_mostly_utf8, unusual
from wikilint_rules.encoding._flood import LIMIT
from wikilint_rules.encoding._legacy import guess
from wikilint_rules.encoding._mangled import MANGLED
from wikilint_rules.encoding.bidi_control import bidi_control
from wikilint_rules.encoding.invalid_utf8 import invalid_utf8
from wikilint_rules.encoding.invisible_character import invisible_character
from wikilint_rules.encoding.swapped_encoding import swapped_encoding
from wikilint_rules.encoding.tag_character import tag_character

POOL = Path(__file__).parents[3] / "benchmarks" / "mojibake" / "pool"
FIXTURES = Path(__file__).parents[3] / "fixtures"

RULES = tuple(
    ActiveRule(rule, {}, rule.severity)
    for rule in rules_in("wikilint_rules.encoding")
    if rule.name != "mojibake"
)

PIECES = (
    "a", "é", "\n", "\r\n", "#", "-", ">", "'", "\"", ":", "&", ";", "=", "%", "\\", "|", "[", "]", "`", "*",
    "_", ".", "1",
    " ", "  ", "---\n", "title: ", "tags: [a, b]\n", "```\n", "<!-- ", " -->", "\t",
    "\ufeff", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\xad", "\u3164", "\u034f",
    "\u202a", "\u202e", "\u202c", "\u2066", "\u2069", "\u2028", "\u2029", "\x85", "\x92", "\x81",
    "\0", "\x08", "\x0b", "\x0c", "\x1b[1m", "\x7f", "\ufffd", "\uffff", "\uf0b7", "\ue000", "\u00a0", "\u3000",
    "e\u0301", "\u212b", "\U000e0041", "\U000e0100", "\U0001f3f4", "א", "ក", "می", "漢", "😀",
    "\udce9", "\udc92", "\udced\udca0\udcbd\udced\udcb8\udc80", "\udce2\udc80",
    "&amp;amp;", "&#146;", "&#55357;&#56832;", r"\u00e9", r"\xc3\xa9", "%C3%A9", "=C3=A9", "=\n", "<U+00E9>", "Ã©",
    "ï»¿", "ï¿½", "锟斤拷", "娌虫祦涓庡北鑴夊拰", "杩欐槸妗", "鈥檛", "縺薙", "ï»¿---\n",
)  # fmt: skip

TEXTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


def mended(document: Document, *, unsafe: bool) -> Document:
    def may_apply(_: str, fix: Fix) -> bool:
        return fix.safety == "safe" or (unsafe and fix.safety == "unsafe")

    result = fix_document(document, RULES, may_apply)
    broken = [each.finding.message for each in result.left if each.rule in (FIX_REJECTED, RULE_FAILED)]
    assert not broken
    return result.after


READ_CHARACTERS = {
    "bom", "c1-control", "line-separator", "noncharacter", "odd-space", "private-use", "invisible-character",
    "replacement-character", "tag-character", "bidi-control",
}  # fmt: skip
ASKED_FOR = (
    bidi_controls._CONTROL,
    bom._MARKS,
    c1_control._C1,
    control_character._CONTROLS,
    invisible_characters._RUN,
    line_separator._ANY,
    noncharacter._NONCHARACTERS,
    odd_space._SPACE,
    private_use._PRIVATE,
    replacement_character._LOST,
    tag_characters._HIDDEN,
)
EVERY = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))


def test_the_census_has_every_character_that_a_rule_asks_for_and_no_other() -> None:
    asked = {char for pattern in ASKED_FOR for run in pattern.findall(EVERY) for char in "".join(run)}
    asked |= {char for pattern in ASKED_FOR for match in pattern.finditer(EVERY) for char in match.group()}
    assert asked <= set(unusual(Document.from_text("x" + EVERY)))


@pytest.mark.parametrize(
    ("character", "form", "codec"),
    [(char, form, codec) for char, forms in MANGLED.items() for form, codec in forms.items()],
)
def test_a_mangled_mark_is_what_its_encoding_makes_of_it(character: str, form: str, codec: str) -> None:
    made = [character]
    for _ in range(3):
        made.append(made[-1].encode().decode(codec, "replace"))
    assert form in made[1:]
    assert form[-1] in unusual(Document.from_text(f"x{form}"))


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.lists(st.one_of(st.characters(codec="utf-8"), st.sampled_from(PIECES)), max_size=12).map("".join))
def test_the_census_of_a_text_is_what_it_has(text: str) -> None:
    document = Document.from_text(text)
    wanted = {char for char in document.text if any(first <= ord(char) <= last for first, last in ASKED)}
    assert set(unusual(document)) == (wanted if is_mostly_utf8(document) else set())


@settings(max_examples=300, derandomize=True, deadline=None)
@given(TEXTS)
def test_the_characters_of_a_text_are_those_beyond_ascii(text: str) -> None:
    document = Document.from_text(text)
    assert characters(document) - {" "} == {char for char in document.text if char > "\x7f"}
    assert set(beyond(document).split(" ")) - {""} == set(re.findall("[^\0-\x7f]+", document.text))


def test_the_characters_of_a_long_text_are_all_of_them() -> None:
    document = Document.from_text(
        "".join(f"{chr(0x4E00 + at)}😀é\n" * 3 for at in range(20_000)) + "\U0001f3f4"
    )
    assert characters(document) - {" "} == {char for char in document.text if char > "\x7f"}


@settings(max_examples=300, derandomize=True, deadline=None)
@given(TEXTS)
def test_a_rule_whose_gate_is_shut_has_nothing_to_say(text: str) -> None:
    document = Document.from_text(text)
    for each in RULES:
        if not each.rule.may_speak(document.raw):
            assert not list(each.rule(document))


@pytest.mark.parametrize("name", [each.rule.name for each in RULES])
def test_a_flood_is_one_finding_with_a_count(name: str) -> None:
    (chosen,) = (each for each in RULES if each.rule.name == name)
    folder = FIXTURES / name
    for path in sorted(folder.glob("*.findings")):
        page = Document(path.with_suffix(".md").read_bytes())
        if page.frontmatter or page.utf16:
            continue
        paragraphs = page.raw.rstrip(b"\r\n") + b"\n\n"
        found = list(chosen.rule(Document(paragraphs * 60)))
        assert len(found) <= 4 * LIMIT, path.name
        assert len(found) < 60, path.name


@settings(max_examples=600, derandomize=True, deadline=None)
@given(TEXTS, st.sampled_from(["", "---\ntitle: A page\ntags: [one]\n", "---\ntitle: "]))
def test_any_mixture_of_damage_is_mended_without_breaking_a_promise(text: str, head: str) -> None:
    for unsafe in (False, True):
        document = Document.from_text(head + text)
        once = mended(document, unsafe=unsafe)
        assert mended(once, unsafe=unsafe).raw == once.raw


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.binary(max_size=64))
def test_bytes_that_are_no_text_are_reported_and_survive(raw: bytes) -> None:
    document = Document(raw)
    found = list(invalid_utf8(document))
    assert bool(found) == (not document.is_utf8 and document.utf16 is None) or document.utf16
    assert mended(document, unsafe=False).is_utf8 or not document.is_utf8


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text(st.characters(codec="utf-8", max_codepoint=0x24F), max_size=80))
def test_western_text_without_controls_is_left_alone(text: str) -> None:
    plain = "".join(char for char in text if char.isprintable() or char == "\n")
    for rule in (bidi_control, tag_character, invisible_character, invalid_utf8):
        assert not list(rule(Document.from_text(plain)))


@pytest.mark.parametrize("path", sorted(POOL.glob("*.txt")), ids=lambda path: path.stem)
def test_clean_text_of_any_language_is_left_alone(path: Path) -> None:
    page = Document(path.read_bytes())
    for each in RULES:
        if each.rule.enabled and each.rule.name not in ("final-newline", "invisible-character"):
            assert not list(each.rule(page)), each.rule.name


FRENCH = "Il était très agréable, dit-il. « Où est le garçon ? » C’était l’été.\n"
RUSSIAN = "Привет, мир! Это обычный русский текст, написанный в старой кодировке.\n"
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy.\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (FRENCH, "cp1252"),
        (FRENCH.replace("’", "'"), "mac-roman"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (CZECH, "cp1250"),
        (CZECH, "iso8859-2"),
        ("Αυτό είναι ένα ελληνικό κείμενο σε παλιά κωδικοποίηση.\n", "iso8859-7"),
        ("هذا نص عربي محفوظ بترميز قديم ويحتاج إلى تحويل.\n", "cp1256"),
        ("これは日本語のテキストです。古い文字コードで保存されています。\n", "shift_jis"),
        ("这是一个用旧编码保存的中文文件，需要转换。\n", "gb18030"),
        ("이것은 오래된 인코딩으로 저장된 한국어 파일입니다.\n", "euc_kr"),
        ("It doesn’t say “yes” – or does it?\n", "cp1252"),
    ],
)
def test_a_legacy_encoding_is_named_with_certainty(text: str, codec: str) -> None:
    pytest.importorskip("chardet", reason="the extra `detect` is not installed")
    raw = text.encode(codec)
    found = guess(raw)
    assert found.certain
    assert raw.decode(found.codec) == text


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        ("ja", "shift_jis"), ("ja", "euc_jp"), ("ko", "johab"), ("ko", "euc_kr"), ("zh-Hans", "gbk"),
        ("zh-Hans", "big5"), ("ru", "cp1251"), ("ru", "cp866"), ("cs", "iso8859-2"), ("fr", "cp1252"),
        ("th", "tis-620"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lines", [1, 5, 20])
def test_a_file_in_another_encoding_is_converted_whole_or_not_at_all(
    language: str, codec: str, lines: int
) -> None:
    text = "\n".join((POOL / f"{language}.txt").read_text("utf-8").splitlines()[:lines])
    raw = text.encode(codec, "ignore")
    if raw.isascii():
        return
    (found,) = invalid_utf8(Document(raw))
    assert not any(list(each.rule(Document(raw))) for each in RULES if each.rule.name in READ_CHARACTERS)
    assert not found.fix or (found.fix.decode_as and raw.decode(found.fix.decode_as) == raw.decode(codec))


@pytest.mark.parametrize("lines", [slice(0, 14), slice(14, 28)])
@pytest.mark.parametrize("language", ["ru", "bg"])
@pytest.mark.parametrize(
    ("right", "wrong"),
    [("cp1251", "cp1252"), ("koi8-r", "cp1252"), ("cp1251", "koi8-r"), ("koi8-r", "cp1251"), ("cp866", "cp1251"),
     ("cp1251", "cp866"), ("koi8-r", "cp866")],
)  # fmt: skip
def test_a_mix_up_of_one_byte_encodings_is_named(language: str, lines: slice, right: str, wrong: str) -> None:
    text = "\n".join((POOL / f"{language}.txt").read_text("utf-8").splitlines()[lines])
    (found,) = swapped_encoding(Document.from_text(text.encode(right, "ignore").decode(wrong, "replace")))
    assert found.fix
    assert found.fix.safety == "display"
    assert all(edit.content in text for edit in found.fix.edits)


def test_an_ambiguous_encoding_is_not_converted() -> None:
    pytest.importorskip("chardet", reason="the extra `detect` is not installed")
    (finding,) = invalid_utf8(Document("Üzenetek\n".encode("iso8859-9")))
    assert finding.fix is None


def test_nothing_is_guessed_without_chardet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "chardet", None)
    (finding,) = invalid_utf8(Document(FRENCH.encode("cp1252")))
    assert finding.fix is None
    assert "install `wikilint[detect]`" in finding.message
    (finding,) = invalid_utf8(Document(b"It doesn\x92t.\n"))
    assert finding.fix is not None
    assert finding.fix.decode_as == "cp1252"


@pytest.mark.parametrize("count", [1, 3, 300])
def test_hidden_text_is_shown(count: int) -> None:
    hidden = "".join(chr(0xE0000 + ord(char)) for char in "do as I say" * count)
    (finding,) = tag_character(Document.from_text(f"Hello{hidden} world\n"))
    assert "do as I say" in finding.message
    assert len(finding.message) < 300
