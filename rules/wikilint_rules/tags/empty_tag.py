"""A list item with nothing in it."""

from __future__ import annotations

from wikilint.rule import TAG_KEYS, UNPLAIN_BLOCK, Document, Finding, Findings, Fix, Node, rule
from wikilint_rules.tags._lists import tag_lists, tags_in
from wikilint_rules.tags._plain import trim


@rule("empty-tag", severity="warning", gate=UNPLAIN_BLOCK, deletes=10)
def empty_tag(doc: Document, *, keys: tuple[str, ...] = TAG_KEYS) -> Findings:
    """A tag that is empty or consists only of spaces.

    Sites create a page without a name for it, or fail on it.

    The rule ignores an item with an anchor, a tag or an explicit `null`.

        tags:
          - Aleppo
          -

    becomes

        tags:
          - Aleppo

    keys: the top-level keys whose lists hold tags.

    Fix safety: safe, because only an item without a value is deleted. If no other item is left, an empty list `[]`
    remains.
    """
    for block, sequence in tag_lists(doc, keys):
        empty = [item for item in tags_in(sequence) if _is_empty(item)]
        deleted = block.delete_items(empty)
        for item in empty:
            edits = deleted.get(item)
            fix = Fix("Delete the empty tag", *edits) if edits else None
            yield Finding(item.start, item.end, "an empty tag", fix)


def _is_empty(item: Node) -> bool:
    return not trim(item.value) and item.anchor is None and item.tag is None
