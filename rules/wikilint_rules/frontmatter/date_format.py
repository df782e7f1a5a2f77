"""Dates that are not written as ISO 8601 has them."""

from __future__ import annotations

from wikilint.rule import Document, EditRefused, Finding, Findings, Fix, rule, shortened
from wikilint_rules.frontmatter._dates import day_in_words
from wikilint_rules.frontmatter._trial import Budget


@rule("date-format", severity="info", gate=b"---", default=False, deletes=24)
def date_format(
    doc: Document,
    *,
    keys: tuple[str, ...] = ("date", "created", "updated", "modified", "published", "lastmod"),
) -> Findings:
    """A date that is not written as `2017-01-14`.

    Tools that sort pages by date compare text: `14 January 2017` comes before `2 March 2016`. Off by default. Only
    a full date that can mean just one day is reported: `14 January 2017`, `January 14, 2017`, `2017/1/14`,
    `2017-1-14`.

    The rule ignores `03/04/2017` and times of day. Dates from the disk or from git are never written, because they
    change with every copy.

        date: 14 January 2017

    becomes

        date: 2017-01-14

    keys: the top-level keys that hold a date.

    Fix safety: unsafe, because pages may show the date as it is written.
    """
    block = doc.frontmatter
    if block is None or block.root is None:
        return
    nodes = [pair.value for pair in block.root.pairs if pair.name in keys and pair.value.kind == "scalar"]
    found = [(node, day) for node in nodes if (day := day_in_words(node.value))]
    budget = Budget(block, len(found))
    for node, day in found:
        fix = None
        if budget.spend():
            try:
                fix = Fix(f"Write “{day}”", *block.set_value(node, day), safety="unsafe")
            except EditRefused:
                fix = None
        message = f"the date “{shortened(node.value)}” should be written as {day}"
        yield Finding(node.start, node.end, message, fix)
