"""A heading without a blank behind its marks."""

from __future__ import annotations

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule
from wikilint_rules.headings._outline import outline


@rule("heading-space", severity="warning", gate=b"##")
def heading_space(doc: Document) -> Findings:
    """The blank behind a heading's marks is missing.

    Without it `##Title` is no heading but a text that begins with two number signs; older Markdown readers
    took both. The title has to begin like one, with a capital letter or one of a script that has none: the
    rule stays silent on `#hashtag`, `#include`, `##[command]` and everything with a single `#`.

    The fix puts the blank in, with `--unsafe-fixes`: it makes a heading of what was none.

        ##History

    becomes

        ## History
    """
    for entry in outline(doc):
        if entry.kind == "tight":
            marks = "#" * entry.level
            fix = Fix(
                "Put a blank behind the marks",
                Edit(entry.title_start, entry.title_start, " "),
                safety="unsafe",
            )
            message = f"“{marks}{entry.title}” is no heading: the blank behind {marks} is missing"
            yield Finding(entry.start, entry.title_end, message, fix)
