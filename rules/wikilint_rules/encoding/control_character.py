"""Control characters in a text."""

from __future__ import annotations

import re
from itertools import groupby

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule

from ._census import unusual
from ._flood import one_for_many
from ._text import STRAY, outside, spares_frontmatter
from .seven_bit_encoding import KOREAN

# In one class, so that the search can skip. A form feed at the start of a line is an old page break.
_CONTROLS = pattern(
    "(?P<colour>\x1b\\[[0-9;]{0,20}[A-Za-z])|(?P<feed>\x0c)"
    "|(?P<shift>\x1b\\$[@B](?:[!-~]{2})++\x1b\\([BJ])|[\x00-\x08\x0b\x0e-\x1f\x7f]+"
)

_MEANT = {"\x0b": " ", "\x1e": "-", "\x1f": "\u00ad"}
"""What Word writes these for: a line break within a paragraph, a hyphen that does not break, a soft hyphen."""

_NAMES = {
    "\0": "NUL", "\x07": "BEL", "\x08": "backspace", "\x0b": "vertical tab", "\x1a": "substitute", "\x1b": "escape",
    "\x7f": "delete",
}  # fmt: skip


def _shown(characters: str) -> str:
    names = dict.fromkeys(
        f"U+{ord(char):04X}" + (f" ({_NAMES[char]})" if char in _NAMES else "") for char in characters
    )
    return ", ".join(list(names)[:4])


_SUBSTITUTE = "\x1a"


def _marks_loss(match: re.Match[str]) -> bool:
    """Whether it is a U+001A amid a text: programs write one for a character that they cannot. Last, it ends a file."""
    return _SUBSTITUTE in match.group() and bool(match.string[match.end() :].strip())


def _replacement(match: re.Match[str]) -> str:
    if match["colour"] or match["feed"]:
        return ""
    text, start, end = match.string, match.start(), match.end()
    between = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
    return _MEANT.get(match.group(), "") if between else ""


def _is_page_break(doc: Document, match: re.Match[str]) -> bool:
    return bool(match["feed"]) and doc.line_start(match.start()) == match.start()


@rule("control-character", severity="warning", deletes=16)
@one_for_many
@spares_frontmatter
def control_character(doc: Document) -> Findings:
    """A control character (NUL, backspace, escape and the like), which does not belong in text.

    They come from word processors, terminals and broken exports. YAML rejects frontmatter that contains one, and a
    search does not find the word it is in. Terminal colors are one finding together with their codes. One finding
    per line.

    Example: `ef<U+0008>fect` becomes `effect`.

    The rule ignores tabs, line breaks, a form feed at the start of a line (a page break), UTF-16, and ISO-2022-JP
    and ISO-2022-KR (see `seven-bit-encoding`).

    Fix safety: unsafe, because it is not known which program left them. They are removed; those that Word writes
    for a space or a hyphen are replaced by one. A U+001A in the middle of a text has no fix: it marks a character
    that was lost.
    """
    if not _CONTROLS.search(unusual(doc)):
        return
    if (b"\0" in doc.raw and STRAY.search(doc.text)) or KOREAN in doc.raw:
        return
    found = (
        match for match in outside(doc, _CONTROLS) if not match["shift"] and not _is_page_break(doc, match)
    )
    for _, group in groupby(found, key=lambda match: doc.row(match.start())):
        line = list(group)
        edits = [Edit(*match.span(), _replacement(match)) for match in line]
        lost = any(map(_marks_loss, line))
        fix = None if lost else Fix("Remove them", *edits, safety="unsafe")
        if all(match["colour"] for match in line):
            message = "color codes of a terminal in the text"
        else:
            controls = "".join(match.group()[:1] if match["colour"] else match.group() for match in line)
            message = f"control character {_shown(controls)} in the text"
            message += ", where a character was lost" if lost else ""
        yield Finding(line[0].start(), line[-1].end(), message, fix, count=len(line))
