"""Text that is still in quoted-printable, the encoding of mail."""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule

from ._anew import spelled
from ._escapes import is_about_encodings, reads_as_text, utf8
from ._text import excerpt, outside

_RUN = pattern(r"(?:=[C-F][0-9A-F](?:=[89AB][0-9A-F])+)+")
_CODE = pattern(r"=[0-9A-F]{2}|=[ \t]*(?:\r\n|\n|\r)")
_ENOUGH = 2
"""Characters that prove the whole text to be in quoted-printable: then `=3D` and `=` at line ends are part of it."""


def _characters(doc: Document) -> Iterator[Edit]:
    for match in outside(doc, _RUN):
        decoded = utf8(bytes.fromhex(match.group().replace("=", "")))
        inside = match.start() >= doc.body_start and doc.text[match.start() - 1 : match.start()] != "="
        if inside and reads_as_text(decoded) and not is_about_encodings(doc, *match.span()):
            yield Edit(*match.span(), decoded)


def _everything(doc: Document, characters: list[Edit]) -> Iterator[Edit]:
    """All of what quoted-printable means (RFC 2045, section 6.7): characters, ASCII codes, and soft line breaks."""
    yield from characters
    taken = {edit.start for edit in characters}
    for match in outside(doc, _CODE):
        start, code = match.start(), match.group()
        if start < doc.body_start or start in taken:
            continue
        if code[1:2] in " \t\r\n":
            yield Edit(start, match.end())
        elif code in ("=20", "=09", "=3D", "=2E", "=22", "=27", "=21", "=23", "=24", "=40"):
            yield Edit(start, match.end(), chr(int(code[1:], 16)))


@rule("quoted-printable", severity="warning", gate=pattern(rb"=[C-F][0-9A-F]=[89AB][0-9A-F]"), kept=spelled)
def quoted_printable(doc: Document) -> Findings:
    """Text that is still quoted-printable, as in an email: `=E2=80=93` for “–”.

    It is found in archives of mailing lists and newsletters that were saved without decoding, along with `=` at the
    end of wrapped lines. One finding per file.

    Example: `caf=C3=A9` becomes `café`.

    The rule ignores code, frontmatter, link destinations, and lines that mention encodings.

    Fix safety: unsafe. The characters are decoded; where at least two of them prove the encoding, so are `=3D` and
    other ASCII codes, and wrapped lines are joined.
    """
    characters = list(_characters(doc))
    if not characters:
        return
    first = characters[0]
    edits = list(_everything(doc, characters)) if len(characters) >= _ENOUGH else characters
    code = excerpt(doc.text[first.start : first.end])
    message = f"quoted-printable: “{code}” stands for “{excerpt(first.content)}”"
    if len(edits) > 1:
        message += f", and {len(edits) - 1} more codes"
    fix = Fix("Decode it", *edits, safety="unsafe", proof="quoted-printable")
    yield Finding(first.start, first.end, message, fix, count=len(edits))
