"""Entities of UTF-8 that was read as windows-1252 before it was escaped, and what they stand for."""

from __future__ import annotations

import re

from wikilint.rule import Document, Edit, fact, pattern, replace

from ._entities import ENTITY, NAME, character_of, number
from ._mangled import is_shown
from ._text import outside
from ._undo import likely, undone

_LEADS = rb"[A-Za-z](?:circ|tilde|uml|ring|grave|acute|[Ee]lig|cedil|slash)|ETH|eth|THORN|szlig|times"
_GATE = pattern(
    rb"&(?:#(?:[xX]0{0,2}[c-fC-F][0-9a-fA-F]|19[4-9]|2[0-4][0-9])|" + _LEADS + rb");(?:&|[\xc2-\xf4])"
)
"""The first character of a UTF-8 sequence as an entity, and another one after it."""
_RUN = pattern(rf"(?:&{NAME};|[^\0-\x7f])+")


@fact
def misread_entities(doc: Document) -> tuple[tuple[Edit, int], ...]:
    """What replaces each stretch of them, and how many wrong characters it has."""
    if not _GATE.search(doc.raw):
        return ()
    found: list[tuple[Edit, int]] = []
    for match in outside(doc, _RUN):
        if "&" not in match.group() or is_shown(doc, *match.span()):
            continue
        text = ENTITY.sub(_byte_or_character, match.group())
        result = "" if any(map(str.isascii, text)) else undone(text)
        if result:
            found.append((Edit(*match.span(), result), len(text)))
    sound = likely(edit.content for edit, _ in found)
    return tuple(
        (replace(edit, content=edit.content.replace("\xa0", "&nbsp;")), length)
        for edit, length in found
        if edit.content in sound
    )


def _byte_or_character(match: re.Match[str]) -> str:
    """The character of an entity; a number of windows-1252 is one of a byte here."""
    name = match["name"]
    if name.startswith("#") and 0x80 <= number(name) < 0xA0:
        return chr(number(name))
    return character_of(name) or match.group()
