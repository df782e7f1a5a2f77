"""A footnote that nothing in the text calls."""

from __future__ import annotations

import re

from wikilint.rule import Document, Finding, Findings, rule
from wikilint_rules._fold import folded
from wikilint_rules.links._footnotes import footnotes, label


@rule("unused-footnote", severity="info", gate=re.compile(rb"\[\^[^\]\s]+\]:"))
def unused_footnote(doc: Document) -> Findings:
    """A footnote is defined, and nothing in the page calls it.

    Most renderers then drop its text: it is lost to readers. The sentence that called it is gone, or lost its mark
    in a conversion. Calls in code and in HTML count, too. There is no fix: whether the note or the call should be
    there is the author’s affair.

        The bridge was destroyed.

        [^1]: In March.
    """
    return folded(doc, _notes(doc))


def _notes(doc: Document) -> Findings:
    notes = footnotes(doc)
    called = {label(match) for match in notes.calls}
    for match in notes.definitions:
        if label(match) not in called and not _is_elsewhere(doc, match):
            yield Finding(*match.span(), f"nothing on this page calls the footnote “{match[0]}”")


def _is_elsewhere(doc: Document, definition: re.Match[str]) -> bool:
    """Whether the mark is in code, in frontmatter, or defined once more."""
    text = doc.text.casefold()
    mark = definition[0].casefold()
    return text.count(mark) > text.count(f"{mark}:")
