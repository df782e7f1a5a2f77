"""More than one exclamation mark."""

import re

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule

_MARKS = re.compile(r"!{2,}")


@rule("exclamation", severity="info", needs=b"!!", group="shouting")
def exclamation(doc: Document, *, most: int = 1) -> Findings:
    """More exclamation marks in a row than a calm text needs.

    most: how many may stand in a row.
    """
    for match in doc.search(_MARKS):
        if len(match[0]) > most:
            fix = Fix("Keep fewer", Edit(match.start() + most, match.end()))
            yield Finding(match.start(), match.end(), f"{len(match[0])} exclamation marks in a row", fix)
