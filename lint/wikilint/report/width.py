"""Text in columns of a terminal: how wide it is, how it is cut and wrapped."""

from __future__ import annotations

from wikilint.pattern import pattern

_NARROW = pattern(
    r"[ -~\xa1-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0481\u048a-\u0526\u2010-\u2027\u2030-\u205e€→⏎│]*"
)
"""Text of one column a character: nearly everything in Latin, Greek and Cyrillic. The rest is looked up."""


def _is_narrow(text: str) -> bool:
    return text.isascii() or _NARROW.fullmatch(text) is not None


def cells(text: str) -> int:
    """The columns that `text` takes: two for a wide character, none for one that joins the one before it."""
    if _is_narrow(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, room: int) -> str:
    """`text` in at most `room` columns; where something is cut off, it ends in `…`."""
    if cells(text) <= room:
        return text
    if _is_narrow(text):
        return f"{text[: room - 1]}…" if room > 0 else ""
    from rich.cells import set_cell_size

    return f"{set_cell_size(text, room - 1).rstrip()}…" if room > 0 else ""


def wrapped(text: str, width: int, indent: int) -> list[str]:
    """`text` in lines of at most `width` columns, broken at spaces only; all but the first are indented.

    A word that is wider than a line stays whole: half a path or command helps nobody.
    """
    if cells(text) <= width:
        return [text]
    indented = len(text) - len(text.lstrip(" "))
    first, *words = text.split(" ")[indented:]
    lines, line = [], " " * indented + first
    used = cells(line)
    for word in words:
        length = cells(word)
        if used + 1 + length > width:
            lines.append(line)
            line, used = " " * indent + word, indent + length
        else:
            line += f" {word}"
            used += 1 + length
    return [*lines, line]
