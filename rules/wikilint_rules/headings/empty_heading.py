"""A heading without a title."""

from __future__ import annotations

import re

from wikilint.rule import Document, Finding, Findings, Fix, rule
from wikilint_rules.headings._removal import cut_heading

_COMMENT = re.compile(r" {0,3}#")


@rule("empty-heading", severity="warning", gate=b"#")
def empty_heading(doc: Document) -> Findings:
    """A heading has no title.

    Marks with nothing behind them show as a blank line in large type, and stand in the page's outline as an
    entry that nobody can read; often the title was lost with a picture or a placeholder. The rule stays
    silent where `#` begins several lines in a row: that is a comment of another language.

    The fix takes out the line, with `--unsafe-fixes`: the title may have to be written again.

        Some text.

        ##

        More text.

    becomes

        Some text.

        More text.
    """
    for heading in doc.headings:
        if heading.title or (heading.level == 1 and _in_comment(doc, heading.start, heading.end)):
            continue
        fix = Fix("Remove the heading", cut_heading(doc, heading.start, heading.end), safety="unsafe")
        yield Finding(
            heading.start, heading.title_end, f"a heading of level {heading.level} has no title", fix
        )


def _in_comment(doc: Document, start: int, end: int) -> bool:
    above = doc.line_start(start - 1) if start > doc.body_start else start
    return (above < start and bool(_COMMENT.match(doc.text, above))) or bool(_COMMENT.match(doc.text, end))
