"""Emoji that were written as two surrogates, and then read with windows-1252."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule

from ._anew import surrogates
from ._flood import one_for_many
from ._mangled import is_shown
from ._spans import LATIN_TAILS, latin_byte
from ._text import excerpt, spares_frontmatter

_PROOF = "CESU-8 read as windows-1252"
_GATE = pattern(rb"\xc3\xad(?:\xc2[\xa0-\xaf]| )")
_HIGH = "í[\xa0-\xaf ]"
_LOW = "í[\xb0-\xbf]"
_RUN = pattern(f"(?:{_HIGH}{LATIN_TAILS}{_LOW}{LATIN_TAILS})+")


def _read(run: str) -> str:
    """The characters that a run stands for; empty where it stands for none."""
    raw = bytes(map(latin_byte, run.replace(" ", "\xa0")))
    units = raw.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    read = units.decode("utf-16-le", "ignore")
    return "" if any(unicodedata.category(char) in ("Cn", "Co") for char in read) else read


@rule("surrogate-pair", severity="error", gate=_GATE, protected=True, kept=surrogates)
@one_for_many
@spares_frontmatter
def surrogate_pair(doc: Document) -> Findings:
    """An emoji as six wrong characters: its two surrogates were written as UTF-8 (CESU-8) and read as windows-1252.

    Java, Oracle and MySQL write characters beyond U+FFFF as two halves of three bytes each. Strict UTF-8 does not
    allow such bytes, so programs fall back to windows-1252, and “😀” becomes `í<U+00A0>½í¸€`. One finding per line.

    Example: `Well done í<U+00A0>½í¸€` becomes `Well done 😀`.

    The rule ignores damage quoted on its own, and lines that mention encodings. Bytes that are still CESU-8 are
    reported by `invalid-utf8`.

    Fix safety: safe, because only one reading is possible. Unsafe where the no-break space has become a space.
    """
    found = [(match, _read(match.group())) for match in _RUN.finditer(doc.text)]
    told = [each for each in found if each[1] and not is_shown(doc, *each[0].span())]
    for (_, guessed), group in groupby(
        told, key=lambda each: (doc.row(each[0].start()), " " in each[0].group())
    ):
        line = list(group)
        edits = [Edit(*match.span(), read) for match, read in line]
        first = line[0][0]
        more = f" and {len(line) - 1} more" if len(line) > 1 else ""
        fix = Fix("Write the characters", *edits, safety="unsafe" if guessed else "safe", proof=_PROOF)
        message = f"“{excerpt(first.group(), 24)}” is “{edits[0].content}”{more}: CESU-8 read as windows-1252"
        yield Finding(first.start(), edits[-1].end, message, fix, count=len(line))
