"""Frontmatter that is larger or deeper than is safe to read."""

from __future__ import annotations

from wikilint.rule import UNPLAIN_BLOCK, Document, Finding, Findings, rule


@rule("frontmatter-too-complex", severity="error", gate=UNPLAIN_BLOCK)
def frontmatter_too_complex(doc: Document) -> Findings:
    """A block that exceeds the limits for frontmatter: it is hostile, or not metadata.

    The limits are 64 levels of nesting, 200,000 YAML events, and 10,000 nodes once every alias is replaced by what
    it stands for. A block of a few hundred bytes can otherwise grow to gigabytes in the tools that load it (the
    “billion laughs” attack). The largest of 32,580 real blocks is a hundred times smaller. No other rule reads such
    a block.

        a: &a [x, x, x, x, x, x, x, x, x]
        b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]

    Fix safety: there is no fix, because only the author knows what the block is for.
    """
    block = doc.frontmatter
    if block is not None and block.problem is not None and block.problem.kind == "too-complex":
        start = min(block.problem.offset, block.end)
        yield Finding(start, start, block.problem.message)
