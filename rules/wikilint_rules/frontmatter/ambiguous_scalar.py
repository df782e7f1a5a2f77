"""Values that two versions of YAML read differently."""

from __future__ import annotations

from wikilint.rule import Block, Document, Edit, EditRefused, Finding, Findings, Fix, Node, readings, rule
from wikilint_rules.frontmatter._trial import Budget

_BEGINNINGS = frozenset("0123456789+-.yYnNoO")
"""What every plain scalar that is no text to some reader begins with, but for those that all readers agree on."""


@rule("ambiguous-scalar", severity="info", gate=b"---")
def ambiguous_scalar(doc: Document) -> Findings:
    """A plain value that YAML 1.1 and YAML 1.2 read differently.

    `no` is false to the older readers (PyYAML, Ruby's, Hugo's of old) and text to the newer ones; `010` is 8 or
    10, `12:30:45` is 45045 or text, `1e3` is text or 1000. A page that one tool reads well changes its meaning
    in the next. Keys count too (`no: Norsk`). Dates are left alone: every tool that reads frontmatter knows them.

    The fix quotes the value. It is unsafe: it makes text of it for every reader, and you may have meant the
    other reading.

        lang: no

    becomes

        lang: "no"
    """
    block = doc.frontmatter
    if block is None or block.root is None:
        return
    budget = Budget(block, sum(1 for node in block.scalars() if node.anchor))
    for value in block.scalars():
        yield from _look(block, value, "", budget)
    keys = block.keys()
    for key in keys:
        yield from _look(block, key, "the key ", budget)


def _look(block: Block, node: Node, what: str, budget: Budget) -> Findings:
    if (
        node.style is not None
        or node.tag is not None
        or node.value[:1] not in _BEGINNINGS
        or node.kind != "scalar"
    ):
        return
    old, new = readings(node.value)
    if old != new:
        message = f"{what}“{node.value}” is {_named(old)} in YAML 1.1 and {_named(new)} in YAML 1.2"
        yield Finding(node.start, node.end, message, _quoted(block, node, budget))


def _named(reading: str) -> str:
    """`integer 8` → `the integer 8`; true, false, null and text speak for themselves."""
    return f"the {reading}" if " " in reading else reading


def _quoted(block: Block, node: Node, budget: Budget) -> Fix | None:
    if node.anchor is None:
        # What is ambiguous holds no quote and no backslash, so quotes around it change nothing else.
        edits: tuple[Edit, ...] = (
            Edit(node.start, node.end, f"{block.quote_mark}{node.value}{block.quote_mark}"),
        )
    elif not budget.spend():
        return None
    else:
        try:
            edits = block.quote(node)
        except EditRefused:
            return None
    return Fix("Quote it", *edits, safety="unsafe")
