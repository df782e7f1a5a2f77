"""Spaces at the edge of a quoted value."""

from __future__ import annotations

import re

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
    pattern,
    rule,
)
from wikilint_rules.frontmatter._fields import fields
from wikilint_rules.frontmatter._trial import Budget

_WORD = pattern(r"\w")
_BLANKS = " \t\r\n"
# What every padded value without an escape has: a quote before a blank, or one behind it that ends a value or line.
_PADDED = pattern(r"""["'](?:[ \t]|(?<=[ \t\r\n\[{,]["'])[ \t]*+(?:[\r\n,\]}:#]|\Z))""")
_SOURCE = pattern(r"""["'](?P<before>[ \t]*+)(?P<bare>[^\\\r\n"']*[^\\\r\n"' \t])(?P<after>[ \t]*+)["']\Z""")
"""A scalar on one line without escapes: what it says is what is written."""
_ISSUE_TEMPLATE = pattern(r"(?:\A|/)\.github/|(?:\A|/)ISSUE_TEMPLATE(?:/|\.md\Z)", re.IGNORECASE)
_AFFIX = pattern(
    r"(?:\A|[_-])(?:prefix|suffix|separator|delimiter|sep|before|after|indent|pad(?:ding)?|glue|joiner)\Z"
    r"|\Aunits?(?:_|\Z)",
    re.IGNORECASE,
)
_JOINT = (":", "|", "-", "–", "—", "»", "/", ",", "=", "#", "+", ">")
# A unit after a number: " °C", " %", " €".
_UNITS = ("°", "%", "‰", "€", "$", "£", "¥", "×")
_BRACKETS = pattern(r"\[[^\[\]]*\]\Z")


@rule("padded-value", severity="warning", gate=UNPLAIN_BLOCK)
def padded_value(doc: Document, *, lists: tuple[str, ...] = TAG_KEYS) -> Findings:
    r"""A quoted value that begins or ends with spaces.

    They are invisible and break comparisons: `"Amy "` is a different author from `"Amy"`, and a search for one
    misses the other. YAML drops the spaces around an unquoted value, so only quotes can keep them.

    The rule ignores spaces that have a purpose: in a value without a letter or digit (`", "`), before something to
    be joined (`"Bug: "`, `"[Docs] "`), before a unit (`" °C"`), in fields named for it (`title_prefix`, `unit`),
    and in templates below `.github`. It also ignores edges written as an escape (`"\tstring"`, `"2000\n"`), block
    scalars, and items of lists of words (see `padded-tag`).

        first_name: "Amy "

    becomes

        first_name: "Amy"

    lists: top-level keys whose list items are left to `padded-tag`.

    Fix safety: safe. Only spaces and line breaks at the edges are removed.
    """
    block = doc.frontmatter
    if (
        block is None
        or not _may_hold_padding(block)
        or block.root is None
        or _ISSUE_TEMPLATE.search(doc.path)
    ):
        return
    left = frozenset(key.casefold() for key in lists)
    found = [
        each.node
        for each in fields(block, _is_padded)
        if not (each.is_item and each.top.casefold() in left)
        and not _AFFIX.search(each.name)
        and not _is_meant(block, each.node)
    ]
    budget = Budget(block, sum(1 for node in found if _simple(block, node) is None))
    for node in found:
        yield Finding(node.start, node.end, _message(node), _fix(block, node, budget))


def _may_hold_padding(block: Block) -> bool:
    """Whether the values are worth being looked at one by one."""
    span = block.start, block.end
    return _PADDED.search(block.text, *span) is not None or block.text.find("\\", *span) >= 0


def _is_padded(node: Node) -> bool:
    bare = node.value.strip(_BLANKS)
    if bare == node.value or (node.style != '"' and node.style != "'") or not _WORD.search(bare):
        return False
    leads_on = node.value[-1] in _BLANKS and (bare.endswith(_JOINT) or _BRACKETS.match(bare) is not None)
    follows = node.value[0] in _BLANKS and bare.startswith(_JOINT + _UNITS)
    return not (leads_on or follows)


def _is_meant(block: Block, node: Node) -> bool:
    """Whether an escape is among the blanks at the edges: nobody writes `\\t` or `\\n` by accident."""
    if node.style != '"' or block.text.find("\\", node.start, node.end) < 0:
        return False
    source = block.source_map(node)
    if source.value != node.value:
        return True
    length = len(node.value)
    before = length - len(node.value.lstrip(_BLANKS))
    after = len(node.value.rstrip(_BLANKS))
    edges = (*range(before), *range(after, length))
    return any(block.text[source.char_span(index)[0]] == "\\" for index in edges)


def _message(node: Node) -> str:
    sides = []
    if node.value[0] in _BLANKS:
        sides.append("begins")
    if node.value[-1] in _BLANKS:
        sides.append("ends")
    return f"the value {' and '.join(sides)} with spaces inside its quotes"


def _simple(block: Block, node: Node) -> re.Match[str] | None:
    found = _SOURCE.match(block.text, node.start, node.end)
    return found if found is not None and found["bare"] == node.value.strip(_BLANKS) else None


def _fix(block: Block, node: Node, budget: Budget) -> Fix | None:
    if found := _simple(block, node):
        edits = tuple(Edit(*found.span(side)) for side in ("before", "after") if found[side])
        return Fix("Remove the spaces", *edits)
    if not budget.spend():
        return None
    try:
        return Fix("Remove the spaces", *block.set_value(node, node.value.strip(_BLANKS)))
    except EditRefused:
        return None
