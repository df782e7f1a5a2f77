"""Two sections of one parent with the same title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wikilint.rule import Document, Finding, Findings, common_form, form, rule
from wikilint_rules.headings._glance import glance
from wikilint_rules.headings._names import has_words, is_code
from wikilint_rules.headings._outline import HEADING_MARKS, standing

if TYPE_CHECKING:
    from wikilint_rules.headings._entry import Entry

# More titles that come twice in one page than this are its form.
_PAIRS = 3


def _is_form(title: str, number: int, total: int) -> str:
    return f"“{title}” heads two sections in {number} of {total} files: taken for their form"


@rule("repeated-sibling", severity="info", gate=HEADING_MARKS, evidence=common_form(_is_form))
def repeated_sibling(doc: Document) -> Findings:
    """Two sections of the same parent with the same title.

    Readers of the table of contents cannot tell them apart, and a link to the second one leads to the first. A
    section may have been pasted in twice. A title that occurs twice in more than a fifth of a folder's files, and
    in at least five, is one info for the folder.

    The rule ignores the same title under different parents (“Example” under every function), titles that contain
    code, and the form of a page: a title that occurs three times or more under one parent, or more than three
    titles that occur twice.

        ## Reactions
        Some text.
        ## Reactions
        More text.

    Fix safety: there is no fix, because only the author knows whether the two texts belong together.
    """
    if not glance(doc).may_repeat:
        return
    pairs = [each for each in _same(doc) if len(each) == 2]
    if len(pairs) > _PAIRS:
        return
    for first, second in sorted(pairs, key=lambda pair: pair[1].start):
        message = (
            f"the section “{second.title}” has a sibling with the same title on line {doc.row(first.start)}"
        )
        yield Finding(second.start, second.title_end, message, moot_if=form(doc, second.title))


def _same(doc: Document) -> list[list[Entry]]:
    """The headings that have parent and title in common."""
    found: list[list[Entry]] = []
    seen: list[dict[str, list[Entry]]] = [{} for _ in range(7)]
    for entry in standing(doc):
        for deeper in seen[entry.level + 1 :]:
            if deeper:
                deeper.clear()
        if is_code(entry.title) or not has_words(entry.title):
            continue
        same = seen[entry.level].setdefault(entry.key, [])
        if not same:
            found.append(same)
        same.append(entry)
    return found
