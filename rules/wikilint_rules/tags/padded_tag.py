"""A tag with spaces at its edges."""

from __future__ import annotations

from wikilint.rule import (
    TAG_KEYS,
    UNPLAIN_BLOCK,
    Block,
    Document,
    EditRefused,
    Finding,
    Findings,
    Fix,
    Node,
    rule,
)
from wikilint_rules.tags._damage import holds_controls
from wikilint_rules.tags._lists import affordable, brief, tag_lists, tags_in
from wikilint_rules.tags._plain import trim


@rule("padded-tag", severity="warning", gate=UNPLAIN_BLOCK, deletes=30)
def padded_tag(doc: Document, *, keys: tuple[str, ...] = TAG_KEYS) -> Findings:
    """A tag that begins or ends with spaces.

    The spaces are inside the quotes or in a block scalar, so they are part of the tag: it is a different tag from
    the one without them. Often they surrounded a flag or an image that was removed.

        tags: [" Islamic State"]

    becomes

        tags: ["Islamic State"]

    keys: the top-level keys whose lists hold tags.

    Fix safety: safe. Only the spaces at the edges are removed.
    """
    for block, sequence in tag_lists(doc, keys):
        padded = [item for item in tags_in(sequence) if _is_padded(item.value)]
        fixes = affordable(block, len(padded))
        for number, item in enumerate(padded):
            message = f"spaces at the edge of the tag “{brief(item.value)}”"
            yield Finding(item.start, item.end, message, _fix(block, item) if number < fixes else None)


def _is_padded(value: str) -> bool:
    return value != trim(value) != "" and "\n" not in value


def _fix(block: Block, item: Node) -> Fix | None:
    if holds_controls(item.value):
        return None
    try:
        return Fix("Remove the spaces", *block.join(item, trim(item.value)))
    except EditRefused:
        return None
