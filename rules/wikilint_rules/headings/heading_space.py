"""A heading without a space after its number signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule
from wikilint_rules._fold import folded
from wikilint_rules.headings._glance import glance
from wikilint_rules.headings._outline import outline

if TYPE_CHECKING:
    from wikilint_rules.headings._entry import Entry


@rule("heading-space", severity="warning", gate=b"##")
def heading_space(doc: Document) -> Findings:
    """A heading without a space after its `#`.

    Without it `##Title` is not a heading but text that begins with two number signs; older Markdown readers
    accepted both. The title must begin with a capital letter or a letter of a script that has no case.

    The rule ignores `#hashtag`, `#include`, `##[command]` and everything with a single `#`.

        ##History

    becomes

        ## History

    Fix safety: unsafe, because text becomes a heading. Closing marks (`##Title##`) get their space too. No text is
    removed.
    """
    if glance(doc).is_odd:
        yield from folded(doc, (_finding(doc, entry) for entry in outline(doc) if entry.kind == "tight"))


def _finding(doc: Document, entry: Entry) -> Finding:
    marks = "#" * entry.level
    edits = [Edit(entry.title_start, entry.title_start, " ")]
    if doc.text.startswith(marks, entry.title_end):
        edits.append(Edit(entry.title_end, entry.title_end, " "))
    fix = Fix(f"Add a space after {marks}", *edits, safety="unsafe")
    message = f"“{marks}{entry.title}” is not a heading: the space after {marks} is missing"
    return Finding(entry.start, entry.title_end, message, fix)
