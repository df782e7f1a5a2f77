"""C1 control characters: punctuation of windows-1252 that was read as latin-1."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, pattern, rule

from ._census import unusual
from ._flood import one_for_many
from ._spans import in_mojibake
from ._text import around, is_outside, spares_frontmatter

_C1 = pattern("[\x80-\x9f]")
_NEL = "\x85"
_NEVER_INSIDE = frozenset("‡†ˆ‰•˜")
"""Signs of windows-1252; a hole in it is no sign, as “ª” is none."""
_NAMES = {"cp1252": "windows-1252", "mac_roman": "Mac Roman"}


def ends_lines(text: str) -> bool:
    r"""Whether U+0085 ends the lines of a text, as it does in text from mainframes; else it is a lost “…”.

    One alone ends no lines, and what goes on with a space after it is a sentence.
    """
    breaks = text.count(_NEL)
    return breaks > 1 and breaks > text.count("\n") + text.count("\r") and 2 * text.count(f"{_NEL} ") < breaks


def _meant(character: str, codec: str) -> str:
    """What a codec has at this place, or nothing where it has none."""
    return character.encode("latin-1").decode(codec, "ignore")


def _codec(text: str, places: Sequence[int]) -> str:
    """Mac Roman where windows-1252 has signs that no word has inside it, and Mac Roman has a letter each time."""
    inside = [at for at in places if text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()]
    is_odd = any(_meant(text[at], "cp1252") in _NEVER_INSIDE for at in inside)
    is_mac = all(_meant(text[at], "mac_roman").islower() for at in places)
    return "mac_roman" if is_odd and is_mac else "cp1252"


@rule("c1-control", severity="warning", gate=NON_ASCII)
@one_for_many
@spares_frontmatter
def c1_control(doc: Document) -> Findings:
    """A C1 control character, U+0080 to U+009F: windows-1252 that was read as latin-1.

    These codes are not used in text, but windows-1252 has its quotes, dashes, “€” and “…” there. They are invisible
    on screen, and YAML rejects some of them. One finding per line.

    Example: `don<U+0092>t` becomes `don’t`.

    Where windows-1252 would have a symbol inside a word, as “‡” in `Coatl<U+0087>n`, and Mac Roman has letters
    everywhere, it was Mac Roman (“Coatlán”).

    The rule ignores those that are part of UTF-8 read as another encoding (see `mojibake`), and U+0085 where it
    ends the lines of a text (see `line-separator`).

    Fix safety: unsafe. The fix writes the character that windows-1252 or Mac Roman has at that code. It is nearly
    always the right one, but another code page may have been used. Five of the codes have no character in
    windows-1252 and no fix.
    """
    if not _C1.search(unusual(doc)):
        return
    breaks = ends_lines(doc.text)
    found = (match for match in _C1.finditer(doc.text) if not (breaks and match.group() == _NEL))
    own = [match for match in found if not in_mojibake(doc, match.start()) and is_outside(doc, match)]
    if not own:
        return
    codec = _codec(doc.text, [match.start() for match in own])
    name = _NAMES[codec]
    for _, group in groupby(own, key=lambda match: doc.row(match.start())):
        line = list(group)
        edits = [Edit(*match.span(), _meant(match.group(), codec)) for match in line]
        fix = None
        if all(edit.content for edit in edits):
            shown = " ".join(dict.fromkeys(edit.content for edit in edits))
            fix = Fix(f"Read as {name}: {shown}", *edits, safety="unsafe")
        codes = ", ".join(dict.fromkeys(f"U+{ord(match.group()):04X}" for match in line[:8]))
        where = around(doc, edits[0].start, edits[0].end)
        message = f"control character {codes} in “{where}”: {name} read as latin-1"
        yield Finding(edits[0].start, edits[-1].end, message, fix, count=len(line))
