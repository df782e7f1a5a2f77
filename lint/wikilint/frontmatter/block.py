"""The frontmatter block of a text: what it says, where, and the edits that change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wikilint.finding import Edit
from wikilint.frontmatter.read.data import Plain
from wikilint.frontmatter.read.nodes import Node, Pair
from wikilint.frontmatter.read.reading import Reading
from wikilint.frontmatter.read.split import split


class Block(Reading):
    """The frontmatter of a document: what it says, where, and the edits that change it.

    Each operation returns edits to `text`, sorted, disjoint and proven: with all of them applied, the block reads as
    before except for the declared change. If that cannot be proven, the operation raises EditRefused. The edits of
    two operations are not proven together. The modules that make edits are imported on first use, because most files
    are only read.
    """

    def repair_by_quoting(self) -> tuple[Edit, ...] | None:
        """The edit that makes the block parse by quoting one value; None if there is none."""
        from wikilint.frontmatter.edit import repair

        return repair.repair_by_quoting(self)

    def set_value(self, node: Node, value: Plain) -> tuple[Edit, ...]:
        """Give a scalar another value, in its style if possible, else in quotes. A string remains a string for every
        parser."""
        from wikilint.frontmatter.edit import rewrite

        return rewrite.set_value(self, node, value)

    def join(self, node: Node, value: str) -> tuple[Edit, ...]:
        """Like `set_value`, but a block scalar whose new value has no line break is put on one line."""
        from wikilint.frontmatter.edit import rewrite

        return rewrite.join(self, node, value)

    def quote(self, node: Node) -> tuple[Edit, ...]:
        """Put a plain scalar into quotes, so that every parser reads a string."""
        from wikilint.frontmatter.edit import rewrite

        return rewrite.quote(self, node)

    def take_in_comment(self, node: Node) -> tuple[Edit, ...]:
        """Make the comment after a plain scalar part of its value, for text that should have been quoted."""
        from wikilint.frontmatter.edit import rewrite

        return rewrite.take_in_comment(self, node)

    def restyle_list(self, node: Node, *, flow: bool) -> tuple[Edit, ...]:
        """Write the list of a top-level key in brackets (`flow`), or with one item per line."""
        from wikilint.frontmatter.edit import lists

        return lists.restyle_list(self, node, flow=flow)

    def make_list(self, node: Node, values: Sequence[str], *, flow: bool) -> tuple[Edit, ...]:
        """Replace the scalar value of a top-level key with a list of strings."""
        from wikilint.frontmatter.edit import lists

        return lists.make_list(self, node, values, flow=flow)

    def reorder(self, names: Sequence[str]) -> tuple[Edit, ...]:
        """Put the top-level entries into the order of `names`, which has each key once. Comments move along."""
        from wikilint.frontmatter.edit import order

        return order.reorder(self, names)

    def rename_key(self, pair: Pair, name: str) -> tuple[Edit, ...]:
        """Give an entry another key; refused if that key exists."""
        from wikilint.frontmatter.edit import rewrite

        return rewrite.rename_key(self, pair, name)

    def split_item(self, node: Node, values: Sequence[str]) -> tuple[Edit, ...]:
        """Replace a scalar item with several items; an empty list deletes it."""
        from wikilint.frontmatter.edit import sequences

        return sequences.split_item(self, node, values)

    def delete_item(self, node: Node) -> tuple[Edit, ...]:
        """Delete an item; the last one leaves `[]`. A comment on its line is kept, one inside the item is deleted."""
        from wikilint.frontmatter.edit import sequences

        return sequences.delete_item(self, node)

    def delete_items(self, nodes: Sequence[Node]) -> Mapping[Node, tuple[Edit, ...]]:
        """Like `delete_item` for several items of one list: the edits for each, all proven together.

        Items that cannot be deleted are missing from the result; of several items, at least one always remains.
        """
        if not nodes:
            return {}
        from wikilint.frontmatter.edit import sequences

        return sequences.delete_items(self, nodes)

    def add_key(self, key: str, value: Plain | Sequence[Plain], after: str | None = None) -> tuple[Edit, ...]:
        """Add a top-level entry, at the end or after the key `after`; refused if the key exists."""
        from wikilint.frontmatter.edit import mappings

        return mappings.add_key(self, key, value, after)

    def delete_pair(self, pair: Pair) -> tuple[Edit, ...]:
        """Delete an entry; the last one of a nested mapping leaves `{}`. A comment on its line is kept."""
        from wikilint.frontmatter.edit import mappings

        return mappings.delete_pair(self, pair)


def read_block(text: str) -> Block | None:
    """The block at the top of a text, or None. Only splits: what is wrong inside is its `problem`."""
    bounds = split(text)
    return None if bounds is None else Block(text, *bounds)
