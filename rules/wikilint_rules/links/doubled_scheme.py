"""An address with two schemes: `http://http://example.org`."""

from __future__ import annotations

import re

from wikilint.rule import COPIES, Document, Edit, Finding, Findings, Fix, pattern, rule
from wikilint_rules._fold import folded

_DOUBLED = pattern(
    r"\b(?P<first>https?)(?::/{1,3}|//|:)(?P<second>https?)(?P<after>:/{1,3}|//)(?=[^\s/)>\]\"'])",
    re.IGNORECASE,
)
_EXAMPLE = pattern(r"(?:[\w-]+\.)*example\.|…|\.\.\.")


@rule(
    "doubled-scheme",
    severity="error",
    gate=(pattern(rb"/(?i:https?)[:/]"), pattern(rb":(?i:https?)[:/]")),
    protected=True,
    deletes=5,
    kept=COPIES,
)
def doubled_scheme(doc: Document) -> Findings:
    """A URL with two schemes, such as `http://http://www.gsa.gov`: it leads nowhere.

    Something added `http://` to a URL that already had it.

    The rule ignores archive URLs, which contain another URL further on, `example.com`, code and comments.

        [Challenges](http://http://www.gsa.gov/challenges)

    becomes

        [Challenges](http://www.gsa.gov/challenges)

    Fix safety: safe where the two schemes of a link destination are equal. Unsafe where they differ (the second one
    is kept) or the URL is in the text.
    """
    return folded(doc, _doubled(doc))


def _doubled(doc: Document) -> Findings:
    return folded(doc, _addresses(doc))


def _addresses(doc: Document) -> Findings:
    for match in _DOUBLED.finditer(doc.text):
        start, end = match.span()
        region = doc.protection(start, end) if start >= doc.body_start else None
        if (region and region.kind != "link") or _EXAMPLE.match(doc.text, end):
            continue
        equal = match["first"] == match["second"] and match["after"] == "://"
        certain = equal and doc.text[start - 1 : start] in ("(", "<")
        fix = Fix(
            "Keep one scheme",
            Edit(start, end, f"{match['second']}://"),
            safety="safe" if certain else "unsafe",
        )
        yield Finding(start, end, f"the URL has two schemes, “{match[0]}”", fix)
