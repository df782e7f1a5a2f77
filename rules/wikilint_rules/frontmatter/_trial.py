"""What edits would make of a document, tried out before they are offered."""

from __future__ import annotations

from collections.abc import Sequence

from wikilint.rule import Document, Edit


def after(doc: Document, edits: Sequence[Edit]) -> Document:
    """The document with disjoint edits carried out."""
    text = doc.text
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.content + text[edit.end :]
    return doc.with_text(text)


def is_usable(doc: Document) -> bool:
    """Whether the frontmatter can be read, and says something."""
    block = doc.frontmatter
    return block is not None and block.problem is None and (block.root is None or bool(block.root.pairs))
