"""Mojibake that was escaped as HTML entities: `&acirc;&euro;&trade;` for “’”."""

from __future__ import annotations

from itertools import groupby

from wikilint.rule import Document, Edit, Finding, Findings, Fix, Safety, rule

from ._anew import unescaped
from ._flood import one_for_many
from ._misread_entities import misread_entities
from ._text import excerpt, spares_frontmatter

_PROOF = "UTF-8 read as windows-1252, escaped as HTML entities"
_CERTAIN = 3
"""Characters of mojibake that are certain where they stand alone."""


@rule("entity-mojibake", severity="error", gate=b"&", kept=unescaped)
@one_for_many
@spares_frontmatter
def entity_mojibake(doc: Document) -> Findings:
    """Text whose UTF-8 was read as windows-1252 and then escaped: `&acirc;&euro;&trade;` for “’”.

    Content management systems and converters escape characters beyond ASCII. Where those had already been read
    wrongly, each wrong character became an entity, by name or number: browsers show “â€™”, and no search for
    mojibake finds it. The fix undoes both steps at once. One finding per line.

    Example: `isn&acirc;&euro;&trade;t` becomes `isn’t`.

    The rule ignores code, damage quoted on its own, lines that mention encodings, and entities that form such a
    sequence by accident, as `&eacute;&nbsp;&raquo;` does in French.

    Fix safety: safe where several places agree or one has three or more characters, because each entity stands for
    one byte and the bytes for one text. Unsafe for a single place of two characters.
    """
    found = misread_entities(doc)

    def place(each: tuple[Edit, int]) -> tuple[int, Safety]:
        sure = len(found) > 1 or each[1] >= _CERTAIN
        return doc.row(each[0].start), "safe" if sure else "unsafe"

    for (_, safety), group in groupby(found, key=place):
        edits = [edit for edit, _ in group]
        first = edits[0]
        more = f" and {len(edits) - 1} more" if len(edits) > 1 else ""
        fix = Fix("Unescape it, and read it as UTF-8 again", *edits, safety=safety, proof=_PROOF)
        entity = excerpt(doc.text[first.start : first.end])
        message = f"“{entity}” is “{first.content}”{more}: UTF-8 read as windows-1252, then escaped"
        yield Finding(first.start, edits[-1].end, message, fix, count=len(edits))
