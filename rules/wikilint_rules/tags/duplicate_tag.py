"""The same tag twice in one list."""

from __future__ import annotations

from wikilint.rule import Block, Document, EditRefused, Finding, Findings, Fix, Node, rule
from wikilint_rules.tags._lists import TAG_KEYS, affordable, brief, tag_lists, tags_in
from wikilint_rules.tags._plain import trim


@rule("duplicate-tag", severity="warning", gate=b"---")
def duplicate_tag(doc: Document, *, keys: tuple[str, ...] = TAG_KEYS) -> Findings:
    """A tag that stands in its list a second time.

    Sites that count tags count the page twice, or list it twice under the same tag. Blanks at the edges make no
    difference; capitals and punctuation do (see near-duplicate-tag), and so does the number 5 beside the text "5".

    The fix deletes the later one, and is offered where that loses no comment and no anchor.

        tags:
          - Aleppo
          - Syria
          - Aleppo

    becomes

        tags:
          - Aleppo
          - Syria

    keys: the top-level keys whose lists hold tags.
    """
    for block, sequence in tag_lists(doc, keys):
        first: dict[tuple[str, bool], Node] = {}
        again = []
        for item in tags_in(sequence):
            if text := trim(item.value):
                earlier = first.setdefault((text, _may_be_other_than_text(item)), item)
                if earlier is not item:
                    again.append((item, earlier))
        fixes = affordable(block, len(again))
        for number, (item, earlier) in enumerate(again):
            message = f"the tag “{brief(item.value)}” is in line {doc.row(earlier.start)} already"
            yield Finding(item.start, item.end, message, _fix(block, item) if number < fixes else None)


def _may_be_other_than_text(item: Node) -> bool:
    """A plain scalar with no letter in it may be a number or a date, which quotes would make a text."""
    return item.style is None and not any(char.isalpha() for char in item.value)


def _fix(block: Block, item: Node) -> Fix | None:
    try:
        return Fix("Delete the second one", *block.delete_item(item))
    except EditRefused:
        return None
