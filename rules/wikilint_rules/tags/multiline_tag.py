"""A tag with a line break in its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from wikilint_rules.tags._damage import looks_damaged
from wikilint_rules.tags._lists import affordable, brief, tag_lists, tags_in
from wikilint_rules.tags._plain import trim

if TYPE_CHECKING:
    from wikilint_rules.tags._reading import Reading

_MOST_NAMED = 4


@rule("multiline-tag", severity="error", gate=UNPLAIN_BLOCK, deletes=300)
def multiline_tag(doc: Document, *, keys: tuple[str, ...] = TAG_KEYS) -> Findings:
    """A frontmatter tag with a line break in its value.

    A script that turns the infobox of a wiki page into a list often puts a whole cell into one item. The item is
    then either one name on two lines, or several names in one, and no search for a tag finds it.

    The rule ignores a plain or quoted item that is only folded over two lines, because its value contains no line
    break.

        tags:
          - |-
            the Battle of Deir ez-Zor and the
            Russian military intervention in the Syrian civil war
          - |-
            Syrian Arab Republic
            * Syrian Armed Forces

    becomes

        tags:
          - the Battle of Deir ez-Zor and the Russian military intervention in the Syrian civil war
          - Syrian Arab Republic
          - Syrian Armed Forces

    keys: the top-level keys whose lists hold tags.

    Fix safety: safe where all line breaks of a value agree. Lines are joined where one ends in a conjunction, a
    preposition or an article, or in a comma before a small letter, or where the next begins in lower case. The item
    is split where every line after the first begins with a bullet or a flag; the bullets and the spaces around them
    are removed. Everything else is unsafe: labels ("Supported by:"), image names and "undefined" are removed, names
    on one line are separated, and a bracket on its own line joins the name above. No name is dropped: text before a
    label becomes a tag, and so does a label that may be a name ("Lebanon:"). Display only where more would be
    removed, where the result would not be a tag ("and others..."), and while the encoding of a value looks damaged,
    because it may hide a flag or a dash.
    """
    for block, sequence in tag_lists(doc, keys):
        broken = [item for item in tags_in(sequence) if "\n" in item.value and trim(item.value)]
        if not broken:
            continue
        from wikilint_rules.tags._breaks import keeps_capitals
        from wikilint_rules.tags._reading import read

        capitals = keeps_capitals(item.value for item in tags_in(sequence))
        fixes = affordable(block, len(broken))
        for number, item in enumerate(broken):
            reading = read(item.value, capitals=capitals)
            fix = _fix(block, item, reading) if number < fixes else None
            yield Finding(item.start, item.end, _message(reading), fix)


def _message(reading: Reading) -> str:
    breaks = reading.lines - 1
    if not breaks:
        return "a tag that ends in a line break"
    what = "a tag with a line break in it" if breaks == 1 else f"a tag with {breaks} line breaks in it"
    if reading.clear:
        how = (
            "one sentence, to be joined"
            if len(reading.tags) == 1
            else f"{len(reading.tags)} tags, to be split"
        )
        return f"{what}: {how}"
    guess = "one tag" if len(reading.tags) == 1 else f"{len(reading.tags) or 'no'} tags"
    return f"{what}: probably {guess}; unsure because of {reading.doubt}"


def _fix(block: Block, item: Node, reading: Reading) -> Fix | None:
    """The join or the split; None where nothing would be left, or the block cannot be edited so."""
    if not reading.tags:
        return None
    try:
        if len(reading.tags) == 1:
            title, edits = f"Make it “{brief(reading.tags[0])}”", block.join(item, reading.tags[0])
        else:
            title, edits = f"Split it into {_named(reading.tags)}", block.split_item(item, reading.tags)
    except EditRefused:
        return None
    if looks_damaged(item.value) or not reading.sound:
        return Fix(title, *edits, safety="display")
    return Fix(title, *edits, safety="safe" if reading.clear else "unsafe")


def _named(tags: tuple[str, ...]) -> str:
    named = ", ".join(f"“{brief(tag, 40)}”" for tag in tags[:_MOST_NAMED])
    return named if len(tags) <= _MOST_NAMED else f"{named} and {len(tags) - _MOST_NAMED} more"
