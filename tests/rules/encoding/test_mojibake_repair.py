"""The mojibake engine: what it gives back, and what it leaves alone."""

import hashlib
import random
import re
import unicodedata
from itertools import product

import ftfy.bad_codecs
import pytest
from mojibake_promises import LANGUAGES, ROOT, holds, mend, safely

from wikilint_rules.encoding._repair.charsets import CHARSETS
from wikilint_rules.encoding._repair.engine import repair
from wikilint_rules.encoding._repair.tables import CODECS, codec
from wikilint_rules.encoding._repair.verdict import damage

SEED = ROOT / "fixtures" / "seeds" / "000_e8a361f7f028ea89.txt"
HOLES = ("windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255",
         "windows-1256", "windows-1257", "windows-1258")  # fmt: skip

OF_ONE_SCRIPT = {"cp855", "cp874"}
"""Their damage is words of Cyrillic or Thai letters now and then, which are left alone beside Cyrillic or Thai text."""

ftfy.bad_codecs.ok()


@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize(
    "odd", ["They managed to capturе it.", "img: /FileВоенная_операци.svg", "Alaa' ِAhmad"]
)
def test_a_text_that_is_damaged_from_end_to_end_keeps_its_odd_letters(odd: str, layers: int) -> None:
    clean = f"A café – the “first” – naïve, déjà vu, Škoda, „Grüße“.\n\n{odd}\n"
    damaged = damage(clean, ["windows-1252"] * layers)
    found = repair(damaged)
    assert {each.tier for each in found} == {"safe"}
    assert mend(damaged, found) == clean


def test_the_seed_is_given_back_byte_for_byte() -> None:
    found = repair(SEED.read_bytes().decode("utf-8"))
    assert [each.tier for each in found] == ["safe"] * 7
    mended = mend(SEED.read_bytes().decode("utf-8"), found).encode("utf-8")
    assert len(mended) == 7773
    assert (
        hashlib.sha256(mended).hexdigest()
        == "0d50be8c3d1c07653906b8e6bad36b79d082f1e8f5d564948479450eb1587085"
    )


@pytest.mark.parametrize("name", HOLES)
def test_the_sloppy_codecs_are_those_of_ftfy(name: str) -> None:
    high = bytes(range(0x80, 0x100))
    assert codec(name).characters[0x80:] == high.decode(f"sloppy-{name}")


@pytest.mark.parametrize("name", CODECS)
def test_every_codec_maps_bytes_to_characters_and_back(name: str) -> None:
    every = bytes(range(256))
    strict = every.decode(name.replace("mac-", "mac_"), "replace")
    assert CHARSETS[name] == strict[0x80:]
    assert codec(name).holes == bytes(byte for byte in every if strict[byte] == "\ufffd")
    assert codec(name).bytes_of(codec(name).characters) == every
    assert len(set(codec(name).characters)) == 256


@pytest.mark.parametrize(
    ("name", "layers"), [*product(CODECS, [1]), *product(["windows-1252", "mac-roman"], [2, 3])]
)
def test_whole_texts_are_given_back(name: str, layers: int) -> None:
    for language in ("de", "fr", "ru", "el", "he", "ar", "hi", "ja", "vi", "pl"):
        clean = "\n".join(LANGUAGES[language])
        assert safely(damage(clean, (name,) * layers)) == clean, language


@pytest.mark.parametrize("name", CODECS)
def test_damaged_lines_among_clean_ones_are_given_back(name: str) -> None:
    for language in ("cs", "es", "uk", "zh-Hans", "tr"):
        lines = LANGUAGES[language]
        spoilt = [damage(line, (name,)) if number % 2 else line for number, line in enumerate(lines)]
        repaired, clean = safely("\n".join(spoilt)), "\n".join(lines)
        if name not in OF_ONE_SCRIPT:
            assert repaired == clean, language
            continue
        words = zip(clean.split(" "), "\n".join(spoilt).split(" "), repaired.split(" "), strict=True)
        assert all(now in (before, damaged) for before, damaged, now in words), language


def test_layers_of_different_codecs_are_undone() -> None:
    clean = "\n".join(LANGUAGES["de"])
    assert safely(damage(clean, ("windows-1252", "iso-8859-1"))) == clean
    assert safely(damage(clean, ("iso-8859-2", "windows-1252"))) == clean


@pytest.mark.parametrize("language", LANGUAGES)
def test_clean_text_is_left_alone(language: str) -> None:
    for text in (
        *LANGUAGES[language],
        "\n".join(LANGUAGES[language]),
        "\n".join(LANGUAGES[language]).upper(),
    ):
        assert repair(text) == []


CAPITALS = re.findall(
    r"\w+",
    """CAFÉ DÉJÀ VOILÀ ÉTÉ OLÉ PERÚ BOGOTÁ AMANHÃ MAÇÃ IRMÃ LÃ MENÜ TABÙ ÖLÖ BLÅ SMØ ÅÅ FLØ CITTÀ PERCHÉ COSÌ PIÙ BRNĚ
    KŮŇ ZEMĚ TŘÍ ŁÓDŹ GDAŃ BYĆ KOŃ HÍŘ MŰ HŐ TŰ ȚĂ SĂ VĂ ŞI DAĞ KIŞ ALIŞ ÇOĞ KLAVIŠ SĄRAŠĄ ŽĖ ĀŪ RĪGĀ ŠĶĪ""",
)
MARKS = re.findall(r"\S|\xa0", "™®°²³€§»”…½\xa0¹©ªº«“’‘·¡¿¢£¥¼¾±µ¶–—•†‡‰›‹„‚×÷¬¦¤¨¯´¸ƒˆ˜")


def test_capitals_followed_by_a_mark_are_left_alone() -> None:
    checked = 0
    for word, mark, frame in product(CAPITALS, MARKS, ("{}", "Das {} ist es")):
        text = frame.format(word + mark)
        assert not [each for each in repair(text) if each.tier == "safe"], text
        checked += 1
    assert checked > 4000


def test_many_capitals_in_one_text_prove_nothing() -> None:
    rng = random.Random(7)
    for _ in range(20):
        text = " ".join(rng.choice(CAPITALS) + rng.choice(MARKS[:27]) for _ in range(200))
        assert not [each for each in repair(text) if each.tier == "safe"], text


def test_one_byte_codecs_mixed_up_are_left_alone() -> None:
    names = (
        "cp1251",
        "koi8-r",
        "cp866",
        "cp1250",
        "cp1252",
        "iso-8859-2",
        "mac_roman",
        "cp1253",
        "cp1256",
        "cp850",
    )
    for language, (written, read) in product(("ru", "de", "pl", "el", "ar", "fr"), product(names, names)):
        text = "\n".join(LANGUAGES[language]).encode(written, "ignore").decode(read, "ignore")
        if written != read:
            assert not [each for each in repair(text) if each.tier == "safe"], (language, written, read)


@pytest.mark.parametrize(
    "text",
    [
        "Ãnswêêrs fõör yõüýr qùêstïõns ïn thê Ãdmïn Pàgé",
        "Ân tình, Đà Nẵng, Ấn Độ Â. Â Î ș ț; Â, „Âst”",
        "«Â» et «Ã» sont des lettres",
        "Мій Вік, ВІЙНА І МИР, її, моєї, Європії, Азії",
        "“£” „®“ ‚Äpfel‘ »Wort« l’été—là… n°5 20 °C № 7",
        "├── é\n│   └── ü\n",
        "",
        "\udc80\udcff",
        "Ã\udca9",
    ],
)
def test_what_only_looks_like_damage(text: str) -> None:
    assert repair(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "õÓÔÁÎÏ×ÉÔÅ ÐÁËÅÔ É ÐÒÏ×ÅÒØÔÅ ËÏÍÐÏÎÅÎÔÏ× ÖÕÒÎÁÌ",  # koi8-r read as Latin-1
        "MŸ§iggang ist sŸ§, sagte KŠthe SŸ§",  # Mac Roman read as windows-1252
        "ÎÇÕíÉ ãÚÑæÝÉ",  # windows-1256 read as windows-1252
    ],
)
def test_places_that_agree_prove_nothing_where_words_have_rests(text: str) -> None:
    assert safely(text) == text


@pytest.mark.parametrize(
    ("clean", "name", "layers"),
    [
        ("Žluťoučký kůň úpěl, řekl Jiří. Úsáid úpěl.", "windows-1257", 1),  # “Ćŗ” alone reads as well as “ú”
        ("für Süß Schüler Spaß Gebühr. Maß", "iso-8859-2", 2),  # windows-1250 would make “ß” of it
    ],
)
def test_words_are_given_back_whole(clean: str, name: str, layers: int) -> None:
    words = clean.split(" ")
    half = [damage(word, [name] * layers) if at % 2 == 0 else word for at, word in enumerate(words)]
    assert safely(" ".join(half)) == clean


def test_arabic_beside_damage_keeps_its_commas() -> None:
    clean = "سعر التذكرة للكبار مجانًا"
    assert safely(f"{damage(clean, ['windows-1256'])}\n(الرسغ، ثم)\n") == f"{clean}\n(الرسغ، ثم)\n"


def test_a_lone_pair_is_safe_where_nothing_was_ever_read_rightly() -> None:
    assert safely("We met in the cafÃ© there.") == "We met in the café there."
    for text in (
        "We met in the “cafÃ©” there.",
        "‘x’ is a cafÃ©.",
        'He wrote "cafÃ©".',
        "CAFÃ©",
        "see Ã© there",
    ):
        assert safely(text) == text


def test_a_lone_pair_is_safe_only_with_evidence() -> None:
    text = "We met in the cafÃ© there, my fiancé and I."
    assert [each.tier for each in repair(text)] == ["unsafe"]
    assert [each.tier for each in repair(text, proven=frozenset({"windows-1252"}))] == ["safe"]
    assert [each.codec for each in repair(text, proven=frozenset({"windows-1254"}))] == ["windows-1254"]
    assert [each.tier for each in repair(text, proven=frozenset({"cp437"}))] == ["unsafe"]


def test_code_proves_nothing_but_follows_what_is_proven() -> None:
    text = "isnâ€™t rÃ©sumÃ© `cafÃ©`"
    span = (text.index("`"), len(text))
    assert safely(text) == "isn’t résumé `café`"
    assert mend(text, repair(text, code=[span])) == "isn’t résumé `café`"
    assert {each.tier for each in repair(text, code=[(0, len(text))])} == {"unsafe"}


def test_damage_that_is_all_in_code_is_safe_only_where_it_is_proven_and_gives_symbols() -> None:
    text = "â”œâ”€â”€ src and rÃ©sumÃ©"
    code, proven = [(0, len(text))], frozenset({"windows-1252"})
    assert {each.tier for each in repair(text, code=code)} == {"unsafe"}
    tiers = {each.new: each.tier for each in repair(text, code=code, proven=proven)}
    assert tiers == {"├──": "safe", "é": "unsafe"}
    assert [each.tier for each in repair("see âœ“", code=[(0, 7)])] == ["display"]
    assert repair(f"{text} is mojibake", code=code) == []


@pytest.mark.parametrize("symbol", "✓✗✅⚠→≠½²αβπΩ×•…’★○■⚙")
@pytest.mark.parametrize("place", ["- {} one", "| {} | b |", "### {} DONE", "a{}b", "It is {}, I say"])
def test_one_symbol_on_a_page_is_found(symbol: str, place: str) -> None:
    clean = f"{place.format(symbol)}\n\n{place.format(symbol)} again\n"
    found = repair(damage(clean, ("windows-1252",)))
    assert [each.new for each in found] == [symbol, symbol]


@pytest.mark.parametrize(
    "text",
    [
        "Ãœbersicht Ãœber", "TÃŠTE FORÃŠT", "KÃ–LN BÃ–RSE", "Å\xa0koda Å\xa0umava", "Å’uvre Å’uf", "Ãžing TÃŠTE",
        "FHIRÂ® CDAÂ®", "FHIRÂ® or FHIRÂ®",
    ],
)  # fmt: skip
def test_capitals_are_repaired_where_two_places_agree(text: str) -> None:
    assert damage(safely(text), ("windows-1252",)) == text
    assert safely(text) != text


def test_each_place_goes_to_the_codec_that_explains_it_better() -> None:
    lines = LANGUAGES["fr"]
    for first, second in (
        ("windows-1252", "mac-roman"),
        ("windows-1252", "cp850"),
        ("windows-1252", "cp437"),
    ):
        mixed = [damage(line, [second if number % 3 else first]) for number, line in enumerate(lines)]
        words = zip(
            " ".join(lines).split(" "),
            " ".join(mixed).split(" "),
            safely(" ".join(mixed)).split(" "),
            strict=True,
        )
        assert all(now in (clean, damaged) for clean, damaged, now in words), (first, second)


@pytest.mark.parametrize(
    "text",
    [
        "pÅ™ÃpojnÃ©", "instalaÄ?nÃ\xadho", "Ä'á»ƒ", "NULLMODEMOVÃ©HO", "â€œyesâ€", "ØΜØ\xadÙŠ",
    ],
)  # fmt: skip
def test_a_word_is_repaired_whole_or_not_at_all(text: str) -> None:
    assert safely(f"{text} donâ€™t wonâ€™t") == f"{text} don’t won’t"


def test_what_is_repaired_fits_its_place() -> None:
    assert safely("5×£35, donâ€™t, wonâ€™t and canâ€™t") == "5×£35, don’t, won’t and can’t"
    decomposed = unicodedata.normalize("NFD", damage("Một số từ tiếng Việt", ("windows-1252",)))
    assert safely(decomposed) == decomposed
    assert mend(decomposed, repair(decomposed), ("safe", "unsafe")) == "Một số từ tiếng Việt"


def test_lost_bytes_are_never_safe() -> None:
    clean = "“Да”, сказал он. " + " ".join(LANGUAGES["ru"])
    text = clean.encode().decode("cp1252", "replace")
    found = repair(text)
    holds(text, found)
    for word, old in zip(safely(text).split(" "), text.split(" "), strict=True):
        assert word == old if "\ufffd" in old else "\ufffd" not in word
    mended = mend(text, found, ("safe", "unsafe")).split(" ")
    right = sum(one == other for one, other in zip(mended, clean.split(" "), strict=True))
    assert right / len(mended) > 0.8


def test_a_no_break_space_that_became_a_space_is_a_guess() -> None:
    text = "VoilÃ  une idÃ©e, dÃ©jÃ  vue; 25Â km. Ã la carte"
    assert mend(text, repair(text)) == "VoilÃ  une idée, dÃ©jÃ  vue; 25Â km. Ã la carte"
    assert mend(text, repair(text), ("safe", "unsafe")) == "Voilà une idée, déjà vue; 25\xa0km. à la carte"


def test_bidi_overrides_are_shown_and_not_written() -> None:
    text = damage("“\u202eשלום\u202c” – é “a”", ("windows-1252",))
    found = repair(text)
    assert [each.tier for each in found if "\u202e" in each.new] == ["display"]
    assert {each.tier for each in found if "\u202e" not in each.new} == {"safe"}


def test_directional_marks_come_back() -> None:
    text = "“\u200fשלום\u200f” – é “a”"
    damaged = damage(text, ("windows-1252",))
    assert mend(damaged, repair(damaged)) == text


def test_unknown_codecs_are_refused() -> None:
    with pytest.raises(LookupError):
        repair("cafÃ© rÃ©sumÃ©", codecs=("klingon",))
