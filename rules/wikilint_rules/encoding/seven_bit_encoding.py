"""Text in an encoding that is ASCII to the eye: ISO-2022-JP, ISO-2022-KR and UTF-7."""

from __future__ import annotations

import unicodedata
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from itertools import groupby

from wikilint.rule import Document, Edit, Finding, Findings, Fix, Safety, pattern, rule

from ._anew import switched
from ._escapes import is_about_encodings
from ._flood import one_for_many
from ._text import excerpt, spares_frontmatter

_JAPANESE = pattern(r"\x1b\$[@B](?:[!-~]{2})++(?:\x1b\$[@B](?:[!-~]{2})++){0,9}\x1b\([BJ]")
"""RFC 1468: an escape sequence that switches to JIS X 0208, characters of two bytes, and one that switches back."""
KOREAN = b"\x1b$)C"
"""RFC 1557: the header of a file in ISO-2022-KR."""
_UTF7 = pattern(r"\+(?P<code>[AIB][A-Za-z0-9+/]{2,200})-")
"""RFC 2152: UTF-16 in base64 between `+` and `-`; the letters are those that Latin, Greek, Cyrillic and dashes have."""
_PLACES = 2
"""Places that make UTF-7 certain: one alone may be a name."""


def _japanese(text: str) -> Iterator[tuple[Edit, str, Safety]]:
    for match in _JAPANESE.finditer(text) if "\x1b" in text else ():
        raw = match.group().encode("ascii")
        try:
            read = raw.decode("iso2022_jp")
        except UnicodeDecodeError:
            continue
        proven = read.encode("iso2022_jp") == raw
        yield Edit(*match.span(), read), "ISO-2022-JP", "safe" if proven else "unsafe"


def _korean(doc: Document) -> Findings:
    try:
        doc.raw.decode("iso2022_kr")
    except UnicodeDecodeError:
        yield Finding(0, 0, "the file begins with the header of ISO-2022-KR, but cannot be read as such")
        return
    fix = Fix("Write it as UTF-8, read as ISO-2022-KR", safety="unsafe", decode_as="iso2022_kr")
    yield Finding(0, 0, "the file is in ISO-2022-KR, not UTF-8", fix)


def _utf7(doc: Document) -> list[tuple[Edit, str, Safety]]:
    found: list[tuple[Edit, str, Safety]] = []
    for match in _UTF7.finditer(doc.text):
        read = _units(match["code"])
        if read and all(map(_is_prose, read)) and not is_about_encodings(doc, *match.span()):
            found.append((Edit(*match.span(), read), "UTF-7", "unsafe"))
    return found if len(found) >= _PLACES else []


def _units(code: str) -> str:
    """What base64 says as UTF-16; empty for what is none, or has bits left over."""
    try:
        raw = b64decode(code + "A" * (-len(code) % 4), validate=True)
    except Error:
        return ""
    whole = len(code) * 6 // 16 * 2
    if any(raw[whole:]) or len(code) * 6 % 16 >= 6:
        return ""
    return raw[:whole].decode("utf-16-be", "ignore")


def _is_prose(char: str) -> bool:
    return (
        "\xa0" <= char < "\u0530" and unicodedata.category(char)[0] in "LMPZ"
    ) or "\u2010" <= char <= "\u2026"


@rule("seven-bit-encoding", severity="error", gate=(b"\x1b", b"+"), protected=True, kept=switched)
@one_for_many
@spares_frontmatter
def seven_bit_encoding(doc: Document) -> Findings:
    """Text in ISO-2022-JP, ISO-2022-KR or UTF-7: old email encodings that use only ASCII characters.

    Saved undecoded, they look like noise: `ESC $ B $ 3 $ N ESC ( B` for “この”, `caf+AOk-` for “café”. Every program
    accepts the file as valid UTF-8, but no search finds a word in it. One finding per line.

    Example: `caf+AOk- cr+AOg-me` becomes `café crème`.

    The rule ignores a single place that looks like UTF-7, and lines that mention encodings.

    Fix safety: safe for ISO-2022-JP, which marks where it begins and ends, if encoding the text again gives exactly
    the same bytes. Unsafe for UTF-7 and for the conversion of a file in ISO-2022-KR.
    """
    if KOREAN in doc.raw:
        yield from _korean(doc)
        return
    found = sorted((*_japanese(doc.text), *_utf7(doc)))
    for (_, name, safety), group in groupby(found, key=lambda each: (doc.row(each[0].start), *each[1:])):
        edits = [edit for edit, *_ in group]
        first = edits[0]
        code = excerpt(doc.text[first.start : first.end], 24)
        more = f" and {len(edits) - 1} more" if len(edits) > 1 else ""
        fix = Fix("Decode it", *edits, safety=safety, proof=name)
        message = f"“{code}” is “{excerpt(first.content, 24)}”{more}, still in {name}"
        yield Finding(first.start, edits[-1].end, message, fix, count=len(edits))
