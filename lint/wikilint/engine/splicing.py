"""What fixing did to a document, as edits of its bytes that anybody can carry out again."""

from __future__ import annotations

from wikilint.disk.splices import Splice, apply
from wikilint.document import Document
from wikilint.engine.fixed import Fixed


def splices(document: Document, fixed: Fixed) -> tuple[Splice, ...]:
    """The edits that make the fixed bytes of those of the document.

    Where the text was read with another codec, there is one edit for all of the file.
    """
    text, whole = document.text, len(document.raw)
    made = []
    chars, offset = 0, len(document.bom)
    for edit in fixed.edits:
        start = offset + _size(text[chars : edit.start])
        end = start + _size(text[edit.start : edit.end])
        new = edit.content.encode("utf-8", "surrogateescape")
        made.append(Splice(start, end, new, edit.start, edit.end, edit.rules, edit.safety, edit.proofs))
        chars, offset = edit.end, end
    if apply(document.raw, made) == fixed.after.raw:
        return tuple(made)
    rules = tuple(sorted(fixed.fixed))
    safety = "unsafe" if any(edit.safety == "unsafe" for edit in fixed.edits) else "safe"
    proofs = tuple(sorted({proof for edit in fixed.edits for proof in edit.proofs}))
    return (Splice(0, whole, fixed.after.raw, 0, len(text), rules, safety, proofs),)


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogateescape"))
