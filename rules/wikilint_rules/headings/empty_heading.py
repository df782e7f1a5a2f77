"""A heading without a title."""

from __future__ import annotations

import re

from wikilint.rule import Document, Finding, Findings, Fix, Heading, rule
from wikilint_rules._fold import folded
from wikilint_rules.headings._removal import cut_heading

_COMMENT = re.compile(r" {0,3}#")


@rule("empty-heading", severity="warning", gate=b"#")
def empty_heading(doc: Document) -> Findings:
    """A heading without a title.

    A `##` with nothing after it is shown as an empty line in large type, and as an entry of the page's outline that
    nobody can read; often the title was lost with a picture or a placeholder. The rule is silent where `#` begins
    several lines in a row: that is a comment of another language.

    The fix removes the line.

        Some text.

        ##

        More text.

    becomes

        Some text.

        More text.

    Fix safety: always unsafe, because the title may have to be written again, and without it the text belongs to the
    section above. No text is removed.
    """
    headings = doc.headings
    empty = (each for each in headings if not each.title and not (each.level == 1 and _in_comment(doc, each)))
    return folded(doc, (_finding(doc, heading) for heading in empty))


def _finding(doc: Document, heading: Heading) -> Finding:
    fix = Fix("Remove the heading", cut_heading(doc, heading.start, heading.end), safety="unsafe")
    return Finding(heading.start, heading.title_end, f"a heading of level {heading.level} has no title", fix)


def _in_comment(doc: Document, heading: Heading) -> bool:
    start = heading.start
    above = doc.line_start(start - 1) if start > doc.body_start else start
    return (above < start and bool(_COMMENT.match(doc.text, above))) or bool(
        _COMMENT.match(doc.text, heading.end)
    )
