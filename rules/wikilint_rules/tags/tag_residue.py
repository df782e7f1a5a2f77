"""Marks of an information box that were left in a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wikilint.rule import (
    TAG_KEYS,
    UNPLAIN_BLOCK,
    Block,
    Document,
    Edit,
    EditRefused,
    Finding,
    Findings,
    Fix,
    Node,
    rule,
)
from wikilint_rules.tags._damage import looks_damaged
from wikilint_rules.tags._lists import affordable, brief, tag_lists, tags_in
from wikilint_rules.tags._plain import has_sign, trim

if TYPE_CHECKING:
    from wikilint_rules.tags._residue import Residue


@rule("tag-residue", severity="warning", gate=UNPLAIN_BLOCK, deletes=200)
def tag_residue(doc: Document, *, keys: tuple[str, ...] = TAG_KEYS) -> Findings:
    """A tag with a bullet, an image name, a label or another leftover of the page it was taken from.

    A script that turns the infobox of a wiki page into tags leaves `* Hezbollah`,
    `Flag of Syria.svg Syrian Arab Republic`, `undefined` or `Supported by:` among them. Nobody searches for such a
    tag, and the same name without the mark is a different tag. “undefined” counts only as the whole tag or before a
    name.

    The rule ignores a bullet without a space after it (`*nix`, `*args`), `* operator`, the tag “undefined” on a
    page about it (its frontmatter contains the word elsewhere), and items with line breaks (see `multiline-tag`).

        tags: ["* Hezbollah", Flag of Syria.svg Syrian Arab Republic]

    becomes

        tags: ["Hezbollah", Syrian Arab Republic]

    keys: the top-level keys whose lists hold tags.

    Fix safety: safe for removing a bullet. Unsafe for everything else, and display only where a name could be lost.
    """
    for block, sequence in tag_lists(doc, keys):
        items = [item for item in tags_in(sequence) if "\n" not in item.value and has_sign(trim(item.value))]
        if not items:
            continue
        from wikilint_rules.tags._residue import residue

        marked = [(item, left) for item in items if (left := residue(item.value))]
        if any(item.value == "undefined" for item, _ in marked) and _is_about_undefined(block, sequence):
            marked = [(item, left) for item, left in marked if item.value != "undefined"]
        limit = affordable(block, len(marked))
        deleted = block.delete_items([item for item, left in marked if not left.tags])
        for number, (item, left) in enumerate(marked):
            fix = _fix(block, item, left, deleted.get(item)) if number < limit or item in deleted else None
            yield Finding(item.start, item.end, f"{left.what} in the tag “{brief(item.value)}”", fix)


def _is_about_undefined(block: Block, sequence: Node) -> bool:
    """Whether the frontmatter says the word outside of the list too, and is not itself damaged there."""
    values = (node.value for node in block.scalars() if not sequence.start <= node.start < sequence.end)
    return any("undefined" in value.casefold() and value.strip() != "undefined" for value in values)


def _fix(block: Block, item: Node, left: Residue, deletion: tuple[Edit, ...] | None) -> Fix | None:
    """What takes the residue out; None where the block cannot be edited so."""
    try:
        if not left.tags:
            title, edits = "Delete the tag", deletion or ()
        elif len(left.tags) == 1:
            title, edits = f"Make it “{brief(left.tags[0])}”", block.join(item, left.tags[0])
        else:
            title, edits = f"Split it into {len(left.tags)} tags", block.split_item(item, left.tags)
    except EditRefused:
        return None
    if not edits:
        return None
    if looks_damaged(item.value) or not left.sound:
        return Fix(title, *edits, safety="display")
    return Fix(title, *edits, safety="safe" if left.safe else "unsafe")
