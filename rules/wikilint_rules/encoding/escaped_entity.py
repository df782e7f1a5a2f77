"""HTML entities for characters that need none: `&#8217;`, `&nbsp;`."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from wikilint.rule import Document, Edit, Finding, Findings, Fix, Safety, pattern, rule

from ._anew import unescaped
from ._entities import ENTITY, character_of
from ._escapes import is_about_encodings
from ._flood import one_for_many
from ._text import outside

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEEDED = frozenset("&<>\"'`*_[]\\|#~!=:{}()+-.@/^$\u200b\u200c\u200d\u200e\u200f\u2060\xad")
"""Characters that are written as an entity for a reason: they mean something to Markdown or HTML, or are not seen."""


@rule(
    "escaped-entity",
    severity="info",
    gate=pattern(rb"&#?[0-9A-Za-z]{2,31};"),
    default=False,
    kept=unescaped,
)
@one_for_many
def escaped_entity(doc: Document) -> Findings:
    """An HTML entity for a character that could be written directly: `&#8217;`, `&eacute;`, `&nbsp;`.

    A browser shows the character; everything else that reads the page (a search, a word count, a language model in
    training) gets `don&#8217;t`. Off by default, since entities are valid in Markdown; on in the `plain` profile.
    One finding per line.

    The rule ignores characters that mean something to Markdown or HTML (`&lt;`, `&#42;`), invisible characters,
    code, and lines that mention entities. Text that was escaped twice is reported by `html-entity`.

        It&#8217;s caf&eacute; time.

    becomes

        It’s café time.

    Fix safety: safe, because Markdown renders an entity and its character alike. Unsafe for `&nbsp;`, which becomes
    a space: it may be there to keep two words together.
    """
    for (_, safety), group in groupby(_found(doc), key=lambda each: (doc.row(each[0].start), each[1])):
        edits = [edit for edit, _ in group]
        shown = doc.text[edits[0].start : edits[0].end]
        more = f" ({len(edits)} on this line)" if len(edits) > 1 else ""
        meant = "a space" if safety == "unsafe" else f"“{edits[0].content}”"
        fix = Fix("Write the character", *edits, safety=safety, proof="HTML entities")
        message = f"“{shown}” is an entity for {meant}{more}"
        yield Finding(edits[0].start, edits[-1].end, message, fix, count=len(edits))


def _found(doc: Document) -> Iterator[tuple[Edit, Safety]]:
    for _, group in groupby(outside(doc, ENTITY), key=lambda match: doc.row(match.start())):
        first, *others = group
        if not is_about_encodings(doc, *first.span()):
            yield from _needless(doc, [first, *others])


def _needless(doc: Document, matches: list[re.Match[str]]) -> Iterator[tuple[Edit, Safety]]:
    for match in matches:
        character = character_of(match["name"])
        if match.start() < doc.body_start or not character or character in _NEEDED:
            continue
        if character == "\xa0":
            yield Edit(*match.span(), " "), "unsafe"
        elif character.isprintable() and not character.isspace():
            yield Edit(*match.span(), character), "safe"
