"""Two sections of one parent with the same title."""

from __future__ import annotations

from wikilint.rule import Document, Finding, Findings, rule
from wikilint_rules.headings._names import is_code
from wikilint_rules.headings._outline import HEADING_MARKS, standing


@rule("repeated-sibling", severity="info", gate=HEADING_MARKS)
def repeated_sibling(doc: Document) -> Findings:
    """Two sections of the same parent have the same title.

    A reader of the table of contents cannot tell them apart, and a link to the second one leads to the first.
    It may be a section that was pasted in twice. The same title under different parents is normal (“Example”
    under every function), and titles that hold code are left alone. Nothing is fixed: only a person can say
    whether the two texts belong together.

        ## Reactions
        Some text.
        ## Reactions
        More text.
    """
    seen: list[dict[str, int]] = [{} for _ in range(7)]
    for entry in standing(doc):
        for deeper in seen[entry.level + 1 :]:
            deeper.clear()
        if is_code(entry.title):
            continue
        first = seen[entry.level].setdefault(entry.key, entry.start)
        if first < entry.start:
            message = f"the section “{entry.title}” has a sibling of the same title in line {doc.row(first)}"
            yield Finding(entry.start, entry.title_end, message)
