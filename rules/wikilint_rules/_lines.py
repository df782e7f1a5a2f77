"""The lines of a page, split once for all rules that compare lines."""

from __future__ import annotations

from wikilint.rule import Document, fact


@fact
def lines(doc: Document) -> list[str]:
    """The text split at LF. A line that ends in CRLF keeps its CR, and lines that end in CR alone are one."""
    return doc.text.split("\n")
