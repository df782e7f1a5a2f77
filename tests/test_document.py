"""Facts of a document are computed once and shared; its edits are carried out in whatever order they come."""

from __future__ import annotations

import pytest

from wikilint.document import Document, fact
from wikilint.finding import Edit


def test_a_fact_is_computed_once_for_each_document() -> None:
    asked = []

    @fact
    def length(doc: Document) -> int:
        asked.append(doc)
        return len(doc.text)

    one, other = Document.from_text("abc"), Document.from_text("de")
    assert [length(one), length(other), length(one), length(other)] == [3, 2, 3, 2]
    assert asked == [one, other]


def test_a_changed_document_has_facts_of_its_own() -> None:
    @fact
    def first(doc: Document) -> str:
        return doc.text[:1]

    document = Document.from_text("abc")
    assert (first(document), first(document.with_text("xyz"))) == ("a", "x")


def test_edits_come_in_any_order_and_must_not_overlap() -> None:
    document = Document.from_text("abcdefgh")
    assert document.with_edits([Edit(4, 5, "E"), Edit(0, 1, "A")]).text == "AbcdEfgh"
    with pytest.raises(ValueError, match="overlaps"):
        document.with_edits([Edit(0, 4, "X"), Edit(2, 6, "Y")])
