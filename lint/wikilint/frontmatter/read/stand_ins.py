"""A view of the text that every YAML parser accepts: as long as the text, and mapped back afterwards."""

from __future__ import annotations

from wikilint.pattern import pattern

_HIDDEN = pattern("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What parsers refuse (controls, U+FEFF, surrogates, …) or take for a line break (NEL, LS, PS)."""
_PRIVATE = pattern("([\U000f0000-\U0010ffff])|\\\\U((?:000[fF]|0010)[0-9a-fA-F]{4})")
_FIRST, _LAST = 0xF0000, 0x10FFFD


class NoRoomError(Exception):
    """The text uses up the private-use planes, so there is nothing left to stand in for what is hidden."""


def safe_view(text: str) -> tuple[str, dict[int, int] | None]:
    """`text` with each character that upsets a parser replaced by one of private use, and the way back.

    The table back is None when nothing had to be replaced. A private-use character that the text itself
    holds, written out or as a `\\U` escape, is never taken. Raises NoRoomError when none is free.
    """
    if not _HIDDEN.search(text):
        return text, None
    hidden = {ord(char) for char in _HIDDEN.findall(text)}
    taken = {int(escape or f"{ord(char):x}", 16) for char, escape in _PRIVATE.findall(text)}
    there: dict[int, int] = {}
    spare = iter(range(_FIRST, _LAST))
    for code in sorted(hidden):
        stand_in = _FIRST + code
        while stand_in in taken:
            stand_in = next(spare, -1)
            if stand_in < 0:
                raise NoRoomError
        taken.add(stand_in)
        there[code] = stand_in
    return text.translate(there), {stand_in: code for code, stand_in in there.items()}
