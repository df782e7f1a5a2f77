"""Characters that were lost: U+FFFD, and what other encodings make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from wikilint.rule import NON_ASCII, Document, Finding, Findings, pattern, rule

from ._census import unusual
from ._flood import one_for_many
from ._mangled import LOST, MANGLED, is_shown, present
from ._text import around, outside

_LOST = pattern(f"{LOST}+")

_PAGES = {"锟斤拷": "GBK", "嚙踝蕭": "Big5", "占쏙옙": "cp949"}
"""Two U+FFFD in UTF-8 as a multi-byte code page reads them; the third character is in the middle of both."""
_FILLERS = {"烫": "CC", "屯": "CD"}
"""What a C compiler fills memory with, read as GBK. Three in a sentence may be meant: 烫 is “hot”."""
_HAN = "[\u3400-\u9fff]"
_MEMORY = pattern(
    "|".join(f"{char}{{4,}}|(?<!{_HAN}){char}{{3}}(?!{_HAN})" for char in _FILLERS)
)  # the second alternative: nothing but three of them


_GATE = pattern(f"[{'踝쏙锟'}{''.join(_FILLERS)}]")
"""A character of each of them that the census knows."""


def _places(doc: Document) -> Iterator[tuple[int, int, str]]:
    """Where something was lost, and what is to be said of it; nothing for a plain U+FFFD."""
    if _LOST.search(unusual(doc)):
        yield from ((*match.span(), "") for match in outside(doc, _LOST))
    shown = present(doc, LOST)
    if shown:
        for match in outside(doc, re.compile("|".join(f"(?:{re.escape(form)})+" for form in shown))):
            form = next(form for form in shown if match.group().startswith(form))
            yield (*match.span(), f"U+FFFD read as {MANGLED[LOST][form]}")
    if not _GATE.search(unusual(doc)):
        return
    for word, name in _PAGES.items():
        for match in outside(doc, re.compile(f"(?:{word})+{word[0]}?")):
            yield (*match.span(), f"U+FFFD read as {name}")
    for match in outside(doc, _MEMORY):
        code = _FILLERS[match.group()[0]]
        yield (*match.span(), f"unused memory of a C program (bytes {code}) read as GBK")


@rule("replacement-character", severity="warning", gate=NON_ASCII)
@one_for_many
def replacement_character(doc: Document) -> Findings:
    """A “�” where a character was lost: some tool could not decode the original bytes.

    The original text is gone from this file, and the rule does not guess it: look for it in an older version or in
    the source of the text. One finding per line.

    A “�” that was itself misread is just as lost: `ï¿½` and `Ã¯Â¿Â½` (windows-1252), `锟斤拷` (GBK), `占쏙옙` (cp949).
    `烫烫烫` and `屯屯屯` are memory that a C program never wrote to.

    Example: `caf� au lait`.

    The rule ignores the character where the text is about it: alone in quotes or brackets, or on a line that
    mentions Unicode, encodings or replacement.

    Fix safety: there is no fix, because the original text is not in the file.
    """
    lost = (each for each in sorted(_places(doc)) if not is_shown(doc, *each[:2]))
    for (_, cause), group in groupby(lost, key=lambda each: (doc.row(each[0]), each[2])):
        line = list(group)
        start, end = line[0][0], line[-1][1]
        where = around(doc, start, line[0][1])
        if cause:
            text = doc.text[start : line[0][1]]
            message = f"“{text[:12]}” in “{where}” is {cause}: the original text is lost for good"
            yield Finding(start, end, message, count=len(line))
            continue
        count = sum(last - first for first, last, _ in line)
        what = "a character is" if count == 1 else f"{count} characters are"
        yield Finding(start, end, f"{what} lost for good in “{where}”", count=count)
