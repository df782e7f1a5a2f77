"""Which legacy encoding the bytes of a file are in: chardet names candidates, the text that they give decides."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

from ._repair.oddity import oddity

_HIGH = re.compile(rb"[\x80-\xff]+")
_PLACES = 2000
"""Stretches of a text that are enough to judge a candidate by."""

_RIVAL = 0.5
"""A candidate with less than this share of the best one's confidence is none."""

_NATURAL = 0.1
_ODDER = 0.5
"""Mean oddity per stretch: natural text has next to none, and a wrong codec clearly more than the right one."""

_SURE = 0.8
"""The confidence from which chardet may be believed on multi-byte encodings; theirs is high when it is right."""


@dataclass(frozen=True, slots=True)
class Guess:
    """codec: as Python names it; empty when nothing fits. certain: whether no rival gives another text."""

    codec: str
    certain: bool


def installed() -> bool:
    """Whether chardet, the extra `detect`, is there."""
    try:
        import chardet  # noqa: F401
    except ImportError:
        return False
    return True


def _candidates(raw: bytes) -> list[tuple[str, float]]:
    """Codecs that decode all of `raw`, the likeliest first, with chardet's confidence."""
    import chardet

    found: list[tuple[str, float]] = []
    answers: list[Any] = list(chardet.detect_all(raw))
    for answer in answers:
        try:
            name = codecs.lookup(str(answer["encoding"])).name
            raw.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
        if name not in ("utf-8", "ascii") and name not in (known for known, _ in found):
            found.append((name, float(answer["confidence"] or 0)))
    return found


def _mean_oddity(raw: bytes, text: str) -> float:
    """How odd the decoded stretches are, on average. `text` has one character for each byte."""
    total, places = 0.0, 0
    for match in _HIGH.finditer(raw):
        start, end = match.span()
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        total += min(oddity(text[start:end], before, after), 4.0)
        places += 1
        if places == _PLACES:
            break
    return total / max(places, 1)


def guess(raw: bytes) -> Guess:
    """The encoding that the high bytes of `raw` are most likely in. Needs chardet; raises ImportError without it."""
    candidates = _candidates(raw)
    if not candidates:
        return Guess("", False)
    best, confidence = candidates[0]
    text = raw.decode(best)
    if len(text) < len(raw):
        return Guess(best, confidence >= _SURE and text.encode(best, "replace") == raw)
    judged = []
    for rank, (name, likely) in enumerate(candidates):
        decoded = raw.decode(name)
        if likely >= _RIVAL * confidence and len(decoded) == len(raw):
            judged.append((_mean_oddity(raw, decoded), rank, name, decoded))
    first = min(judged)
    natural = first[0] <= _NATURAL
    alone = all(other[3] == first[3] or other[0] >= first[0] + _ODDER for other in judged)
    return Guess(first[2], natural and alone)
