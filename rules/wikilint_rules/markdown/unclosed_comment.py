"""A comment that is never closed: `<!--` without `-->`."""

from __future__ import annotations

from wikilint.rule import Document, Finding, Findings, pattern, rule
from wikilint_rules._fold import folded

_OPENING = pattern(r"<!--")


@rule("unclosed-comment", severity="error", gate=b"<!--", protected=True)
def unclosed_comment(doc: Document) -> Findings:
    """A comment that is opened with `<!--` and never closed with `-->`.

    At the start of a line it hides the rest of the page from readers; within a line they see the mark as text.

    The rule ignores code.

        <!-- to be translated

        ## History

    Fix safety: there is no fix, because only the author knows where the comment ends.
    """
    return folded(doc, _comments(doc))


def _comments(doc: Document) -> Findings:
    last = doc.text.rfind("-->")
    for match in _OPENING.finditer(doc.text, max(doc.body_start, last + 1)):
        region = doc.protection(match.start(), match.end())
        if region is None:
            yield Finding(*match.span(), "this comment is never closed: readers see it as text")
        elif region.kind == "comment" and region.start == match.start():
            lines = doc.row(region.end - 1) - doc.row(region.start)
            hidden = (
                f"the {lines} lines after it are hidden" if lines > 1 else "it hides the rest of the page"
            )
            yield Finding(*match.span(), f"this comment is never closed: {hidden}")
            return
