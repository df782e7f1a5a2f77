"""A heading without a title."""

from __future__ import annotations

from wikilint.rule import Document, Finding, Findings, Fix, Heading, pattern, rule
from wikilint_rules._fold import folded
from wikilint_rules.headings._glance import glance
from wikilint_rules.headings._removal import cut_heading

# Deeper headings are rare; a line of as many marks right below or above text is not.
_DEEP = 3
_COMMENT = pattern(r" {0,3}#")


@rule("empty-heading", severity="warning", gate=b"#")
def empty_heading(doc: Document) -> Findings:
    """A heading without a title.

    A `##` with nothing after it is shown as an empty line in large type and as an unreadable entry in the outline;
    often the title was lost with an image or a placeholder.

    The rule ignores `#` at the start of several lines in a row, which is a comment in another language, and `####`
    right above or below text, which is how reStructuredText underlines a title.

        Some text.

        ##

        More text.

    becomes

        Some text.

        More text.

    Fix safety: unsafe, because the title may have to be written again, and without it the text belongs to the
    section above. No text is removed.
    """
    if glance(doc).is_odd:
        empty = (each for each in doc.headings if not each.title and not _is_of_another_language(doc, each))
        yield from folded(doc, (_finding(doc, heading) for heading in empty))


def _finding(doc: Document, heading: Heading) -> Finding:
    fix = Fix("Remove the heading", cut_heading(doc, heading.start, heading.end), safety="unsafe")
    return Finding(heading.start, heading.title_end, f"a heading of level {heading.level} has no title", fix)


def _is_of_another_language(doc: Document, heading: Heading) -> bool:
    """Whether the marks are a line of a comment, or underline a title as reStructuredText does."""
    start = heading.start
    above = doc.line_start(start - 1) if start > doc.body_start else start
    if heading.level > _DEEP:
        return not doc.is_blank(above, start) or not doc.is_blank(heading.end, doc.line_end(heading.end))
    beside = [each for each in (above, heading.end) if each != start]
    return heading.level == 1 and any(_COMMENT.match(doc.text, each) for each in beside)
