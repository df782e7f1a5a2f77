"""Edits as bytes: what was done to a file, so that it can be done again or told to others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wikilint.value import frozen


@frozen
class Splice:
    """Bytes of a file that were replaced: `old[start:end]` by `new`.

    start_char, end_char: the same place in code points of the decoded text (a byte that is not UTF-8 is one).
    rules: whose fixes did it. safety: `unsafe` if one of them was. proofs: what shows that it is right; not kept in
        journals.
    """

    start: int
    end: int
    new: bytes
    start_char: int
    end_char: int
    rules: tuple[str, ...]
    safety: str
    proofs: tuple[str, ...] = ()


def text(data: bytes) -> str:
    """Bytes as text that JSON can carry: those that are not UTF-8 become lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def data(text: str) -> bytes:
    """The bytes that `text` made text of. Raises UnicodeEncodeError for what it never makes."""
    return text.encode("utf-8", "surrogateescape")


def pack(splice: Splice) -> list[Any]:
    """A splice as JSON has it in a journal."""
    chars = (splice.start_char, splice.end_char)
    return [splice.start, splice.end, text(splice.new), *chars, splice.rules, splice.safety]


def unpack(packed: Sequence[Any]) -> Splice:
    start, end, new, start_char, end_char, rules, safety = packed
    return Splice(start, end, data(new), start_char, end_char, tuple(rules), safety)


def apply(old: bytes, splices: Sequence[Splice]) -> bytes:
    """`old` with every splice carried out.

    Raises ValueError when they are not sorted and disjoint, or reach beyond the bytes.
    """
    parts: list[bytes] = []
    done = 0
    for each in splices:
        if not done <= each.start <= each.end <= len(old):
            raise ValueError(f"bytes {each.start}..{each.end} overlap others or reach beyond the file")
        parts += (old[done : each.start], each.new)
        done = each.end
    return b"".join((*parts, old[done:]))
