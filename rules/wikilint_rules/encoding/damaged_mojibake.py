"""Mojibake that was damaged once more: quotation marks made straight, characters dropped, the end cut off."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import groupby, product
from typing import NamedTuple

from wikilint.rule import Document, Edit, Finding, Findings, Fix, Safety, pattern, rule

from ._flood import one_for_many
from ._mangled import is_shown
from ._spans import LATIN_TAILS, is_repaired, latin_byte
from ._text import excerpt, spares_frontmatter

_GATE = pattern(rb"\xc3(?:\xa2(?:[\"']|[\xc2\xc5\xcb\xe2]|\Z)|\xb0(?:\xc5\xb8|\Z)|\x83(?:[a-z]|\Z))")

_STRAIGHT = {"'": (0x91, 0x92), '"': (0x93, 0x94)}
"""The bytes that windows-1252 has “‘ ’” and “ “ ” ” for, which word processors and editors make straight."""
_TAIL = rf"(?:{LATIN_TAILS}|[\"'])"
_QUOTED = pattern(rf"â(?=.?[\"']){_TAIL}{{2}}|ðŸ(?=.?[\"']){_TAIL}{{2}}")

_EVERYDAY = frozenset(
    "—–→↑↓↔─└├│┌┐┘┬┴┼┤═║╔╗╚╝☑✓✔░▒❓❔❌🎓🤔😑😒😓😔🍓🍔"
    "📁📂📃📄📅📆📈📉📊📋📌📍📎📐📖📚📜📝📞📡📢📣📤📥📦📧📨📩📫📬📱📷📸📹📺"
    "🔀🔁🔄🔊🔋🔌🔍🔎🔐🔑🔒🔓🔔🔖🔗🔙🔝🔥🔧🔨🔬🔮🔴🔵🔶🔷🔸🔹🔺🔻"
    "👀👆👇👈👉👋👌👍👎👏👤👥👨👩👻💀💎💔💙💚💛💜💡💥💪💫💬💯💰💻💼💾"
)
"""What the pages of the corpora have, and its like; of two readings the one that is none of these does not fit."""
_OFTEN = {frozenset("→↑"): "→"}
"""Where both are everyday characters, the one that is more than fifty times as frequent (352 pages to 4)."""
_DASHES = frozenset("—–")

# Patterns that begin with one character are those that `re` scans for without trying.
_CLOSING = pattern(rf"â(?<=[\w.,!?;:…)\]]â)(?<!ƒâ)€(?!{_TAIL})(?=[\s.,;:!?)\]*_-])")
_ACUTE_I = pattern("Ã(?<=[a-z]Ã)(?=[a-z])")
_CUT = pattern(rf"(?:ðŸ?{LATIN_TAILS}?|â€?|(?<=[a-z])Ã)\Z")
_CUT_AT = 4
"""Characters at the end of a text that a cut-off sequence takes."""


class _Place(NamedTuple):
    start: int
    end: int
    readings: tuple[str, ...]
    cause: str


def _readings(text: str, match: re.Match[str]) -> tuple[str, ...]:
    """The everyday characters that a run with straight quotes can be; one where it can be only that."""
    old = match.group()
    choices = [_STRAIGHT.get(char) or (latin_byte(char),) for char in old]
    fits = []
    for values in product(*choices):
        try:
            char = bytes(values).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if len(char) == 1 and char in _EVERYDAY:
            fits.append(char)
    if _DASHES.issuperset(fits) and fits:
        return _dash(text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])
    often = _OFTEN.get(frozenset(fits))
    return (often,) if often else tuple(dict.fromkeys(fits))


def _dash(before: str, after: str) -> tuple[str, ...]:
    """A span of numbers has the shorter dash; between words or spaces the longer one is three times as frequent."""
    if before.isdigit() and after.isdigit():
        return ("–",)
    return (
        ("—",) if before.isalpha() == after.isalpha() and before.isspace() == after.isspace() else ("—", "–")
    )


def _places(doc: Document) -> Iterator[_Place]:
    text = doc.text
    for match in _QUOTED.finditer(text):
        is_quoted = match.group() == 'â""' and text[match.start() - 1 : match.start()].strip("|│ \t\r\n")
        if not is_quoted and (readings := _readings(text, match)):
            yield _Place(*match.span(), readings, "with straight quotes")
    for match in _CLOSING.finditer(text):
        yield _Place(*match.span(), ("”",), "of which the last character was dropped")
    for match in _ACUTE_I.finditer(text):
        yield _Place(*match.span(), ("í",), "of which the soft hyphen was dropped")
    for match in _CUT.finditer(text, max(0, len(text) - _CUT_AT)):
        if match.group() in ("â€", "ðŸ", "Ã") or len(match.group()) > 2:
            yield _Place(*match.span(), (), "cut off at the end of the text")


@rule("damaged-mojibake", severity="error", gate=_GATE, protected=True, deletes=8)
@one_for_many
@spares_frontmatter
def damaged_mojibake(doc: Document) -> Findings:
    """Mojibake that was damaged again and cannot be undone exactly: `â†'` for “→”.

    UTF-8 read as windows-1252 turns “→” into `â†’`. Then an editor made the quotation mark straight, a program
    dropped what it could not display (`â€` for “””, `compatÃvel` for “compatível”), or the text was cut off.
    `mojibake` can prove nothing there; this rule says what the original probably was.

    Example: `â"œâ"€â"€ src` becomes `├── src`.

    The rule ignores damage quoted on its own, lines that mention encodings, and places where no everyday character
    fits.

    Fix safety: unsafe where exactly one everyday character fits and no other damage follows. Display only where two
    fit, such as “✓” and “✔”. Text that was cut off has no fix.
    """
    places = sorted(set(_places(doc)))
    found = [
        each
        for each in places
        if not is_repaired(doc, each.start) and not is_shown(doc, each.start, each.end)
    ]
    starts = {each.start for each in found}
    for (_, cause, readings), group in groupby(found, key=lambda each: _kind(doc, each, starts)):
        line = list(group)
        first = line[0]
        old = doc.text[first.start : first.end]
        edits = [Edit(each.start, each.end, each.readings[0]) for each in line if each.readings]
        safety: Safety = "unsafe" if readings == 1 else "display"
        fix = Fix("Write what it was", *edits, safety=safety) if edits else None
        is_what = f" is {' or '.join(f'“{char}”' for char in first.readings)}" if first.readings else ""
        more = f" and {len(line) - 1} more" if len(line) > 1 else ""
        message = f"“{excerpt(old)}”{is_what}{more}: UTF-8 read as windows-1252, {cause}"
        yield Finding(first.start, line[-1].end, message, fix, count=len(line))


_LEAD = pattern("[Â-ô\ufffd\udc80-\udcff]")


def _kind(doc: Document, place: _Place, starts: Container[int]) -> tuple[int, str, int]:
    """What the places of one finding share: the line, the cause, and how many readings there are; none is sure where
    more damage follows that nothing explains."""
    follows = place.end not in starts and _LEAD.match(doc.text, place.end)
    return doc.row(place.start), place.cause, 2 if follows else len(place.readings)
