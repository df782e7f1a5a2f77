"""Keys that a site no longer wants."""

from __future__ import annotations

from wikilint.rule import Block, Document, EditRefused, Finding, Findings, Fix, Pair, rule
from wikilint_rules.frontmatter._trial import Budget


@rule("unwanted-key", severity="info", gate=b"---", default=False, deletes=2_000)
def unwanted_key(doc: Document, *, keys: tuple[str, ...] = ()) -> Findings:
    """A frontmatter key that the configuration does not allow.

    After a move from one tool to another, its keys stay behind on every page (`jekyll_layout`, `wordpress_id`). Off
    by default, and silent without `keys`. Only keys at the top level count.

        title: Battle of Sarrin
        wordpress_id: 4711

    becomes

        title: Battle of Sarrin

    keys: the top-level keys to remove.

    Fix safety: unsafe, because the value is lost. A comment next to the entry stays. An entry with a comment inside
    has no fix.
    """
    block = doc.frontmatter
    if block is None or block.root is None or not keys:
        return
    found = [pair for pair in block.root.pairs if pair.name in keys]
    budget = Budget(block, len(found))
    for pair in found:
        fix = _fix(block, pair) if budget.spend() else None
        yield Finding(
            pair.key.start, pair.key.end, f"the key “{pair.name}” is not allowed by the configuration", fix
        )


def _fix(block: Block, pair: Pair) -> Fix | None:
    if "#" in block.text[pair.start : pair.end]:
        return None
    try:
        return Fix(f"Remove “{pair.name}”", *block.delete_pair(pair), safety="unsafe")
    except EditRefused:
        return None
