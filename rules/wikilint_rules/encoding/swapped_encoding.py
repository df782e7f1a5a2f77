"""Text in a single-byte encoding that was read as another one: “рТЙЧЕФ” for “Привет”, “f¸r” for “für”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, frozen, pattern, rule

from ._census import beyond
from ._mangled import is_about
from ._text import excerpt, outside

_FEW = 5
"""Different words that are no accident."""
_SHARE = 0.9
"""How much of the odd words one mix-up has to explain; two languages on a page are explained by none."""
_SAMPLE = 1500
"""Characters of each of three places of a text that are looked at first: such damage is in all of it."""

_BEYOND = pattern("[^\0-\x7f]+[a-z]?")
"""What the hints are looked for in: on most pages a small part of the text."""


@frozen
class _Family:
    """odd: a word that clean text does not have. word: a word as it should be, when it is read rightly.

    hint: what every odd word has in it, and little else, in characters beyond ASCII and a small letter after them
        (see `_BEYOND`): found in a tenth of the time, or not at all.
    beyond: the same in characters beyond ASCII alone, which most pages have not.
    frequent, share: the letters that the language has most, and how much of a text they are at least.
    swaps: the encoding that was used, and the right one, as Python names them.
    """

    odd: re.Pattern[str]
    hint: re.Pattern[str]
    beyond: re.Pattern[str]
    word: re.Pattern[str]
    frequent: frozenset[str]
    share: float
    swaps: tuple[tuple[str, str], ...]


_CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
_RUSSIAN = pattern("[А-ЯЁІЇЄҐ]?[а-яёіїєґ]+|[А-ЯЁІЇЄҐ]+")
_TOP_CYRILLIC = frozenset("оеаинтсрвл")


_FOUR = "[À-ÿ¸¨³²¿¯]{4}"
_MIXED = "[а-яё][А-Я]{2}|[Ѐ-ӿ][─-▟√■∙¤¦§©¬®«]|[─-▟√■∙][Ѐ-ӿ]"
_SIGN = "[À-ÖØ-ÞŠŽŒŸ‚ƒ„†‡ˆ‰˜¡¢£¤¥¦§¨ª¬¯±²³µ¶¸º¼½¾ﬂﬁ‹›∂∆√∏∫˙˚˝◊]"


@cache
def _families() -> tuple[_Family, ...]:
    return (
        _Family(
            pattern("(?<![A-Za-z\u0100-\u024f])[À-ÿ¸¨³²¿¯]{4,40}(?![A-Za-z\u0100-\u024f])"),
            pattern(_FOUR),
            pattern(_FOUR),
            _RUSSIAN,
            _TOP_CYRILLIC,
            0.45,
            tuple(("cp1252", right) for right in _CYRILLIC),
        ),
        _Family(
            pattern(
                "(?<![Ѐ-ӿ─-▟])(?:[а-яё]{1,30}[А-Я]{2}[А-Яа-я─-▟]{0,30}"
                "|[Ѐ-ӿ]{0,30}[─-▟√]{1,9}[Ѐ-ӿ][Ѐ-ӿ─-▟√■∙№¤]{1,30}|[Ѐ-ӿ]{2,30}[─-▟√■∙][Ѐ-ӿ─-▟√■∙№¤]{0,30}"
                "|[Ѐ-ӿ]{1,30}[─-▟][Ѐ-ӿ─-▟√■∙№¤]{1,30}|[Ѐ-ӿ]{1,30}[¤¦§©¬®«]{1,9}[Ѐ-ӿ][Ѐ-ӿ¤¦§©¬®«]{0,30})"
            ),
            pattern(_MIXED),
            pattern(_MIXED),
            _RUSSIAN,
            _TOP_CYRILLIC,
            0.45,
            tuple((wrong, right) for wrong in _CYRILLIC for right in _CYRILLIC if wrong != right),
        ),
        _Family(
            pattern(f"(?<![A-Za-z])[A-Za-z][a-z]{{0,30}}{_SIGN}[a-z]{{1,30}}"),
            pattern(f"{_SIGN}(?=[a-z])"),
            pattern(_SIGN),
            pattern("[A-Za-zäöüßéèêëàâçñáíóúãõåæøîïôûùœòì]+"),
            frozenset("abcdefghijklmnopqrstuvwxyzäöüßéèàçñáíóúãõåø"),
            0.9,
            tuple(
                swap
                for other in ("mac-roman", "cp850", "cp437")
                for swap in (("cp1252", other), (other, "cp1252"))
            ),
        ),
    )


def _samples(text: str) -> Iterator[str]:
    first = re.search("[^\0-\x7f]", text)
    for start in (first.start() if first else 0, len(text) // 2, len(text) * 3 // 4):
        yield text[start : start + _SAMPLE]


def _read(word: str, wrong: str, right: str) -> str:
    """The word as the right encoding reads its bytes; empty where it has other bytes."""
    try:
        return word.encode(wrong).decode(right)
    except UnicodeError:
        return ""


def _swap(words: set[str], family: _Family) -> tuple[str, str] | None:
    """The one mix-up that makes words of the odd ones."""
    best: tuple[tuple[float, float], tuple[str, str]] | None = None
    for wrong, right in family.swaps:
        read = {word: _read(word, wrong, right) for word in words}
        good = [new for new in read.values() if new and family.word.fullmatch(new)]
        if len(good) < _SHARE * len(words):
            continue
        letters = "".join(good).lower()
        share = sum(map(family.frequent.__contains__, letters)) / max(len(letters), 1)
        rank = len(good) / len(words), share
        if share >= family.share and (best is None or rank > best[0]):
            best = rank, (wrong, right)
    return best[1] if best else None


@rule("swapped-encoding", severity="warning", gate=NON_ASCII)
def swapped_encoding(doc: Document) -> Findings:
    """Text in a single-byte encoding that was read as another one: “рТЙЧЕФ” for “Привет”, “f¸r” for “für”.

    Files from before UTF-8 do not record their encoding. Cyrillic in koi8-r that is read as windows-1251 becomes
    words with a small first letter and capitals after it; windows-1251 read as windows-1252 becomes “Ïðèâåò”.
    German or French from an old Mac or DOS has symbols and capitals in the middle of words. The words, their case
    and their letters show which encodings were confused. One finding per file.

    Example: `Ïðèâåò, ýòî îáû÷íûé òåêñò` is `Привет, это обычный текст`.

    The rule ignores code, and text with fewer than five such words or where no pair of encodings explains nine out
    of ten of them.

    Fix safety: display only. The fix shows what the words were. Convert the original file, if it still exists.
    """
    runs = beyond(doc)
    for family in _families():
        if not family.beyond.search(runs):
            continue
        parts = ((part, " ".join(_BEYOND.findall(part))) for part in _samples(doc.text))
        if not any(family.hint.search(hints) and family.odd.search(part) for part, hints in parts):
            continue
        found = list(outside(doc, family.odd))
        words = {match.group() for match in found}
        if len(words) < _FEW or not (swap := _swap(words, family)):
            continue
        edits = [
            Edit(*match.span(), new)
            for match in found
            if (new := _read(match.group(), *swap)) and family.word.fullmatch(new)
        ]
        first = edits[0]
        if is_about(doc, first.start, first.end):
            continue
        shown = excerpt(doc.text[first.start : first.end], 24)
        message = f"“{shown}” is “{excerpt(first.content, 24)}” and {len(edits) - 1} more words: "
        message += f"{_name(swap[1])} read as {_name(swap[0])}"
        fix = Fix(f"Read as {_name(swap[1])}", *edits, safety="display")
        yield Finding(first.start, first.end, message, fix, count=len(edits))


def _name(codec: str) -> str:
    return re.sub("^cp(?=125)", "windows-", codec)
