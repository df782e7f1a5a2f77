"""Escape sequences of programs that stand in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from wikilint.rule import Document, Edit, Finding, Findings, Fix, Safety, pattern, rule

from ._anew import spelled
from ._escapes import is_about_encodings, is_letter, reads_as_text, token, utf8
from ._flood import one_for_many
from ._text import excerpt, line_near, outside
from ._undo import likely, undone

_UNIT = pattern(r"\\u([0-9a-fA-F]{4})")
_BYTE = pattern(r"\\x([0-9a-fA-F]{2})")
_POINT = pattern(r"<U\+([0-9A-F]{4,8})>")
_IN_YAML = pattern(r"(?<!\\)(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}){2,}")
_CODE_POINT = pattern(r"\\[ux]([0-9a-fA-F]+)")
_GATE = pattern(rb"\\[ux][0-9a-fA-F]{2}")
# Each form begins with its mark, which is rare; what is before it is looked at afterwards.
_ESCAPES = pattern(
    r"\\(?<!\\\\)(?:u[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})*|x[0-9a-f]{2}(?:\\x[0-9a-f]{2})*)|(?:<U\+[0-9A-F]{4,8}>)+"
)

# What a token of program code or a path has, and a word has not.
_CODE = pattern(r"[={}\[\]$@/]|\)\.|\w\(|'\\|\\'")

_CODE_LINE = pattern(r"""["']\s{0,3}:|=\s{0,3}["']|\w\(["']""")

_MANY = 3
"""Escapes in a row that are taken for a word although no letter stands beside them."""


def _decoded(run: str) -> str:
    if run.startswith("\\u"):
        units = b"".join(int(unit, 16).to_bytes(2, "little") for unit in _UNIT.findall(run))
        return units.decode("utf-16-le", "ignore")
    if run.startswith("\\x"):
        return utf8(bytes(int(byte, 16) for byte in _BYTE.findall(run)))
    return "".join(
        chr(value) for value in (int(point, 16) for point in _POINT.findall(run)) if value <= 0x10FFFF
    )


def _is_damage(doc: Document, match: re.Match[str], decoded: str) -> bool:
    text, start, end = doc.text, match.start(), match.end()
    if not reads_as_text(decoded):
        return False
    beside = is_letter(text[start - 1 : start]) or is_letter(text[end : end + 1])
    if not beside and (len(decoded) < _MANY or not decoded.isalpha()):
        return False
    return not _is_code(doc, match)


def _is_code(doc: Document, match: re.Match[str]) -> bool:
    """Whether a sequence is part of program code or a path, or its line speaks of encodings."""
    rest = _ESCAPES.sub("", token(doc.text, *match.span()))
    line = line_near(doc, *match.span())
    return bool("\\" in rest or _CODE.search(rest) or _CODE_LINE.search(line)) or is_about_encodings(
        doc, *match.span()
    )


def _misread(doc: Document) -> list[tuple[Edit, int]]:
    """Sequences that spell UTF-8 that was read as windows-1252, undone; and how many characters each damage has."""
    found: list[tuple[Edit, int]] = []
    for match in outside(doc, _ESCAPES):
        decoded = _decoded(match.group())
        if match.start() >= doc.body_start and (result := undone(decoded)) and not _is_code(doc, match):
            found.append((Edit(*match.span(), result), len(decoded)))
    for match in _IN_YAML.finditer(doc.text, 0, doc.body_start):
        decoded = "".join(chr(int(code, 16)) for code in _CODE_POINT.findall(match.group()))
        result = "" if any(map(str.isascii, decoded)) else undone(decoded)
        if result and not is_about_encodings(doc, *match.span()):
            found.append((Edit(*match.span(), result), len(decoded)))
    sound = likely(edit.content for edit, _ in found)
    return [each for each in found if each[0].content in sound]


def _places(doc: Document) -> Iterator[tuple[Edit, Safety]]:
    """What stands for something else, and how sure that is."""
    misread = _misread(doc)
    for edit, length in misread:
        yield edit, "safe" if length >= _MANY or len(misread) > 1 else "unsafe"
    taken = {edit.start for edit, _ in misread}
    for match in outside(doc, _ESCAPES):
        decoded = _decoded(match.group())
        if match.start() not in taken and match.start() >= doc.body_start and _is_damage(doc, match, decoded):
            yield Edit(*match.span(), decoded), "unsafe"


@rule("escaped-unicode", severity="warning", gate=(b"\\", b"<U+"), kept=spelled)
@one_for_many
def escaped_unicode(doc: Document) -> Findings:
    r"""A program's escape sequence in prose, where the character itself is meant.

    Text cut out of JSON, a Python `repr` or R output has `\u00e9`, `\xc3\xa9` or `<U+00E9>` for “é”, and readers
    see the sequence. Where the sequences spell UTF-8 that was read as windows-1252, such as `\u00e2\u20ac\u2122`
    for “’”, that is undone in the same step, in frontmatter too. One finding per line.

    Example: `caf\u00e9` becomes `café`.

    The rule ignores code, other sequences in frontmatter, sequences next to quotes or brackets of program code,
    paths, LaTeX commands, short sequences with no letter next to them, and lines that mention escapes or encodings.

    Fix safety: safe for mojibake in escape sequences that has three or more characters or occurs in several places,
    because it can stand for only one text. Unsafe for everything else.
    """
    if not _GATE.search(doc.raw) and b"<U+" not in doc.raw:
        return
    for (_, safety), group in groupby(
        sorted(_places(doc)), key=lambda each: (doc.row(each[0].start), each[1])
    ):
        edits = [edit for edit, _ in group]
        first = edits[0]
        fix = Fix("Write the characters", *edits, safety=safety, proof="escape sequences")
        escape = excerpt(doc.text[first.start : first.end])
        message = f"“{escape}” in the text stands for “{excerpt(first.content)}”"
        yield Finding(first.start, edits[-1].end, message, fix, count=len(edits))
