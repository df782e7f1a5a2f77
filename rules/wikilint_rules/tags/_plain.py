"""What the rules ask of every tag: nearly all are plain, and need nothing of what reads the others."""

from __future__ import annotations

from wikilint.rule import pattern

_BLANK = " \t\n\xa0\u3000"
_BLANKS = pattern(r"[ \t\n]+")
_BLANK_INSIDE = pattern(r"(?<=[(\[]) | (?=[)\],;])")

_SIGN = pattern("[*•▪‣◦●:<\U0001f1e6-\U0001f1ff\U0001f3f3\U0001f3f4]|undefined|\\A[ \t\xa0]*-|[.][a-zA-Z]{3}")
"""What one of the signs of residue begins with: nearly every tag has none, and is done with at once."""


def has_sign(text: str) -> bool:
    """Whether a trimmed tag of one line may hold residue, see `_residue`."""
    return _SIGN.search(text) is not None


def trim(text: str) -> str:
    """A text without the blanks at its edges.

    A no-break space at the end stays behind a letter that is not ASCII: in damaged text both are one letter
    (`voil\u00c3\u00a0` is `voil\u00e0` read as Latin-1), and what is cut off there is lost.
    """
    text = text.lstrip(_BLANK)
    stripped = text.rstrip(_BLANK)
    return stripped if stripped.isascii() or stripped[-1].isascii() else text.rstrip(" \t\n\u3000")


def tidy(text: str) -> str:
    """A tag on one line, with single blanks, and none at its edges or just inside a bracket."""
    return _BLANK_INSIDE.sub("", trim(_BLANKS.sub(" ", text)))
