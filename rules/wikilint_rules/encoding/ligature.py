"""Ligatures of typesetting in running text: `ﬁ` for `fi`."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule

from ._anew import compatible
from ._escapes import is_letter
from ._text import line_near, named, outside, spares_frontmatter

# Unicode's “Latin ligatures”, U+FB00 to U+FB06; what each stands for is in its compatibility decomposition.
_LIGATURE = pattern("[\ufb00-\ufb06]")
_ABOUT = pattern(r"ligatur|unicode|glyph|font|U\+FB0|NFK|typogra|typeset", re.IGNORECASE)


@rule("ligature", severity="warning", gate=b"\xef\xac", kept=compatible)
@spares_frontmatter
def ligature(doc: Document) -> Findings:
    """A ligature where letters should be: `ﬁnd` with the one character “ﬁ” (U+FB01) instead of “f” and “i”.

    Text copied from a PDF keeps its typographic ligatures. It looks right, but a search for “find” misses it, and
    so do spell checkers and word counts. One finding per page.

    The rule ignores a ligature that is not part of a word, lines that mention ligatures, Unicode or fonts, and
    code.

        the ﬁrst oﬃce

    becomes

        the first office

    Fix safety: safe, because Unicode defines the two as compatibility equivalents (NFKC).
    """
    in_words = (match for match in outside(doc, _LIGATURE) if _is_in_word(doc, match))
    found: list[re.Match[str]] = []
    for _, group in groupby(in_words, key=lambda match: doc.row(match.start())):
        first, *others = group
        if not _ABOUT.search(line_near(doc, *first.span())):
            found += (first, *others)
    if not found:
        return
    edits = [Edit(*match.span(), unicodedata.normalize("NFKC", match[0])) for match in found]
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    message = f"{named(found[0][0])}{more}: the letters “{edits[0].content}” are meant"
    yield Finding(*found[0].span(), message, Fix("Write the letters", *edits, proof="NFKC"), count=len(found))


def _is_in_word(doc: Document, match: re.Match[str]) -> bool:
    return is_letter(doc.text[match.start() - 1 : match.start()]) or is_letter(
        doc.text[match.end() : match.end() + 1]
    )
