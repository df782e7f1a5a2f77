"""A line break in a field that should have one line."""

from __future__ import annotations

import re
from itertools import pairwise

from wikilint.rule import (
    UNPLAIN_BLOCK,
    Block,
    Document,
    EditRefused,
    Finding,
    Findings,
    Fix,
    Node,
    Pair,
    pattern,
    rule,
)
from wikilint_rules.frontmatter._trial import Budget

_WORDS = (
    "title",
    "subtitle",
    "linkTitle",
    "shortTitle",
    "short-title",
    "sidebar_label",
    "subject",
    "shortDescription",
)
_DATES = ("date", "pubDate", "publishDate", "lastmod", "updated", "created")
_NAMES = ("author", "place", "location")
_TOKENS = (
    *(
        "img",
        "image",
        "thumbnail",
        "slug",
        "url",
        "permalink",
        "canonical_url",
        "layout",
        "type",
        "lang",
        "language",
    ),
    *("id", "uid", "weight"),
)
_GOES_ON = pattern(
    r"(?:,|\b(?:a|an|the|and|or|of|in|on|at|to|by|for|from|with|as|into|over|under|between|against|during|near"
    r"|de|la|le|les|du|des|et|el|los|las|y|der|die|das|und|von|zu|di|e|il))\Z",
    re.IGNORECASE,
)
_ITEM = pattern(r"[*•·‣#|>]|-[ \t]|\d+[.)][ \t]|[\U0001f1e6-\U0001f1ff]")


@rule("multiline-value", severity="warning", gate=UNPLAIN_BLOCK, deletes=20)
def multiline_value(
    doc: Document, *, keys: tuple[str, ...] = (*_WORDS, *_DATES, *_NAMES, *_TOKENS)
) -> Findings:
    """A value with a line break, in a field that should be a single line.

    A title, date or image with two lines comes from a table cell or list that was flattened: pages show it broken,
    and comparisons fail.

    The rule ignores a value that is only *written* on several lines (folded), which contains no line break, one
    that merely ends in a line break, and list items (see `multiline-tag`).

        title: |-
          the Battle of Deir ez-Zor and the
          Russian intervention

    becomes

        title: the Battle of Deir ez-Zor and the Russian intervention

    keys: the top-level keys whose value should be a single line.

    Fix safety: safe where each break falls inside a sentence: the line before it ends in a comma or a word like
    `and`, `of`, `the`, or the next one begins in lower case. Unsafe for any other break in a title, unless a line
    begins with a mark of its own (a bullet, a flag). URLs and other tokens are never joined.
    """
    block = doc.frontmatter
    if block is None or block.root is None:
        return
    found = [pair for pair in block.root.pairs if pair.name in keys and _has_lines(pair.value)]
    budget = Budget(block, len(found))
    for pair in found:
        lines = [line.strip() for line in pair.value.value.split("\n") if line.strip()]
        message = f"“{pair.name}” has {len(lines)} lines but should have one"
        fix = _fix(block, pair, lines, budget)
        yield Finding(pair.value.start, pair.value.end, message, fix)


def _has_lines(node: Node) -> bool:
    return node.kind == "scalar" and node.style is not None and "\n" in node.value.strip()


def _fix(block: Block, pair: Pair, lines: list[str], budget: Budget) -> Fix | None:
    breaks = list(pairwise(lines))
    goes_on = all(_GOES_ON.search(before) or after[0].islower() for before, after in breaks)
    marked = any(_ITEM.match(after) for _, after in breaks)
    if marked or pair.name in _TOKENS or not (goes_on or pair.name in _WORDS) or not budget.spend():
        return None
    try:
        edits = block.join(pair.value, " ".join(lines))
    except EditRefused:
        return None
    return Fix("Join the lines", *edits, safety="safe" if goes_on else "unsafe")
