"""Frontmatter that no reader can use."""

from __future__ import annotations

import re

from wikilint.rule import Block, Document, Finding, Findings, Fix, repair_by_quoting, rule

_TEMPLATE = re.compile(r"\{[ \t]?\{|\{%|<%")


@rule("invalid-frontmatter", severity="error", needs=(b"---", b"+++", b"{"))
def invalid_frontmatter(doc: Document) -> Findings:
    """A block that does not parse, or that is no mapping of keys to values.

    Site generators stop at such a page, or show the block as text; no other rule can look into it. Said are the
    place where the parser gave up and what is probably behind it: a Markdown link that has to be quoted, a
    comma too many, a tag that YAML does not know, a second document.

    A template (an archetype of Hugo, with `{{ }}` in its values) becomes YAML only when it is filled in: that is
    said as info, not as an error. TOML (`+++`) and JSON blocks are read too.

    The fix quotes the one value that keeps the block from parsing, where that alone makes it parse. It is unsafe:
    only you know whether the value was meant as text.

        custodian: [Ada](https://example.org/ada)

    becomes

        custodian: "[Ada](https://example.org/ada)"
    """
    block = doc.frontmatter
    if block is None or block.problem is None or block.problem.kind == "too-complex":
        return
    start = min(block.problem.offset, block.end)
    end = start + len(doc.line(doc.row(start))) - (start - doc.line_start(start))
    if _TEMPLATE.search(doc.text, block.start, block.end):
        message = f"the block is a template, and no {block.syntax.upper()} before it is filled in"
        yield Finding(start, max(start, end), f"{message} ({block.problem.message})", severity="info")
        return
    yield Finding(start, max(start, end), str(block.problem), _quoting(block))


def _quoting(block: Block) -> Fix | None:
    edits = repair_by_quoting(block)
    return Fix("Quote the value", *edits, safety="unsafe") if edits else None
