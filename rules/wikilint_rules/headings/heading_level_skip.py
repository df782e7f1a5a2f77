"""A heading that is more than one level deeper than the one above it."""

from __future__ import annotations

from itertools import pairwise

from wikilint.rule import Document, Finding, Findings, rule
from wikilint_rules.headings._outline import standing


@rule("heading-level-skip", severity="info", gate=b"##", default=False)
def heading_level_skip(doc: Document) -> Findings:
    """A heading is more than one level deeper than the one above it.

    From `##` to `####`, say: readers that build an outline from the levels, screen readers among them, look
    for a section that is not there. Which of the levels is wrong only the author knows, so nothing is fixed;
    and because many sites choose levels by their size, the rule is off unless it is selected. The first
    heading may be of any level.

        ## Geography
        #### Rivers
    """
    for above, entry in pairwise(standing(doc)):
        if entry.level > above.level + 1:
            message = f"the heading “{entry.title}” skips from level {above.level} to level {entry.level}"
            yield Finding(entry.start, entry.title_end, message)
