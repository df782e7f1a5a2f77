"""More empty lines in a row than a text needs."""

from __future__ import annotations

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule

_RUN = pattern(r"(?:\r\n|\n|\r)(?P<blank>(?:[ \t]*+(?:\r\n|\n|\r))++)")
_BREAK = pattern(r"\r\n|\n|\r")


@rule("blank-lines", severity="info", gate=pattern(rb"\n[ \t\r]*+\n[ \t\r]*+\n|\r\r\r"), default=False)
def blank_lines(doc: Document, *, at_most: int = 2) -> Findings:
    """More than two empty lines in a row.

    They often mark the place where a script removed something, and they make pages longer and diffs noisier. Markdown
    treats any number of empty lines like one, so this is not damage in itself: the rule is off unless you select it.

    The rule ignores code, and leaves empty lines at the end of the file to final-newline.

    The fix removes the excess lines.

        The first phase⏎
        ⏎
        ⏎
        ⏎
        The second phase⏎

    becomes

        The first phase⏎
        ⏎
        ⏎
        The second phase⏎

    at_most: how many empty lines in a row are allowed. One is always allowed, because it separates paragraphs.

    Fix safety: safe, because the rendered page stays the same.
    """
    fine = max(at_most, 1)
    # From the line break in front of the body on, which the first empty line needs before it.
    for match in _RUN.finditer(doc.text, max(doc.body_start - 1, 0)):
        start, end = match.span("blank")
        breaks = list(_BREAK.finditer(doc.text, start, end))
        if len(breaks) <= fine or end == len(doc.text) or doc.is_protected(start, end):
            continue
        fix = Fix("Remove empty lines", Edit(breaks[fine - 1].end(), end))
        yield Finding(start, end, f"{len(breaks)} empty lines in a row", fix, count=len(breaks) - fine)
