"""Spaces or empty lines before the frontmatter."""

from __future__ import annotations

from wikilint.rule import UNPLAIN_BLOCK, Document, Finding, Findings, Fix, rule
from wikilint_rules.frontmatter._trial import is_usable


@rule("leading-blank", severity="warning", gate=UNPLAIN_BLOCK)
def leading_blank(doc: Document) -> Findings:
    """Empty lines or spaces before the opening fence.

    Jekyll, gray-matter and most other readers expect `---` as the very first characters of the file; after an empty
    line they see no metadata, and the page shows the block as text. Hugo tolerates it, so the damage goes unnoticed
    until another tool reads the page.

    The rule ignores text that is not a block: a rule above prose, or a block that is never closed.

        (an empty line)
        ---
        title: Battle of Sarrin
        ---

    becomes

        ---
        title: Battle of Sarrin
        ---

    Fix safety: safe. It is offered only where it gives a block that can be read.
    """
    absence = doc.no_frontmatter
    if absence is None or absence.kind != "leading-blank" or absence.edit is None:
        return
    fix = Fix("Remove the space before the frontmatter", absence.edit)
    yield Finding(
        absence.start, absence.end, absence.message, fix if is_usable(doc.with_edits(fix.edits)) else None
    )
