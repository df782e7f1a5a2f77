"""Percent-encoded words outside of addresses."""

from __future__ import annotations

from itertools import groupby

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule

from ._anew import spelled
from ._escapes import is_about_encodings, reads_as_text, token, utf8
from ._flood import one_for_many
from ._text import excerpt
from ._undo import undone

_RUN = pattern(r"(?:%[C-Fc-f][0-9A-Fa-f](?:%[89ABab][0-9A-Fa-f])+)+")

# An address, a file or a key: what percent encoding is made for.
_ADDRESS = pattern(r"[/:=?&#@\\{}\[\]_$]|\.[A-Za-z]|%[0-7]|\w\(")

_LETTER = pattern(r"[^\W\d]")


@rule("percent-encoded", severity="warning", gate=pattern(rb"%[C-Fc-f][0-9A-Fa-f]%[89ABab]"), kept=spelled)
@one_for_many
def percent_encoded(doc: Document) -> Findings:
    """A percent-encoded word in prose: such words belong in URLs only.

    Titles taken from the URL of a page have `%C3%A9` for “é”. Where the bytes spell UTF-8 that was read as
    windows-1252, such as `%C3%83%C2%A9` for “é”, that is undone in the same step. One finding per line.

    Example: `Caf%C3%A9 de Flore` becomes `Café de Flore`.

    The rule ignores link destinations, URLs, file names, wiki links, code, frontmatter, and lines that mention
    encodings.

    Fix safety: unsafe, because what reads as a word may be part of a URL.
    """
    found = []
    for match in _RUN.finditer(doc.text):
        start, end = match.span()
        if _ADDRESS.match(doc.text[start - 1 : start]) or _ADDRESS.match(doc.text[end : end + 1]):
            continue  # most are in addresses, where each has many neighbours to look at
        decoded = utf8(bytes.fromhex(match.group().replace("%", "")))
        decoded = undone(decoded) or decoded
        word = _RUN.sub("", token(doc.text, start, end))
        plain = start >= doc.body_start and reads_as_text(decoded) and not _ADDRESS.search(word)
        is_word = bool(_LETTER.search(word)) or (len(decoded) > 2 and decoded.isalpha())
        if not plain or not is_word or is_about_encodings(doc, start, end):
            continue
        if not doc.is_protected(start, end):
            found.append(Edit(start, end, decoded))
    for _, group in groupby(found, key=lambda edit: doc.row(edit.start)):
        edits = list(group)
        first = edits[0]
        escape = excerpt(doc.text[first.start : first.end])
        message = f"“{escape}” outside of an address stands for “{excerpt(first.content)}”"
        fix = Fix("Write the characters", *edits, safety="unsafe", proof="percent-encoded UTF-8")
        yield Finding(first.start, edits[-1].end, message, fix, count=len(edits))
