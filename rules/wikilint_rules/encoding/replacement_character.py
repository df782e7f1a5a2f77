"""Characters that were lost: U+FFFD."""

from __future__ import annotations

import re
from itertools import groupby

from wikilint.rule import NON_ASCII, Document, Finding, Findings, rule

from ._text import around, line_near, outside, unusual

_LOST = re.compile("\ufffd+")
_ABOUT = re.compile(r"fffd|replacement|unicode|utf|encod|codepage|mojibake", re.IGNORECASE)
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "(": ")", "[": "]", "|": "|", "<": ">"}


def _is_shown(doc: Document, start: int, end: int) -> bool:
    """Whether the character is spoken of: it stands alone in quotes, or its line tells about encodings."""
    before, after = doc.text[start - 1 : start], doc.text[end : end + 1]
    if before and _QUOTES.get(before) == after:
        return True
    return bool(_ABOUT.search(line_near(doc, start, end)))


@rule("replacement-character", severity="warning", gate=NON_ASCII)
def replacement_character(doc: Document) -> Findings:
    """A “�” where a character was lost: some tool could not read the bytes that stood there.

    What stood there is gone from this file, and this rule does not guess it: look for it in an older version or
    in the source of the text. Each line is one finding. There is no fix.

    Example: `caf� au lait`.

    Silent where the character is what the text is about: alone in quotes or brackets, or on a line that
    speaks of Unicode, encodings or replacement.
    """
    if not _LOST.search(unusual(doc)):
        return
    lost = (match for match in outside(doc, _LOST) if not _is_shown(doc, *match.span()))
    for _, group in groupby(lost, key=lambda match: doc.row(match.start())):
        line = list(group)
        start, end = line[0].start(), line[-1].end()
        count = sum(len(match.group()) for match in line)
        where = around(doc, start, line[0].end())
        what = "a character is" if count == 1 else f"{count} characters are"
        yield Finding(start, end, f"{what} lost for good in “{where}”", count=count)
