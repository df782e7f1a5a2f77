"""HTML entities that were escaped twice, or that name no character."""

from __future__ import annotations

import re
from html.entities import html5
from itertools import groupby

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule

from ._escapes import is_about_encodings
from ._text import keeps_block, outside

_NAME = r"(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31})"
_TWICE = re.compile(rf"&(?:amp;)+(?P<name>{_NAME});")
_HALVES = re.compile(
    r"&#(?:5529[6-9]|55[3-9]\d\d|56[0-2]\d\d|5631\d);&#(?:5632\d|563[3-9]\d|56[4-9]\d\d|57[0-2]\d\d|573[0-3]\d|5734[0-3]);"
)
_C1 = re.compile(r"&#(?:1(?:2[89]|[345]\d)|[xX][89][0-9a-fA-F]);")
_ENTITY = re.compile(rf"&(?P<name>{_NAME});")
_NEEDED = frozenset("&<>\"'`*_[]\\|#~!=:{}()+-.@/^$\xa0\u200b\u200c\u200d\u200e\u200f\u2060\xad")
"""Characters that are written as an entity for a reason: they mean something to Markdown or HTML, or are not seen."""


def character_of(name: str) -> str:
    """The character that `#233`, `#xE9` or `eacute` names; empty for none."""
    if not name.startswith("#"):
        return html5.get(f"{name};", "")
    number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    usable = 0x20 <= number <= 0x10FFFF and not 0x7F <= number < 0xA0 and not 0xD800 <= number < 0xE000
    return chr(number) if usable else ""


def _is_twice(text: str, match: re.Match[str]) -> bool:
    """Whether an escaped entity is in the midst of words; on its own it is shown on purpose."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if not character_of(match["name"]):
        return False
    if before.isalnum() or after.isalnum():
        return True
    capitals = text[match.end() + 1 : match.end() + 2].isupper() and bool(
        re.search(r"[A-Z]\w{0,30} \Z", text[max(0, match.start() - 33) : match.start()])
    )
    return match["name"] == "amp" and before == after == " " and capitals


def _damage(doc: Document) -> list[tuple[Edit, str]]:
    found: list[tuple[Edit, str]] = []
    for match in outside(doc, _TWICE):
        if _is_twice(doc.text, match) and not is_about_encodings(doc.line(doc.row(match.start()))):
            found.append((Edit(*match.span(), f"&{match['name']};"), "escaped twice"))
    for match in outside(doc, _HALVES):
        high, low = (int(number) for number in re.findall(r"\d+", match.group()))
        char = chr(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00)
        found.append((Edit(*match.span(), char), "two halves of a character"))
    for match in outside(doc, _C1):
        number = match.group()[2:-1]
        byte = int(number[1:], 16) if number[0] in "xX" else int(number)
        meant = bytes([byte]).decode("cp1252", "ignore")
        if meant:
            found.append((Edit(*match.span(), meant), "a number of windows-1252, not of Unicode"))
    return sorted(found)


def _needless(doc: Document) -> list[tuple[Edit, str]]:
    found = []
    for match in outside(doc, _ENTITY):
        char = character_of(match["name"])
        if match.start() >= doc.body_start and char and char not in _NEEDED and char.isprintable():
            found.append((Edit(*match.span(), char), "an entity for a plain character"))
    return found


@rule("html-entity", severity="warning", needs=(b"&amp;", b"&#"))
def html_entity(doc: Document, *, needless: bool = False) -> Findings:
    """An HTML entity that was escaped twice, or that names no character.

    `&amp;eacute;` is shown as “&eacute;”: a program escaped what was escaped already. `&#146;` is a number of
    windows-1252, and `&#55357;&#56832;` an emoji in two halves: neither is a character of Unicode. Each line
    is one finding. With `--unsafe-fixes` one layer of escaping is left, or the character itself.

    Example: `AT&amp;amp;T` becomes `AT&amp;T`.

    Silent on every other entity (they are normal in Markdown), in code, and where an entity is shown on its own,
    as a manual of HTML does.

    needless: also report entities for which the character could stand as well, such as `&eacute;`.
    """
    found = _damage(doc)
    if needless:
        taken = {edit.start for edit, _ in found}
        found = sorted(found + [each for each in _needless(doc) if each[0].start not in taken])
    for (_, what), group in groupby(found, key=lambda each: (doc.row(each[0].start), each[1])):
        edits = [edit for edit, _ in group]
        first = edits[0]
        fix = Fix("Unescape", *edits, safety="unsafe") if keeps_block(doc, edits) else None
        message = f"“{doc.text[first.start : first.end]}” is {what}: “{first.content}” is meant"
        yield Finding(first.start, edits[-1].end, message, fix, count=len(edits))
