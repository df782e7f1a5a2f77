"""Where the mojibake of a file is: that damage is reported by its own rule, and by no other."""

from __future__ import annotations

from bisect import bisect_right

from wikilint.rule import Document, fact, pattern

from ._census import beyond, characters


@fact
def _spans(doc: Document) -> tuple[list[int], list[int], list[bool]]:
    """Starts and ends of the damage, in order, and whether something can be done about each."""
    from ._repair.gate import may_look_damaged

    if not may_look_damaged(doc.text, beyond(doc), characters(doc)):
        return [], [], []
    from ._repair.engine import repair

    spans = sorted((each.start, each.end, each.tier != "display") for each in repair(doc.text))
    return [start for start, *_ in spans], [end for _, end, _ in spans], [does for *_, does in spans]


_C1_OF_1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
LATIN_TAILS = f"[\x80-\xbf{_C1_OF_1252}]"
"""What a byte inside a UTF-8 sequence is in latin-1 or windows-1252."""

_LATIN = pattern(f"[Â-ß]{LATIN_TAILS}|[à-ï]{LATIN_TAILS}{{2}}|[ð-ô]{LATIN_TAILS}{{3}}")
_REACH = 3
"""Characters that a sequence can begin before its last one."""


def latin_byte(char: str) -> int:
    """The byte of a character in latin-1, or else in windows-1252."""
    return ord(char) if char <= "\xff" else char.encode("cp1252")[0]


def in_mojibake(doc: Document, start: int) -> bool:
    """Whether the character at `start` is, or may be, a part of UTF-8 that was read with the wrong codec.

    Whatever looks like such a sequence in windows-1252 is left to the rules for it: no other rule takes a byte of it.
    Expensive where a text has much of it: ask only for characters that would be reported.
    """
    begin = max(0, start - _REACH)
    for match in _LATIN.finditer(doc.text, begin, start + _REACH + 1):
        if match.end() > start:
            return True
    return _covering(doc, start) is not None


def is_repaired(doc: Document, start: int) -> bool:
    """Whether the rule mojibake has a fix for the character at `start`."""
    return _covering(doc, start) is True


def _covering(doc: Document, start: int) -> bool | None:
    """Whether the damage that `start` is in has a fix, or None where it is in none."""
    starts, ends, fixable = _spans(doc)
    at = bisect_right(starts, start) - 1
    return fixable[at] if at >= 0 and start < ends[at] else None
