"""Values that two versions of YAML read differently."""

from __future__ import annotations

from wikilint.rule import (
    UNPLAIN_BLOCK,
    Block,
    Document,
    Edit,
    EditRefused,
    Finding,
    Findings,
    Fix,
    Node,
    readings,
    rule,
)
from wikilint_rules.frontmatter._trial import Budget

_BEGINNINGS = frozenset("0123456789+-.yYnNoO")
"""What every plain scalar that is no text to some reader begins with, but for those that all readers agree on."""


@rule("ambiguous-scalar", severity="info", gate=UNPLAIN_BLOCK)
def ambiguous_scalar(doc: Document) -> Findings:
    """An unquoted value that YAML 1.1 and YAML 1.2 read differently.

    `no` is false to older readers (PyYAML, Ruby's, formerly Hugo's) and text to newer ones; `010` is 8 or 10,
    `12:30:45` is 45045 or text, `1e3` is text or 1000. A page that one tool reads correctly changes its meaning in
    the next. Keys count too (`no: Norsk`).

    The rule ignores dates, which every tool that reads frontmatter knows.

        lang: no

    becomes

        lang: "no"

    Fix safety: unsafe. Quotes make the value text for every reader, and you may have meant the other reading. A
    value that an alias refers to has no fix, because both would change.
    """
    block = doc.frontmatter
    if block is None or block.root is None:
        return
    nodes = [(node, "") for node in block.scalars() if _is_ambiguous(node)]
    keys = block.keys()
    nodes += [(node, "the key ") for node in keys if _is_ambiguous(node)]
    if not nodes:
        return
    repeated = _repeated(block)
    budget = Budget(block, sum(1 for node, _ in nodes if node.anchor))
    for node, what in nodes:
        old, new = readings(node.value)
        message = f"{what}“{node.value}” is {_named(old)} in YAML 1.1 and {_named(new)} in YAML 1.2"
        if alias := repeated.get(node):
            where = f"`*{alias.value}` on line {doc.row(alias.start)}"
            yield Finding(node.start, node.end, f"{message}, and {where} refers to it too")
        else:
            yield Finding(node.start, node.end, message, _quoted(block, node, budget))


def _is_ambiguous(node: Node) -> bool:
    if node.kind != "scalar" or node.style is not None or node.tag is not None:
        return False
    if node.value[:1] not in _BEGINNINGS:
        return False
    old, new = readings(node.value)
    return old != new


def _repeated(block: Block) -> dict[Node, Node]:
    """The nodes that an alias stands for, alone or in what holds them, each with the first such alias."""
    found: dict[Node, Node] = {}
    for alias in block.aliases():
        for node in alias.target.walk() if alias.target is not None else ():
            found.setdefault(node, alias)
    return found


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
