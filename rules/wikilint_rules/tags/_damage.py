"""Whether the encoding of a tag looks broken: then the rule for that has to go first."""

from __future__ import annotations

from wikilint.rule import pattern

_RUN = pattern(r"[^\0-\x7f]{2,}+")
_CONTROL = pattern("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffd]")

_LATIN = "\u024f"
"""The last of the Latin letters that one-byte encodings have."""

_WINDOWS = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258")
_OTHERS = ("latin-1", "iso8859-2", "iso8859-9", "iso8859-15", "mac_roman", "mac_cyrillic", "koi8_r", "koi8_u")
_CODECS = (*_WINDOWS, *_OTHERS, "cp437", "cp850", "cp852", "cp866")
"""What UTF-8 is mistaken for. A list to be careful by, not one to repair with."""


def holds_controls(value: str) -> bool:
    """Whether a tag holds characters that only an escape could write, if it were written anew.

    In damaged text they are halves of letters; as escapes no one would know them again.
    """
    return _CONTROL.search(value) is not None


def looks_damaged(value: str) -> bool:
    """Whether a tag holds controls, or a run of characters that is UTF-8 when read as another encoding's bytes."""
    return holds_controls(value) or any(not _is_word(run) and _is_utf8(run) for run in _RUN.findall(value))


def _is_word(run: str) -> bool:
    """Whether a run is spelled as words are: `сад` would be UTF-8 in cp866, but damage looks like `тАУ`.

    Two letters beyond ASCII in a Latin word are rare, and often damage: no such run passes.
    """
    word = run.strip("’‘“”«»–—…")
    if len(word) <= 1:
        return not word or word.isalpha()
    return min(word) > _LATIN and word.isalpha() and (word[1:].islower() or word.isupper())


def _is_utf8(run: str) -> bool:
    for codec in _CODECS:
        try:
            run.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
        return True
    return False
