"""A footnote that the text calls and nobody wrote: `[^3]`."""

from __future__ import annotations

import re

from wikilint.rule import Document, Finding, Findings, pattern, rule
from wikilint_rules._fold import folded
from wikilint_rules.links._footnotes import footnotes, label

_NUMBER = pattern(r"\d{1,3}\Z")
_WORD = pattern(r"[^\W\d_][\w.:-]{2,}\Z|\d{1,3}\Z")
# What a call follows: a word, the mark that ends a sentence, another call.
_CALLER = pattern(r"[\w.,;:!?)\]\"'”’»*]\Z")


@rule("undefined-footnote", severity="warning", gate=b"[^")
def undefined_footnote(doc: Document) -> Findings:
    """A reference to a footnote, `[^3]`, that is not defined on the page.

    The page was cut off, or assembled from parts whose notes stayed behind. Readers see the mark as text. Each
    label is one finding, at its first place.

    The rule ignores code and, on pages without any footnote, everything except numbers right after a word: `[^a]`
    is a regular expression.

        The bridge was destroyed.[^1] It was rebuilt.[^2]

        [^1]: In March.

    Fix safety: there is no fix, because only the author knows the note.
    """
    return folded(doc, _undefined(doc))


def _undefined(doc: Document) -> Findings:
    notes = footnotes(doc)
    defined = {label(match) for match in notes.definitions}
    places: dict[str, list[re.Match[str]]] = {}
    for match in notes.calls:
        if label(match) not in defined and _is_call(doc, match, is_used=bool(defined)):
            places.setdefault(label(match), []).append(match)
    for calls in places.values():
        message = f"the footnote “{calls[0][0]}” is not defined on this page"
        yield Finding(*calls[0].span(), message, count=len(calls))


def _is_call(doc: Document, match: re.Match[str], *, is_used: bool) -> bool:
    if is_used and _WORD.match(match["label"]):
        return True
    return bool(_NUMBER.match(match["label"]) and _CALLER.search(doc.text[: match.start()][-1:]))
