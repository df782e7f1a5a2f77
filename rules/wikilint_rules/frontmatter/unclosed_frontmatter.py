"""Metadata that is no frontmatter because a fence is wrong."""

from __future__ import annotations

from wikilint.rule import Document, Finding, Findings, rule


@rule("unclosed-frontmatter", severity="error", needs=b"---")
def unclosed_frontmatter(doc: Document) -> Findings:
    """Keys at the top of a page that no reader takes for frontmatter, because a fence is missing or malformed.

    The block has to begin with a line that is exactly `---` and end at one that is exactly `---` or `...`.
    Where the close is missing, or the opening fence has four dashes or text after it, the metadata shows up as
    text on the page. A `---` rule above prose is legal Markdown: something is said only when the next lines look
    like keys.

    There is no fix: where the block was meant to end, only its author knows.

        ---
        title: Battle of Sarrin
        The battle was …

    becomes, by hand,

        ---
        title: Battle of Sarrin
        ---
        The battle was …
    """
    absence = doc.no_frontmatter
    if absence is not None and absence.kind != "leading-blank":
        yield Finding(absence.start, absence.end, absence.message)
