"""A value that YAML ends at a `#`."""

from __future__ import annotations

import re

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
    is_text,
    pattern,
    rule,
    shortened,
)
from wikilint_rules.frontmatter._fields import Field, fields
from wikilint_rules.frontmatter._trial import Budget

_BEHIND = pattern(r"[ \t](?P<comment>#(?P<word>[^\s#]+)[^\r\n]*)")
"""One space and a `#` that belongs to a word: a comment that was meant has its space behind the mark."""

_NUMBER = pattern(r"\d+\b")
_COLOR = pattern(r"(?=[a-f]*\d)(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\Z", re.IGNORECASE)
_WORD = pattern(r"\w")
_TAGS = frozenset(key for key in TAG_KEYS if not key.startswith(("date", "place")))


@rule("truncated-comment-value", severity="info", gate=UNPLAIN_BLOCK)
def truncated_comment_value(
    doc: Document,
    *,
    keys: tuple[str, ...] = ("title", "subtitle", "linkTitle", "description", "summary", "excerpt", "name"),
) -> Findings:
    """A value that is cut off at ` #`, where YAML starts a comment.

    `title: Review of issue #5` has the title “Review of issue”; `color: #fff` and `tags: #history` have no value at
    all. No tool complains, and the page shows half a title. Only a `#` that belongs to a word, with one space
    before it, is reported: before a number anywhere, before any word in the fields of `keys`, and after an empty
    value also before a color and in lists of tags.

    The rule ignores `# a comment`, with a space after the `#`.

        title: Review of issue #5

    becomes

        title: "Review of issue #5"

    keys: the fields that hold a sentence or a name, at any depth.

    Fix safety: unsafe, because a comment may have been meant.
    """
    block = doc.frontmatter
    if block is None or block.text.find(" #", block.start, block.end) < 0 or block.root is None:
        return
    found = [
        each for each in fields(block, lambda node: _is_cut(block, node)) if _is_meant(block, each, keys)
    ]
    budget = Budget(block, len(found))
    for field in found:
        node = field.node
        behind = _BEHIND.match(block.text, node.end, block.end)
        comment = shortened(behind["comment"].rstrip() if behind else "")
        left = f"the value is only “{shortened(node.value)}”" if node.value else "there is no value"
        message = f"YAML reads “{comment}” as a comment: {left}"
        yield Finding(node.start, node.end, message, _fix(block, node) if budget.spend() else None)


def _is_cut(block: Block, node: Node) -> bool:
    return (
        node.style is None
        and node.tag is None
        and not node.flow
        and _BEHIND.match(block.text, node.end, block.end) is not None
    )


def _is_meant(block: Block, field: Field, keys: tuple[str, ...]) -> bool:
    """Whether the word behind the mark belongs to the value."""
    node = field.node
    behind = _BEHIND.match(block.text, node.end, block.end)
    if behind is None or (node.value and not is_text(node)):
        return False
    word = behind["word"]
    if _NUMBER.match(word) or (field.name in keys and _WORD.match(word)):
        return True
    return not node.value and (
        _COLOR.match(word) is not None or (field.top.casefold() in _TAGS and word.isalnum())
    )


def _fix(block: Block, node: Node) -> Fix | None:
    try:
        return Fix("Quote the whole value", *block.take_in_comment(node), safety="unsafe")
    except EditRefused:
        return None
