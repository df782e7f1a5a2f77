"""Escape sequences of programs that stand in prose."""

from __future__ import annotations

import re
from itertools import groupby

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule

from ._escapes import is_about_encodings, is_letter, reads_as_text, token, utf8
from ._flood import one_for_many
from ._text import excerpt, line_near, outside

_UNIT = re.compile(r"\\u([0-9a-fA-F]{4})")
_BYTE = re.compile(r"\\x([0-9a-fA-F]{2})")
_POINT = re.compile(r"<U\+([0-9A-F]{4,8})>")
_GATE = re.compile(rb"\\[ux][0-9a-fA-F]{2}")
_ESCAPES = re.compile(r"(?<!\\)(?:(?:\\u[0-9a-fA-F]{4})+|(?:\\x[0-9a-f]{2})+)|(?:<U\+[0-9A-F]{4,8}>)+")

# What a token of program code or a path has, and a word has not.
_CODE = re.compile(r"[={}\[\]$@/]|\)\.|\w\(|'\\|\\'")

_CODE_LINE = re.compile(r"""["']\s{0,3}:|=\s{0,3}["']|\w\(["']""")

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
    word = token(text, start, end)
    rest = _ESCAPES.sub("", word)
    line = line_near(doc, start, end)
    is_code = "\\" in rest or _CODE.search(rest) or _CODE_LINE.search(line)
    return not is_code and not is_about_encodings(line)


@rule("escaped-unicode", severity="warning", gate=(b"\\", b"<U+"))
@one_for_many
def escaped_unicode(doc: Document) -> Findings:
    r"""An escape sequence of a program in prose, where the character itself is meant.

    Text that was cut out of JSON, a Python `repr` or R's output has `\u00e9`, `\xc3\xa9` or `<U+00E9>` for “é”.
    Readers see the sequence. Each line is one finding; with `--unsafe-fixes` the characters are put there.

    Example: `caf\u00e9` becomes `café`.

    Silent in code and frontmatter, beside quotes or brackets of program code, in paths and LaTeX commands, where the
    sequence stands for itself without a letter beside it, and on lines that speak of escapes or encodings.
    """
    if not _GATE.search(doc.raw) and b"<U+" not in doc.raw:
        return
    found = []
    for match in outside(doc, _ESCAPES):
        decoded = _decoded(match.group())
        if match.start() >= doc.body_start and _is_damage(doc, match, decoded):
            found.append(Edit(*match.span(), decoded))
    for _, group in groupby(found, key=lambda edit: doc.row(edit.start)):
        edits = list(group)
        first = edits[0]
        fix = Fix("Write the characters", *edits, safety="unsafe")
        escape = excerpt(doc.text[first.start : first.end])
        message = f"“{escape}” in the text stands for “{excerpt(first.content)}”"
        yield Finding(first.start, edits[-1].end, message, fix, count=len(edits))
