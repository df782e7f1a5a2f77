"""Text that is not in normalization form C."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, Safety, rule

from ._anew import compatible
from ._text import excerpt, one_of, outside, spares_frontmatter

_STACK = 500
"""More marks on one letter than any writing has: to put them into order takes time that grows with the square."""


@cache
def _cluster() -> re.Pattern[str]:
    """Whatever can combine stands within one match; so do a base letter and its marks. Slow to compile."""
    return re.compile("[^\\W_][\u0300-\U0010ffff]*|[\u0300-\U0010ffff]+")


def _has_stack(doc: Document) -> bool:
    marks = [char for char in set(doc.text) if unicodedata.combining(char)]
    return bool(marks) and re.search(f"{one_of(marks)}{{{_STACK}}}", doc.text) is not None


def _is_normal(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def _composes(old: str, new: str) -> bool:
    """Whether taking `new` apart gives `old` again, so that no other character was put in the place of one."""
    return unicodedata.normalize("NFD", new) == unicodedata.normalize("NFD", old) and len(new) < len(old)


@rule("not-nfc", severity="info", gate=NON_ASCII, default=False, kept=compatible)
@spares_frontmatter
def not_nfc(doc: Document) -> Findings:
    """Letters and accents as separate characters where a single one exists (not Unicode form NFC).

    macOS file names and text from PDF files are decomposed: `é` is `e` and a combining accent. Both look the same,
    but a search for one does not find the other, and sorting and comparing fail. Off by default, because both forms
    are valid Unicode. One finding per file.

    Example: `e` with U+0301 becomes `é`.

    Fix safety: safe where decomposing the result gives the same text again. Unsafe where NFC replaces a character
    by another, such as a compatibility ideograph by the unified one.
    """
    if _has_stack(doc) or _is_normal(doc.text):
        return
    composed: list[Edit] = []
    replaced: list[Edit] = []
    for match in outside(doc, _cluster()):
        old = match.group()
        if old.isascii() or _is_normal(old):
            continue
        new = unicodedata.normalize("NFC", old)
        (composed if _composes(old, new) else replaced).append(Edit(*match.span(), new))
    for edits, what in ((composed, "is decomposed"), (replaced, "has a canonical equivalent")):
        if edits:
            first = edits[0]
            shown = excerpt(doc.text[first.start : first.end])
            message = f"“{shown}” {what}: not in Unicode form NFC"
            safety: Safety = "safe" if edits is composed else "unsafe"
            fix = Fix("Normalize", *edits, safety=safety, proof="NFC")
            yield Finding(first.start, first.end, message, fix, count=len(edits))
