"""Keys in another order than a site wants them in."""

from __future__ import annotations

from typing import Literal

from wikilint.rule import Document, EditRefused, Finding, Findings, Fix, rule


@rule("key-order", severity="info", gate=b"---", default=False)
def key_order(
    doc: Document, *, keys: tuple[str, ...] = (), others: Literal["keep", "sort"] = "keep"
) -> Findings:
    """Frontmatter keys that are not in the configured order.

    Where many people edit pages, one order makes them easy to read and keeps diffs small. Off by default, and
    silent without `keys`. The listed keys come first, in that order; all others follow as they are, or sorted by
    name.

        date: 2017-01-14
        title: Battle of Sarrin

    becomes (with `keys = ["title", "date"]`)

        title: Battle of Sarrin
        date: 2017-01-14

    keys: the keys that come first, in this order.
    others: what happens to all other keys: `keep` leaves them in their order, `sort` sorts them by name.

    Fix safety: safe, because the order of keys means nothing to YAML, and the block is proven to hold the same
    data. Whole entries move unchanged, together with comment lines right above them and a comment at the end of the
    line. There is no fix where an alias would come before its anchor.
    """
    block = doc.frontmatter
    if block is None or block.root is None or block.root.flow or not keys:
        return
    now = [pair.name for pair in block.root.pairs]
    rank = {name: number for number, name in enumerate(keys)}
    rest = [name for name in now if name not in rank]
    wanted = sorted((name for name in now if name in rank), key=rank.__getitem__)
    wanted += sorted(rest, key=str.casefold) if others == "sort" else rest
    misplaced = [
        (pair, name) for pair, name in zip(block.root.pairs, wanted, strict=True) if pair.name != name
    ]
    if not misplaced:
        return
    pair, name = misplaced[0]
    try:
        fix = Fix("Put the keys in order", *block.reorder(wanted))
    except EditRefused:
        fix = None
    message = f"the keys are not in order: “{name}” should be here, before “{pair.name}”"
    yield Finding(pair.key.start, pair.key.end, message, fix)
