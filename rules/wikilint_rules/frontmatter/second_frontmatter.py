"""A second block of metadata right below the first."""

from __future__ import annotations

from wikilint.rule import UNPLAIN_BLOCK, Document, Finding, Findings, pattern, rule

_OPENING = pattern(r"[ \t\r\n]*(?=---[ \t]*[\r\n])")


@rule("second-frontmatter", severity="warning", gate=UNPLAIN_BLOCK)
def second_frontmatter(doc: Document) -> Findings:
    """A second block of metadata right below the frontmatter, which parsers treat as text.

    Converters add a block of their own without checking for an existing one: the page then shows the old metadata
    as a rule, a paragraph and a heading. Only a block that reads as keys and values counts, with at least two of
    them, or one that the first block has too.

    The rule ignores a `---` rule above prose, which is Markdown.

        ---
        title: Battle of Sarrin
        ---
        ---
        title: Sarrin
        author: Wikipedia
        ---

    Fix safety: there is no fix, because only the author knows which of two values is right.
    """
    first = doc.frontmatter
    opening = _OPENING.match(doc.text, doc.body_start)
    if first is None or opening is None or first.problem is not None:
        return
    start = opening.end()
    second = Document.from_text(doc.text[start:]).frontmatter
    if second is not None and second.root is not None:
        names = list(dict.fromkeys(pair.name for pair in second.root.pairs))
        if len(names) > 1 or set(names) & set(first.data):
            keys = ", ".join(f"“{name}”" for name in names[:3])
            message = (
                f"a second block of metadata ({keys}{', …' if names[3:] else ''}): parsers treat it as text"
            )
            yield Finding(start, start + 3, message)
