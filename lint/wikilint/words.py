"""The words that messages share: counts, the name that was probably meant, long text cut short."""

from __future__ import annotations

from collections.abc import Iterable

MAX_QUOTED = 60
"""Code points of a text that a message quotes: more hides what is said about it."""


def count(number: int, noun: str) -> str:
    """`1 file`, `2 files`, `1,000 files`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def closest(name: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The known name that was probably meant, or None; `cutoff` is the least similarity, 0 to 1, as in `difflib`."""
    import difflib

    close = difflib.get_close_matches(name, list(known), n=1, cutoff=cutoff)
    return close[0] if close else None


def shortened(text: str, limit: int = MAX_QUOTED) -> str:
    """`text`, cut to at most `limit` code points; a cut is marked with `…`."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
