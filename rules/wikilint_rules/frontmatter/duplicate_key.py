"""The same key twice in one mapping."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from wikilint.rule import (
    COPIES,
    UNPLAIN_BLOCK,
    Block,
    Document,
    EditRefused,
    Finding,
    Findings,
    Fix,
    Node,
    Pair,
    is_text,
    rule,
)
from wikilint_rules.frontmatter._trial import Budget


@rule("duplicate-key", severity="error", gate=UNPLAIN_BLOCK, deletes=100, kept=COPIES)
def duplicate_key(doc: Document) -> Findings:
    """A key that appears twice in the same mapping.

    YAML forbids it. Some readers stop (Hugo), most silently take the last value, a few the first: an edit to the
    other one has no effect. Nested mappings are checked too; the same key in two different mappings is fine. The
    finding is at the later key and names the line of the first.

        title: Service
        redirectto: https://example.org
        redirectto: https://example.org

    becomes

        title: Service
        redirectto: https://example.org

    Fix safety: safe where both values are the same: the later entry is removed. Unsafe where the first one is empty
    and is removed, or where the entry has a comment inside. There is no fix for two different values, because only
    the author knows which is right.
    """
    block = doc.frontmatter
    if block is None or block.root is None:
        return
    found = list(_repeated(block))
    budget = Budget(block, len(found))
    for earlier, later in found:
        yield _finding(doc, block, earlier, later, budget)


def _repeated(block: Block) -> Iterator[tuple[Pair, Pair]]:
    """The first entry of a key and each later one."""
    keys = block.keys()
    for mapping in dict.fromkeys(key.parent for key in keys):
        pairs = mapping.pairs if mapping else []
        if len({pair.name for pair in pairs}) == len(pairs):
            continue
        first: dict[str, Pair] = {}
        for pair in pairs:
            earlier = first.setdefault(pair.name, pair)
            if earlier is not pair:
                yield earlier, pair


def _finding(doc: Document, block: Block, earlier: Pair, later: Pair, budget: Budget) -> Finding:
    row = doc.row(earlier.start)
    message = f"the key “{later.name}” appears again: it is already on line {row}"
    fix = None
    if _same(earlier.value, later.value):
        message += ", with the same value"
        fix = _removal(block, later, "Remove the second one", budget)
    elif _is_empty(earlier.value):
        message += ", with no value"
        fix = _removal(block, earlier, "Remove the first one, which is empty", budget, unsafe=True)
    else:
        message += ", with another value"
    return Finding(later.key.start, later.key.end, message, fix)


def _removal(block: Block, pair: Pair, title: str, budget: Budget, *, unsafe: bool = False) -> Fix | None:
    if not budget.spend():
        return None
    try:
        edits = block.delete_pair(pair)
    except EditRefused:
        return None
    # The comment on its line stays; one inside the entry would go, and it is somebody's words.
    return Fix(title, *edits, safety="unsafe" if unsafe or _has_comment(block, pair) else "safe")


def _has_comment(block: Block, pair: Pair) -> bool:
    """Whether a `#` stands between the scalars of an entry: only there it begins a comment."""
    leaves = [pair.key, *(node for node in pair.value.walk() if node.kind in ("scalar", "alias"))]
    return any("#" in block.text[left.end : right.start] for left, right in pairwise(leaves))


def _is_empty(node: Node) -> bool:
    return node.kind == "scalar" and node.start == node.end


def _same(one: Node, other: Node) -> bool:
    """Whether every reader takes two nodes for the same value; names of anchors count."""
    todo = [(one, other)]
    while todo:
        left, right = todo.pop()
        if (left.kind, left.value, left.tag, left.anchor) != (
            right.kind,
            right.value,
            right.tag,
            right.anchor,
        ):
            return False
        # `2025-01-22` is a date to some readers, `"2025-01-22"` is text to all.
        if left.kind == "scalar" and is_text(left) != is_text(right):
            return False
        below = list(left.children), list(right.children)
        if len(below[0]) != len(below[1]):
            return False
        todo += zip(*below, strict=True)
    return True
