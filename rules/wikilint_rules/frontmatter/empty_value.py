"""A key without a value."""

from __future__ import annotations

from wikilint.rule import Document, Finding, Findings, Node, rule


@rule("empty-value", severity="warning", gate=b"---", default=False)
def empty_value(doc: Document, *, keys: tuple[str, ...] = ()) -> Findings:
    """A key without a value, or with an empty string.

    Off by default: many wikis keep empty keys on purpose (one has 38,876). List the fields that must be filled in
    `keys`.

    The rule ignores an explicit `null`, `~`, `[]` or `{}`, which is an answer and not a gap.

        title:
        author: ""

    keys: the keys that must have a value, at any depth; every key when the list is empty.

    Fix safety: there is no fix, because only the author knows the value.
    """
    block = doc.frontmatter
    if block is None or block.root is None:
        return
    for node in block.root.walk():
        for pair in node.pairs:
            if _is_empty(pair.value) and (not keys or pair.name in keys):
                yield Finding(pair.key.start, pair.key.end, f"the key “{pair.name}” has no value")


def _is_empty(node: Node) -> bool:
    return node.kind == "scalar" and not node.value.strip() and node.anchor is None
