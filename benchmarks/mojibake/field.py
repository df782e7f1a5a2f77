"""Damage as it is met in the field: one symbol on a page, two codecs on a page, words in capitals afterwards.

Everything here is made from the same pages as the rest of the benchmark; each function yields one group of cases.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator

from benchmarks.damage import damage
from benchmarks.mojibake.documents import Case, languages, page

UNLISTED = (
    "iso8859_3", "iso8859_4", "iso8859_5", "iso8859_7", "iso8859_10", "iso8859_13", "iso8859_14", "iso8859_16",
    "cp775", "cp855", "cp857", "cp858", "cp874", "mac_latin2", "mac_turkish", "hp_roman8",
)  # fmt: skip
PAIRS = (
    ("sloppy-windows-1252", "mac_roman"), ("sloppy-windows-1252", "cp850"), ("sloppy-windows-1252", "iso-8859-15"),
    ("sloppy-windows-1250", "iso-8859-2"), ("cp850", "cp437"), ("sloppy-windows-1252", "cp437"),
    ("sloppy-windows-1252", "sloppy-windows-1250"), ("sloppy-windows-1252", "sloppy-windows-1251"),
    ("sloppy-windows-1252", "sloppy-windows-1254"), ("sloppy-windows-1251", "koi8-r"), ("koi8-r", "cp866"),
)  # fmt: skip
SYMBOLS = (
    "✓✔✗✘✅❌❗❓⚠⚡⭐★☆●○■□▪▫▲△▼▽◆◇→←↑↓↔⇒⇐⇔➜➡⬅⬆⬇»«›‹„“”‘’‚–—…•·‣†‡§¶©®™°±×÷≠≈≤≥∞√∑∏∫∂∆∇∈∉∩∪⊂⊃∀∃¬∧∨"
    "½¼¾⅓²³¹µªº€£¥¢¿¡αβγδεθλμπρσφωΓΔΘΛΠΣΦΨΩ♥♦♣♠♪♫☀☁☂☎☑☒☕⚙⚖⛔♻①②③№‰′″ﬁ─│├└😀🚀🎉🔥💡📝🔧👍"
)
"""Symbols that pages use as bullets, in cells and between words."""
PLACES = (
    "- {0} Fast and small",
    "| a | {0} | b |",
    "### {0} Done here",
    "so a{0}b it is",
    "It is {0}, as said",
)
LETTERS = tuple(
    char
    for char in map(chr, (*range(0xC0, 0x180), *range(0x218, 0x21C)))
    if char.isalpha() and char not in "ŉĸſ"
)
INSIDE = (
    "{0}nal {0}ber {0}me",
    "la{0}te re{0}sen no{0}i",
    "care{0} pala{0} me{0}",
    "{1}TA TE{1}RA KA{1} O{1}LN",
)
_EATEN = str.maketrans("", "", "\x80\x81\x8d\x8f\x90\x9d")


def field(seed: int, count: int) -> Iterator[Case]:
    """Every case; `count` pages of each codec, pair of codecs, or change afterwards."""
    yield from single_symbols()
    yield from single_letters()
    yield from two_codecs(seed, count)
    yield from unlisted(seed, count)
    yield from afterwards(seed, count)


def single_symbols() -> Iterator[Case]:
    """A page with one kind of symbol, three times."""
    for symbol in SYMBOLS:
        for number, place in enumerate(PLACES):
            line = place.format(symbol)
            clean = f"# A page\n\n{line}\n\nSome words.\n\n{line} again\n\n{line} and again\n"
            yield _case("one symbol", "sloppy-windows-1252", str(number), clean)


def single_letters() -> Iterator[Case]:
    """A page with one letter that is beyond ASCII, three or more times."""
    for letter in LETTERS:
        for number, place in enumerate(INSIDE):
            upper = letter.upper() if len(letter.upper()) == 1 else letter
            words = place.format(letter, upper)
            clean = f"# A page\n\nThe {words} is here.\n\nSome words.\n"
            yield _case("one letter", "sloppy-windows-1252", str(number), clean)


def two_codecs(seed: int, count: int) -> Iterator[Case]:
    """Lines read with one codec beside lines read with another."""
    rng = random.Random(seed)
    for first, second in PAIRS:
        for language in _drawn(rng, count):
            clean = page(language, rng)
            lines = clean.split("\n")
            damaged = "\n".join(damage(line, rng.choice((first, second))) for line in lines)
            yield Case("two codecs", f"{first} {second}", language, "lines", 1, clean, damaged)


def unlisted(seed: int, count: int) -> Iterator[Case]:
    """Codecs that hardly anybody repairs; bytes that they do not define are lost."""
    rng = random.Random(seed)
    for codec in UNLISTED:
        for language in _drawn(rng, count):
            clean = page(language, rng)
            yield Case(
                "rare codecs", codec, language, "whole", 1, clean, damage(clean, codec, errors="replace")
            )


def afterwards(seed: int, count: int) -> Iterator[Case]:
    """What programs do to text that is damaged already."""
    rng = random.Random(seed)
    changes: dict[str, Callable[[str], str]] = {
        "decomposed": lambda text: unicodedata.normalize("NFD", text),
        "upper case": str.upper,
        "lower case": str.lower,
        "title case": str.title,
        "soft hyphens lost": lambda text: text.replace("\xad", ""),
        "controls lost": lambda text: text.translate(_EATEN),
        "question marks": lambda text: re.sub("[\x80-\x9f]", "?", text),
        "straight quotes": lambda text: re.sub("[“”]", '"', re.sub("[‘’]", "'", text)),
    }
    for name, change in changes.items():
        for language in _drawn(rng, count):
            clean = page(language, rng)
            kept = change if name.endswith(" case") else str
            yield Case(
                name,
                "sloppy-windows-1252",
                language,
                "whole",
                1,
                kept(clean),
                change(damage(clean, "sloppy-windows-1252")),
            )


def _drawn(rng: random.Random, count: int) -> list[str]:
    return [rng.choice(list(languages())) for _ in range(count)]


def _case(group: str, codec: str, pattern: str, clean: str) -> Case:
    return Case(group, codec, "en", pattern, 1, clean, damage(clean, codec))
