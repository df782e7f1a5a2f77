"""Lists that are not written in the style of the site."""

from __future__ import annotations

from typing import Literal

from wikilint.rule import TAG_KEYS, Block, Document, EditRefused, Finding, Findings, Fix, Pair, pattern, rule
from wikilint_rules.frontmatter._trial import Budget

_WORDS = pattern(r"[,\s]+")
_NAMES = pattern(r"[ \t]*,[ \t]*")


@rule("list-style", severity="info", gate=b"---", default=False)
def list_style(
    doc: Document,
    *,
    style: Literal["block", "flow"] = "block",
    keys: tuple[str, ...] = (*TAG_KEYS, "aliases", "cssclasses"),
    lists: tuple[str, ...] = ("tags", "aliases", "cssclasses"),
) -> Findings:
    """A frontmatter list that is not in the configured style, or a text that should be a list.

    `[a, b]` and one item per line mean the same to YAML; one style throughout keeps diffs small. In the keys of
    `lists` a text is reported too: Obsidian no longer reads `tags: a, b` as two tags. Off by default.

    The rule ignores empty lists.

        tags: [Aleppo, Syria]

    becomes

        tags:
          - Aleppo
          - Syria

    style: `block` is one item per line, `flow` is brackets.
    keys: the top-level keys whose lists are checked.
    lists: the top-level keys that must hold a list: aliases are split at commas, all others at spaces too.

    Fix safety: safe for a list, which is proven to hold the same data; quotes and spelling of each value stay.
    Unsafe where a text becomes a list. There is no fix for a list with comments between its items, or with anything
    but plain values.
    """
    block = doc.frontmatter
    if block is None or block.root is None:
        return
    wanted, strict = _folded(keys), _folded(lists)
    found = [
        (pair, pair.value.kind == "scalar")
        for pair in block.root.pairs
        if (pair.name.casefold() in wanted and _is_other(pair, style == "flow"))
        or (pair.name.casefold() in strict and pair.value.kind == "scalar" and pair.value.value.strip())
    ]
    budget = Budget(block, len(found))
    for pair, is_text in found:
        how = "in brackets" if style == "flow" else "with one item per line"
        wrong = "is a text and should be a list" if is_text else f"should be written {how}"
        fix = _fix(block, pair, style == "flow") if budget.spend() else None
        yield Finding(pair.key.start, pair.key.end, f"“{pair.name}” {wrong}", fix)


def _folded(keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key.casefold() for key in keys)


def _is_other(pair: Pair, flow: bool) -> bool:
    return pair.value.kind == "sequence" and bool(pair.value.items) and pair.value.flow != flow


def _fix(block: Block, pair: Pair, flow: bool) -> Fix | None:
    node = pair.value
    try:
        if node.kind == "sequence":
            title = "Write it in brackets" if flow else "Write one item per line"
            return Fix(title, *block.restyle_list(node, flow=flow))
        parting = _NAMES if pair.name.casefold() == "aliases" else _WORDS
        values = [part for part in parting.split(node.value.strip().strip(",")) if part]
        return Fix("Make it a list", *block.make_list(node, values, flow=flow), safety="unsafe")
    except EditRefused:
        return None
