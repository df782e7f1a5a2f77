"""The documents of the benchmark: clean pages from the pool, and what damage makes of them."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.damage import damage

POOL = Path(__file__).parent / "pool"
KNOWN_TO_FTFY = (
    "latin-1", "sloppy-windows-1252", "sloppy-windows-1251", "sloppy-windows-1250", "sloppy-windows-1253",
    "sloppy-windows-1254", "sloppy-windows-1257", "iso-8859-2", "mac_roman", "cp437",
)  # fmt: skip
OTHERS = (
    "sloppy-windows-1255", "sloppy-windows-1256", "sloppy-windows-1258", "iso-8859-9", "iso-8859-15", "cp850",
    "cp852", "cp866", "koi8-r", "koi8-u", "mac_cyrillic",
)  # fmt: skip
LOSSY = ("windows-1252", "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1257")
PATTERNS = ("whole", "lines", "words")
_WORD = re.compile(r"[^ \t\n]+")
_MARKS = tuple("–—…’™®©°€£§½×→·")


@dataclass(frozen=True, slots=True)
class Case:
    """A page before and after its damage."""

    group: str
    codec: str
    language: str
    pattern: str
    layers: int
    clean: str
    damaged: str


@cache
def languages() -> dict[str, list[str]]:
    """The sentences of each language of the pool."""
    return {
        path.stem: path.read_text("utf-8").rstrip("\n").split("\n") for path in sorted(POOL.glob("*.txt"))
    }


def page(language: str, rng: random.Random, sentences: int = 12) -> str:
    """A Markdown page with frontmatter, made of sentences of one language and some typographic marks."""
    drawn = rng.sample(languages()[language], sentences)
    title = " ".join(drawn[0].split()[:6]).replace(":", " –").replace('"', "")
    opening, closing = rng.choice(("“”", "„“", "«»", "‘’", "»«"))
    body = []
    for number, sentence in enumerate(drawn):
        if number % 4 == 0:
            body.append(f"## {' '.join(sentence.split()[:4])}\n")
        words = sentence.split(" ")
        if rng.random() < 0.4:
            words.insert(rng.randrange(len(words) + 1), rng.choice(_MARKS))
        if rng.random() < 0.3:
            at = rng.randrange(len(words))
            words[at] = opening + words[at] + closing
        body.append(" ".join(words) + "\n")
    return f"---\ntitle: {title}\nlang: {language}\n---\n\n" + "\n".join(body)


def _words(text: str, codec: str, layers: int, chosen: set[int]) -> str:
    number = -1

    def maybe(match: re.Match[str]) -> str:
        nonlocal number
        if match[0].isascii():
            return match[0]
        number += 1
        return damage(match[0], codec, layers) if number in chosen else match[0]

    return _WORD.sub(maybe, text)


def spoil(text: str, codec: str, layers: int, pattern: str, rng: random.Random) -> str:
    """Damage a whole text, some of its lines, some of its words, or one word of it."""
    if pattern == "whole":
        return damage(text, codec, layers)
    if pattern == "lines":
        return "\n".join(
            damage(line, codec, layers) if rng.random() < 0.5 else line for line in text.split("\n")
        )
    count = sum(not word.isascii() for word in _WORD.findall(text))
    share = 1 if pattern == "word" else max(2, count * 3 // 10)
    return _words(text, codec, layers, set(rng.sample(range(count), min(count, share))))


def cases(seed: int = 0, per_codec: int = 40) -> Iterator[Case]:
    """Every document of the benchmark; the same for the same seed."""
    rng = random.Random(seed)
    names = list(languages())
    for group, codecs in (("known to ftfy", KNOWN_TO_FTFY), ("other codecs", OTHERS)):
        for codec in codecs:
            for number in range(per_codec):
                language = names[(number * 7 + len(codec)) % len(names)]
                layers = (1, 1, 1, 2)[number % 4] if group == "known to ftfy" else 1
                pattern = PATTERNS[number % 3]
                clean = page(language, rng)
                yield Case(
                    group, codec, language, pattern, layers, clean, spoil(clean, codec, layers, pattern, rng)
                )
    for codec in (*KNOWN_TO_FTFY, *OTHERS):
        for _ in range(per_codec // 2):
            language = rng.choice(names)
            clean = page(language, rng)
            yield Case("one word", codec, language, "word", 1, clean, spoil(clean, codec, 1, "word", rng))
    for codec in LOSSY:
        for number in range(per_codec // 2):
            language = names[(number * 11 + len(codec)) % len(names)]
            clean = page(language, rng)
            yield Case("lossy", codec, language, "lossy", 1, clean, damage(clean, codec, errors="replace"))
    for language in names:
        for _ in range(4):
            clean = page(language, rng)
            yield Case("clean", "", language, "clean", 0, clean, clean)
