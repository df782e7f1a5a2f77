"""Spaces that are not the space."""

from __future__ import annotations

import re
from itertools import groupby

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, pattern, rule

from ._census import unusual
from ._flood import one_for_many
from ._spans import in_mojibake
from ._text import line_around, named, one_of, outside, spares_frontmatter

_SPACES = frozenset(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2800"
)
_SPACE = pattern(one_of(_SPACES))
_MARKUP = pattern(r"[ \t]{0,3}(?:>[ \t]?)*[ \t]{0,3}(?:#{1,6}|[-*+]|\d{1,9}[.)]|>)\Z")


def _breaks_markup(doc: Document, start: int, end: int) -> bool:
    """Whether a space is where Markdown wants a real one: after `#`, a list marker or `>`."""
    before, after = line_around(doc, start, end)
    return start >= doc.body_start and bool(_MARKUP.match(before)) and bool(after.strip())


@rule("odd-space", severity="warning", gate=NON_ASCII, default=False)
@one_for_many
@spares_frontmatter
def odd_space(doc: Document, *, everywhere: bool = True) -> Findings:
    """A no-break space or another Unicode space where a plain space would do.

    They come with text copied from web pages and word processors, and look like a plain space. After `#`, `-`, `1.`
    or `>` Markdown does not accept them: the heading is not a heading. A search for “two words” does not find them
    either. Off by default. One finding per line.

    Example: `#<U+00A0>Title` becomes `# Title`.

    The rule ignores the ideographic space in Chinese, Japanese and Korean text, HTML elements that contain nothing
    else, and spaces that may be part of mojibake.

    everywhere: set to false to report only those that keep Markdown from recognizing a heading, a list or a
        quotation.

    Fix safety: unsafe, because French, units and tables may need the other spaces.
    """
    if not _SPACE.search(unusual(doc)):
        return
    found = (
        match
        for match in outside(doc, _SPACE)
        if ((everywhere and not _is_wanted(doc.text, match)) or _breaks_markup(doc, *match.span()))
        and not in_mojibake(doc, match.start())
    )
    for _, group in groupby(found, key=lambda match: doc.row(match.start())):
        line = list(group)
        edits = [Edit(*match.span(), " ") for match in line]
        fix = Fix("Write plain spaces", *edits, safety="unsafe")
        kinds = dict.fromkeys(match.group() for match in line)
        names = ", ".join(named(kind) for kind in list(kinds)[:3])
        where = (
            " keeps Markdown from reading the line"
            if _breaks_markup(doc, *line[0].span())
            else " for a space"
        )
        yield Finding(edits[0].start, edits[-1].end, f"{names}{where}", fix, count=len(line))


def _is_wanted(text: str, match: re.Match[str]) -> bool:
    """Whether it fills an otherwise empty HTML element, or is the space of a script that has its own."""
    from ._scripts import UNSPACED

    around = text[max(0, match.start() - 20) : match.end() + 20]
    if text[match.start() - 1 : match.start()] == ">" and text[match.end() : match.end() + 1] == "<":
        return True
    return match.group() == "\u3000" and bool(UNSPACED.search(around))
