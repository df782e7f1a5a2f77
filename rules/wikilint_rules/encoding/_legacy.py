"""Which legacy encoding the bytes of a file are in: chardet names candidates, the text that they give decides."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Any

from wikilint.rule import frozen, pattern

from ._repair.oddity import oddity

_HIGH = pattern(rb"[\x80-\xff]+")
_PLACES = 2000
"""Stretches of a text that are enough to judge a candidate by."""

_EAST_ASIAN = pattern("[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef–—―…‘’“”·×\x00-\x7f]*")

_PANEL = frozenset({
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp437", "cp850", "cp852",
    "cp866", "koi8-r", "koi8-u", "iso8859-1", "iso8859-2", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8",
    "iso8859-9", "iso8859-15", "mac-roman", "mac-cyrillic", "tis-620",
})  # fmt: skip
"""One-byte encodings that texts are found in; the others that chardet knows would only make it doubtful."""

_CANDIDATE, _RIVAL = 0.7, 0.9
"""Shares of a confidence: less than that of the best one's is no candidate, of the chosen one's no rival to it."""

_NATURAL, _ODDER, _ODD = 0.15, 0.25, 0.6
"""Mean oddity per stretch: natural text has next to none, and a wrong codec clearly more than the right one.

Languages with letters that the measure thinks rare need a wider gap.
"""

_FEW = 4
"""High bytes that are enough to tell other encodings than windows-1252, by far the most frequent one."""

_SURE = 0.5
"""chardet's confidence from which a multi-byte encoding is believed, if every character it gives is East Asian."""

_APOSTROPHES = pattern(
    rb"(?<=[A-Za-z])\x92(?:s|t|d|m|re|ve|ll)(?![A-Za-z\x80-\xff])|(?<![A-Za-z0-9\x80-\xff])[\x91\x93](?=[A-Za-z0-9])"
    rb"|(?<=[A-Za-z0-9.,!?])[\x92\x94](?![A-Za-z0-9\x80-\xff])|(?<= )[\x96\x97](?= )|(?<=[A-Za-z.])\x85(?![\x80-\xff])"
)
"""What windows-1252 writes in English text for ’ “ ” – — and …; no other code page has letters in these places."""

_RARE_CYRILLIC = frozenset("ЂЃЅЈЉЊЋЌЏђѓѕјљњћќџ")
"""Letters of Serbian and Macedonian: windows-1251 and mac-cyrillic differ in little else."""


_CZECH, _NOT_CZECH = frozenset("ěřů"), frozenset("ąľ")
"""Letters of Czech, and what its “š” and “ž” in iso8859-2 are in windows-1250: letters of Polish and Slovak."""


@frozen
class Guess:
    """codec: as Python names it; empty when nothing fits. certain: whether no rival gives another text."""

    codec: str
    certain: bool

    @property
    def name(self) -> str:
        return re.sub("^cp(?=125)", "windows-", self.codec)


def only_punctuation(raw: bytes) -> bool:
    """Whether every high byte of a file stands where windows-1252 has the punctuation of English text."""
    return len(_APOSTROPHES.findall(raw)) == len(_HIGH.findall(raw))


def installed() -> bool:
    """Whether chardet, the extra `detect`, is there."""
    try:
        import chardet  # noqa: F401
    except ImportError:
        return False
    return True


def _candidates(raw: bytes) -> list[tuple[str, float, str]]:
    """Codecs that decode all of `raw`, the likeliest first, with chardet's confidence and the text."""
    import chardet

    found: list[tuple[str, float, str]] = []
    answers: list[Any] = list(chardet.detect_all(raw))
    for answer in answers:
        try:
            name = codecs.lookup(str(answer["encoding"])).name
            text = raw.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
        one_byte = len(text) == len(raw)
        if name not in ("utf-8", "ascii") and (name in _PANEL or not one_byte):
            found.append((name, float(answer["confidence"] or 0), text))
    return found


def _is_written(text: str) -> bool:
    """Whether a text has no C1 control, no unassigned and no private character."""
    return all(char < "\x7f" or unicodedata.category(char) not in ("Cc", "Cn", "Co") for char in set(text))


def _mean_oddity(raw: bytes, text: str) -> float:
    """How odd the decoded stretches are, on average. `text` has one character for each byte."""
    total, places = 0.0, 0
    rare = _RARE_CYRILLIC if _CZECH.isdisjoint(text) else _RARE_CYRILLIC | _NOT_CZECH
    for match in _HIGH.finditer(raw):
        start, end = match.span()
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        strangers = sum(map(rare.__contains__, text[start:end]))
        total += min(oddity(text[start:end], before, after) + 3 * strangers, 4.0)
        places += 1
        if places == _PLACES:
            break
    return total / max(places, 1)


def guess(raw: bytes) -> Guess:
    """The encoding that the high bytes of `raw` are most likely in. Needs chardet; raises ImportError without it."""
    if only_punctuation(raw):
        return Guess("cp1252", True)
    candidates = _candidates(raw)
    if not candidates:
        return Guess("", False)
    best, confidence, text = candidates[0]
    if len(text) < len(raw):
        agreed = all(other == text for _, likely, other in candidates if likely >= _RIVAL * confidence)
        return Guess(best, agreed and confidence >= _SURE and _EAST_ASIAN.fullmatch(text) is not None)
    judged = [
        (_mean_oddity(raw, decoded), rank, name, likely, decoded)
        for rank, (name, likely, decoded) in enumerate(candidates)
        if likely >= _CANDIDATE * confidence and len(decoded) == len(raw) and _is_written(decoded)
    ]
    if not judged:
        return Guess(best, False)
    first = min(judged)
    rivals = [each for each in judged if each[4] != first[4] and each[3] >= _RIVAL * first[3]]
    apart = min((each[0] - first[0] for each in rivals), default=_ODD)
    natural = (first[0] <= _NATURAL and apart >= _ODDER) or (first[0] <= _ODD and apart >= _ODD)
    enough = first[2] == "cp1252" or sum(map(len, _HIGH.findall(raw))) >= _FEW
    return Guess(first[2], natural and enough)
