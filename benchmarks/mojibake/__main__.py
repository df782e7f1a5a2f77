"""Measure the mojibake repair beside ftfy, and write the table for the docs.

    python -m benchmarks.mojibake                 # prints the table
    python -m benchmarks.mojibake --write         # and writes docs/accuracy.md
    python -m benchmarks.mojibake --quick         # a tenth of the documents

Everything runs on the same documents: wikilint with its safe fixes, wikilint with its unsafe fixes too,
`ftfy.fix_encoding`, `ftfy.fix_text`, and `plsfix.fix_text` where it is installed (dependency group `bench`).
"""

import argparse
import sys
import time
from collections import defaultdict
from itertools import chain
from pathlib import Path

from benchmarks.mojibake.capitals import capitals
from benchmarks.mojibake.documents import cases, languages
from benchmarks.mojibake.field import field
from benchmarks.mojibake.score import Score
from benchmarks.mojibake.tools import TOOLS

DOCS = Path(__file__).parent.parent.parent / "docs" / "accuracy.md"


def measure(seed: int, per_codec: int) -> tuple[dict[tuple[str, str], Score], dict[str, float]]:
    """The score of each (group, tool), and the seconds of each tool."""
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    seconds: dict[str, float] = defaultdict(float)
    for case in chain(cases(seed, per_codec), field(seed, max(2, per_codec // 4))):
        for tool, mend in TOOLS.items():
            started = time.perf_counter()
            result = mend(case.damaged)
            seconds[tool] += time.perf_counter() - started
            scores[case.group, tool].add(case, result)
    return scores, seconds


def table(scores: dict[tuple[str, str], Score]) -> str:
    """Markdown: a row for each group and tool."""
    rows = [
        "| documents | tool | recall | precision | words made wrong | byte for byte |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for (group, tool), score in scores.items():
        first = f"{group} ({score.documents})" if tool == "wikilint" else ""
        wrong = len(score.wrong) + (score.changed if group == "clean" else 0)
        recall = f"{score.recall:.4f}" if score.damaged else "–"
        precision = f"{score.precision:.4f}" if score.damaged and score.changed else "–"
        rows.append(f"| {first} | {tool} | {recall} | {precision} | {wrong} | {score.exact} |")
    return "\n".join(rows)


def capitals_table() -> str:
    """Markdown: how many harmless strings of capitals and a mark each tool changes."""
    strings = capitals()
    rows = [f"| tool | changed of {len(strings)} |", "|---|--:|"]
    for tool, mend in TOOLS.items():
        rows.append(f"| {tool} | {sum(mend(text) != text for text in strings)} |")
    return "\n".join(rows)


PAGE = """# How accurate the mojibake repair is

Written by `python -m benchmarks.mojibake --write`; {documents} documents, the same for every tool.

Clean pages in {languages} languages (sentences from the translations of Django, see `benchmarks/mojibake/pool`) are
damaged: their UTF-8 is read with one of 37 codecs, once or twice, in the whole page, in some lines, in some words or
in one word; “lossy” pages went through a strict codec, so that bytes became U+FFFD. A word is what is between
spaces. **Recall**: of the words that the damage changed, those that are again what they were. **Precision**: of the
words that a tool changed, those that are now what they should be. **Byte for byte**: documents given back exactly.

{table}

“Known to ftfy” are latin-1, windows-1250 to 1254, windows-1257, iso-8859-2, Mac Roman and cp437; “other codecs” are
windows-1255, -1256 and -1258, iso-8859-9 and -15, cp850, cp852, cp866, koi8-r, koi8-u and Mac Cyrillic. In a page with
one damaged word nothing else confirms the codec: what is not safe there is reported, and repaired on demand.

The rest is damage as it is met in the field. “One symbol” and “one letter” are pages whose only damage is one of
everyday symbols in five places, or one of the Latin letters in four. “Two codecs” are pages some of whose lines were
read with one codec and some with another. “Rare codecs” are the 16 that no other tool repairs; bytes that they leave
undefined are lost. Below are pages that were changed after the damage, by a program that did not know of it: what
cannot be restored has to be left alone there, so that what counts are the words made wrong. A page that was
decomposed is repaired with `--unsafe-fixes` only, since the fix takes ASCII letters away; of a page in Cyrillic that
was put in title case nobody can see that it was.


`ftfy.fix_text` also changes quotes, ligatures and widths on purpose; it is shown because people run it.

## Harmless capitals

Words in capitals of the same languages with one mark after them (“CAFÉ²”, “AMANHÃ™”) are not damage, but could be.

{capitals}
"""


def _read_by_people() -> str:
    """The last section of the page: what no script can count."""
    _, mark, rest = DOCS.read_text("utf-8").partition("\n## On text that nobody tuned to")
    return mark + rest


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    parser.add_argument("--quick", action="store_true", help="a tenth of the documents")
    parser.add_argument("--seed", type=int, default=0, help="draw other pages and other damage")
    given = parser.parse_args()
    scores, seconds = measure(given.seed, 4 if given.quick else 40)
    rows, harmless = table(scores), capitals_table()
    sys.stdout.write(f"{rows}\n\n{harmless}\n\n")
    sys.stdout.writelines(f"{tool}: {spent:.1f} s\n" for tool, spent in seconds.items())
    if given.write:
        documents = sum(score.documents for (_, tool), score in scores.items() if tool == "wikilint")
        page = PAGE.format(documents=documents, languages=len(languages()), table=rows, capitals=harmless)
        DOCS.write_text(page + _read_by_people(), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
