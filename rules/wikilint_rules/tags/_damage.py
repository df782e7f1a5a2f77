"""Whether the encoding of a tag looks broken: then the rule for that has to go first."""

from __future__ import annotations

import re

_RUN = re.compile(r"[^\0-\x7f]{2,}+")
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffd]")

_CODECS = ("cp1252", "cp1250", "cp1251", "latin-1", "mac_roman", "cp437", "cp850", "cp866", "koi8_r")
"""What UTF-8 is most often mistaken for. A list to be careful by, not one to repair with."""


def holds_controls(value: str) -> bool:
    """Whether a tag holds characters that only an escape could write, if it were written anew.

    In damaged text they are halves of letters; as escapes no one would know them again.
    """
    return _CONTROL.search(value) is not None


def looks_damaged(value: str) -> bool:
    """Whether a tag holds controls, or a run of characters that is UTF-8 when read as another encoding's bytes."""
    return holds_controls(value) or any(_is_utf8(run) for run in _RUN.findall(value))


def _is_utf8(run: str) -> bool:
    for codec in _CODECS:
        try:
            run.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
        return True
    return False
