"""A heading that is more than one level deeper than the one above it."""

from __future__ import annotations

from itertools import pairwise

from wikilint.rule import Document, Finding, Findings, rule
from wikilint_rules.headings._outline import standing


@rule("heading-level-skip", severity="info", gate=b"##", default=False)
def heading_level_skip(doc: Document) -> Findings:
    """A heading that is more than one level deeper than the one above it.

    After a jump from `##` to `####`, tools that build an outline from the levels, such as screen readers, look for
    a section that does not exist. The first heading may be of any level. Off by default, because many sites choose
    levels by their size.

        ## Geography
        #### Rivers

    Fix safety: there is no fix, because only the author knows which of the levels is wrong.
    """
    for above, entry in pairwise(standing(doc)):
        if entry.level > above.level + 1:
            message = f"the heading “{entry.title}” skips from level {above.level} to level {entry.level}"
            yield Finding(entry.start, entry.title_end, message)
