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

    Each operation returns edits to `text`, sorted, disjoint and already proven: applied together, the block reads
    as before but for the declared change. Each raises EditRefused where that cannot be proven. The edits of two
    operations are not proven together. What carries them out is imported when it is asked for: most files are
    only looked at.
    """

    def repair_by_quoting(self) -> tuple[Edit, ...] | None:
        """The edit that puts one value into quotes and thereby makes the block parse; None when none does."""
        from wikilint.frontmatter.edit import repair

        return repair.repair_by_quoting(self)

    def set_value(self, node: Node, value: Plain) -> tuple[Edit, ...]:
        """Give a scalar another value: in its style, else quoted anew. A text stays a text for every reader."""
        from wikilint.frontmatter.edit import rewrite

        return rewrite.set_value(self, node, value)

    def join(self, node: Node, value: str) -> tuple[Edit, ...]:
        """Like `set_value`; a block scalar whose value has no line break any more goes on one line."""
        from wikilint.frontmatter.edit import rewrite

        return rewrite.join(self, node, value)

    def quote(self, node: Node) -> tuple[Edit, ...]:
        """Put a plain scalar into quotes: a text for every reader."""
        from wikilint.frontmatter.edit import rewrite

        return rewrite.quote(self, node)

    def take_in_comment(self, node: Node) -> tuple[Edit, ...]:
        """Make the comment behind a plain scalar a part of its value: what somebody wrote without quotes."""
        from wikilint.frontmatter.edit import rewrite

        return rewrite.take_in_comment(self, node)

    def restyle_list(self, node: Node, *, flow: bool) -> tuple[Edit, ...]:
        """Write the list of a top-level key in brackets (`flow`), or one item to a line."""
        from wikilint.frontmatter.edit import lists

        return lists.restyle_list(self, node, flow=flow)

    def make_list(self, node: Node, values: Sequence[str], *, flow: bool) -> tuple[Edit, ...]:
        """Put a list of texts where the scalar of a top-level key stands."""
        from wikilint.frontmatter.edit import lists

        return lists.make_list(self, node, values, flow=flow)

    def reorder(self, names: Sequence[str]) -> tuple[Edit, ...]:
        """Put the top-level entries into the order of `names`, which names each once; comments go along."""
        from wikilint.frontmatter.edit import order

        return order.reorder(self, names)

    def rename_key(self, pair: Pair, name: str) -> tuple[Edit, ...]:
        """Give an entry another key; refused when there is one of that name."""
        from wikilint.frontmatter.edit import rewrite

        return rewrite.rename_key(self, pair, name)

    def split_item(self, node: Node, values: Sequence[str]) -> tuple[Edit, ...]:
        """Put several items in the place of one scalar item; none at all deletes it."""
        from wikilint.frontmatter.edit import sequences

        return sequences.split_item(self, node, values)

    def delete_item(self, node: Node) -> tuple[Edit, ...]:
        """Delete an item; the last one leaves `[]`. A comment on its line stays, one inside the item goes."""
        from wikilint.frontmatter.edit import sequences

        return sequences.delete_item(self, node)

    def delete_items(self, nodes: Sequence[Node]) -> Mapping[Node, tuple[Edit, ...]]:
        """Like `delete_item` for several items of one list: the edits of each, all proven together.

        An item that is missing cannot be deleted; of a list with several items one always stays.
        """
        if not nodes:
            return {}
        from wikilint.frontmatter.edit import sequences

        return sequences.delete_items(self, nodes)

    def add_key(self, key: str, value: Plain | Sequence[Plain], after: str | None = None) -> tuple[Edit, ...]:
        """Add a top-level entry, at the end or after the key `after`; refused when there is one of that name."""
        from wikilint.frontmatter.edit import mappings

        return mappings.add_key(self, key, value, after)

    def delete_pair(self, pair: Pair) -> tuple[Edit, ...]:
        """Delete an entry; the last one of a nested mapping leaves `{}`. A comment on its line stays."""
        from wikilint.frontmatter.edit import mappings

        return mappings.delete_pair(self, pair)


def read_block(text: str) -> Block | None:
    """The block at the top of a text, or None. Only splits: what is wrong inside is its `problem`."""
    bounds = split(text)
    return None if bounds is None else Block(text, *bounds)
