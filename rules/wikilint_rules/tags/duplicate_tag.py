"""The same tag twice in one list."""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.rule import (
    COPIES,
    TAG_KEYS,
    UNPLAIN_BLOCK,
    Document,
    Finding,
    Findings,
    Fix,
    Node,
    is_text,
    rule,
)
from wikilint_rules.tags._lists import brief, tag_lists, tags_in
from wikilint_rules.tags._plain import trim


@rule("duplicate-tag", severity="warning", gate=UNPLAIN_BLOCK, deletes=100, kept=COPIES)
def duplicate_tag(doc: Document, *, keys: tuple[str, ...] = TAG_KEYS) -> Findings:
    """A tag that appears more than once in its list.

    Sites count the page twice, or list it twice under the same tag. Spaces at the edges make no difference;
    capitals and punctuation do (see `near-duplicate-tag`). Values are compared as YAML reads them: the number 5 is
    not the text "5", and `null` is not "null".

        tags:
          - Aleppo
          - Syria
          - Aleppo

    becomes

        tags:
          - Aleppo
          - Syria

    keys: the top-level keys whose lists hold tags.

    Fix safety: safe, because YAML reads both as the same value. The later one is deleted, unless that would lose a
    comment or an anchor.
    """
    for block, sequence in tag_lists(doc, keys):
        again = list(_repeated(sequence))
        deleted = block.delete_items([item for item, _ in again])
        for item, earlier in again:
            message = f"the tag “{brief(item.value)}” is already on line {doc.row(earlier.start)}"
            edits = deleted.get(item)
            fix = Fix("Delete the second one", *edits) if edits else None
            yield Finding(item.start, item.end, message, fix)


def _repeated(sequence: Node) -> Iterator[tuple[Node, Node]]:
    """The items that say the same as an earlier one to every reader of YAML, each with that one."""
    first: dict[tuple[str, str | None], Node] = {}
    for item in tags_in(sequence):
        if text := trim(item.value):
            # `null`, `0x1F` and `2017` are the same only as values that are written alike: as text they are others.
            earlier = first.setdefault((text, "text" if is_text(item) else item.tag), item)
            if earlier is not item:
                yield item, earlier
