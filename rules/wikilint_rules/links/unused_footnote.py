"""A footnote that nothing in the text calls."""

from __future__ import annotations

from collections import Counter

from wikilint.rule import Document, Finding, Findings, pattern, rule
from wikilint_rules._fold import folded
from wikilint_rules.links._footnotes import footnotes, label

_MARK = pattern(r"\[\^(?P<label>[^\]\[\s^]{1,100}+)\](?P<colon>:?)")


@rule("unused-footnote", severity="info", gate=pattern(rb"\[\^[^\]\s]+\]:"))
def unused_footnote(doc: Document) -> Findings:
    """A footnote that is defined but never referenced on the page.

    Most renderers then drop its text, so it is lost to readers. The sentence that referred to it is gone, or lost
    its mark in a conversion. References in code and in HTML count too.

        The bridge was destroyed.

        [^1]: In March.

    Fix safety: there is no fix, because only the author knows whether the reference is missing or the note is left
    over.
    """
    return folded(doc, _unused(doc))


def _unused(doc: Document) -> Findings:
    return folded(doc, _notes(doc))


def _notes(doc: Document) -> Findings:
    notes = footnotes(doc)
    if not notes.definitions:
        return
    called = {label(match) for match in notes.calls}
    # Calls in code, HTML and frontmatter count as well: two marks and one definition are one call.
    marks = Counter(match["label"].casefold() for match in _MARK.finditer(doc.text))
    marks.subtract(match["label"].casefold() for match in _MARK.finditer(doc.text) if match["colon"])
    for match in notes.definitions:
        if not marks[label(match)] and label(match) not in called:
            called.add(label(match))
            yield Finding(*match.span(), f"nothing on this page refers to the footnote “{match[0]}”")
