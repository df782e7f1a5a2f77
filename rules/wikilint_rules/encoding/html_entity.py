"""HTML entities that were escaped twice, or that name no character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule

from ._anew import unescaped
from ._entities import NAME, NUMBER, character_of, number
from ._escapes import is_about_encodings
from ._flood import one_for_many
from ._misread_entities import misread_entities
from ._text import outside, spares_frontmatter

_TWICE = pattern(rf"&(?:amp;)+(?P<name>{NAME});")
_HALVES = pattern(rf"&(?P<high>{NUMBER});&(?P<low>{NUMBER});")
_C1 = pattern(r"&(?P<name>#(?:1(?:2[89]|[345][0-9])|[xX]0{0,2}[89][0-9a-fA-F]));")
_GATES = (
    pattern(rb"&amp;(?:amp;|#|[A-Za-z][A-Za-z0-9]*;)"),
    pattern(rb"&#(?:5[5-7]|1[2-5]|[xX]0{0,2}[89dD])"),
)
"""The same in bytes, each with a literal beginning, so that the search can skip."""

_NAME_BEFORE = pattern(r"\b[A-Z]\w{0,30} \Z")
_NAME_BEHIND = pattern(" [A-Z]")

_Damage = tuple[Edit, str]


def _is_twice(text: str, match: re.Match[str]) -> bool:
    """Whether an escaped entity is in the middle of words; on its own it is shown on purpose."""
    before, after = text[max(0, match.start() - 33) : match.start()], text[match.end() : match.end() + 2]
    if not character_of(match["name"]):
        return False
    if before[-1:].isalnum() or after[:1].isalnum():
        return True
    return match["name"] == "amp" and bool(_NAME_BEFORE.search(before) and _NAME_BEHIND.match(after))


def _twice(doc: Document) -> Iterator[_Damage]:
    for match in outside(doc, _TWICE):
        if _is_twice(doc.text, match) and not is_about_encodings(doc, *match.span()):
            yield Edit(*match.span(), f"&{match['name']};"), "escaped twice"


def _halves(doc: Document) -> Iterator[_Damage]:
    for match in outside(doc, _HALVES):
        high, low = number(match["high"]) - 0xD800, number(match["low"]) - 0xDC00
        if 0 <= high < 0x400 and 0 <= low < 0x400:
            yield Edit(*match.span(), chr(0x10000 + high * 0x400 + low)), "two halves of a character"


def _c1(doc: Document) -> Iterator[_Damage]:
    for match in outside(doc, _C1):
        if meant := bytes([number(match["name"])]).decode("cp1252", "ignore"):
            yield Edit(*match.span(), meant), "a number of windows-1252, not of Unicode"


@rule("html-entity", severity="warning", gate=b"&", kept=unescaped)
@one_for_many
@spares_frontmatter
def html_entity(doc: Document) -> Findings:
    """An HTML entity that was escaped twice or does not name a character.

    `&amp;eacute;` is displayed as “&eacute;”, because text that was already escaped was escaped again. `&#146;` is
    a number from windows-1252, and `&#55357;&#56832;` an emoji in two halves: neither is a Unicode character. One
    finding per line.

    Example: `AT&amp;amp;T` becomes `AT&amp;T`.

    The rule ignores all other entities, which are normal in Markdown (see `escaped-entity` and `entity-mojibake`),
    code, and entities that appear on their own, as in an HTML manual.

    Fix safety: unsafe, because a page may show an entity on purpose. The fix removes one layer of escaping, or
    writes the character that is meant.
    """
    if not any(gate.search(doc.raw) for gate in _GATES):
        return
    taken = {place for edit, _ in misread_entities(doc) for place in range(edit.start, edit.end)}
    found = sorted(each for each in (*_twice(doc), *_halves(doc), *_c1(doc)) if each[0].start not in taken)
    for (_, what), group in groupby(found, key=lambda each: (doc.row(each[0].start), each[1])):
        edits = [edit for edit, _ in group]
        first = edits[0]
        fix = Fix("Unescape", *edits, safety="unsafe", proof="HTML entities")
        message = f"“{doc.text[first.start : first.end]}” is {what}: “{first.content}” is meant"
        yield Finding(first.start, edits[-1].end, message, fix, count=len(edits))
