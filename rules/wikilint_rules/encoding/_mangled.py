"""What U+FEFF and U+FFFD look like where their UTF-8 was read with another encoding: nothing else looks like that."""

from __future__ import annotations

import re

from wikilint.rule import Document, fact, pattern

from ._census import unusual
from ._text import Subject

BOM, LOST = "\ufeff", "\ufffd"

MANGLED = {
    BOM: {
        "ÃƒÂ¯Ã‚Â»Ã‚Â¿": "windows-1252", "Ã¯Â»Â¿": "windows-1252", "ï»¿": "windows-1252", "ď»ż": "windows-1250",
        "п»ї": "windows-1251", "ο»Ώ": "windows-1253", "ן»¿": "windows-1255", "ï»؟": "windows-1256",
        "ļ»æ": "windows-1257", "ďťż": "iso-8859-2", "Ôªø": "mac-roman", "∩╗┐": "cp437", "´╗┐": "cp850",
        "я╗┐": "cp866", "О╩©": "koi8-r",
    },
    LOST: {
        "ÃƒÂ¯Ã‚Â¿Ã‚Â½": "windows-1252", "Ã¯Â¿Â½": "windows-1252", "ï¿½": "windows-1252", "ďż˝": "windows-1250",
        "пїЅ": "windows-1251", "οΏ½": "windows-1253", "ן¿½": "windows-1255", "ï؟½": "windows-1256",
        "ļæ½": "windows-1257", "ï¿œ": "iso-8859-15", "ÔøΩ": "mac-roman", "∩┐╜": "cp437", "´┐¢": "cp850",
        "´┐Ż": "cp852", "я┐╜": "cp866", "О©╫": "koi8-r",
    },
}  # fmt: skip
"""What each became, and the encoding that its UTF-8 was read with, for windows-1252 up to three times over."""

_ABOUT = pattern(
    r"fffd|feff|replacement|unicode|utf|encod|codepage|gbk|mojibake|byte order|\bBOM\b"
    r"|乱码|亂碼|编码|編碼|文字化け|문자 ?깨짐|кодировк",
    re.IGNORECASE,
)
_QUOTES = {
    '"': '"',
    "'": "'",
    "“": "”",
    "‘": "’",
    "«": "»",
    "(": ")",
    "[": "]",
    "|": "|",
    "<": ">",
    "「": "」",
}


def present(doc: Document, character: str) -> list[str]:
    """What a file has a character as, the longest first: a shorter form can be a part of it."""
    there = unusual(doc)
    return [form for form in MANGLED[character] if form[-1] in there and form in doc.text]


def is_shown(doc: Document, start: int, end: int) -> bool:
    """Whether damage is spoken of: it stands alone in quotes, or its line tells about encodings."""
    before, after = doc.text[start - 1 : start], doc.text[end : end + 1]
    if before and _QUOTES.get(before) == after:
        return True
    return is_about(doc, start, end)


def is_about(doc: Document, start: int, end: int) -> bool:
    """Whether a line tells about encodings."""
    return _subject(doc).is_near(doc, start, end)


@fact
def _subject(_: Document) -> Subject:
    return Subject(_ABOUT)


_FORMS = pattern(
    "|".join(sorted((form for forms in MANGLED.values() for form in forms), key=len, reverse=True))
)
_FORMS_ONLY = pattern(f"(?:{_FORMS.pattern})+")


def is_mark(text: str) -> bool:
    """Whether a text is nothing but U+FEFF or U+FFFD read wrongly: rules of their own speak of it."""
    return _FORMS_ONLY.fullmatch(text) is not None


def has_mark(text: str) -> bool:
    """Whether there is such a mark in a text, or the character itself."""
    return BOM in text or LOST in text or _FORMS.search(text) is not None
