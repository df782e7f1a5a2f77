"""What fixes a problem with a schema, as edits that are proven to leave fewer of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from wikilint.rule import Block, Document, Edit, EditRefused, Fix
from wikilint_rules.frontmatter._trial import Budget, is_usable
from wikilint_rules.frontmatter._values import Problem, Repair
from wikilint_rules.frontmatter._words import said


class Mender:
    """Makes the fixes of one document.

    count: how many problems a document has; a fix has to lessen them.
    """

    def __init__(
        self, doc: Document, block: Block, found: Sequence[Problem], count: Callable[[Document], int]
    ) -> None:
        self._doc, self._block, self._count = doc, block, count
        self._had = count(doc)
        self._budget = Budget(block, len(found))
        self._missing = {
            str(each.path[0]): each.repair.value
            for each in found
            if each.repair is not None and each.repair.what == "add" and len(each.path) == 1
        }

    def fix(self, problem: Problem) -> Fix | None:
        """The fix for a problem that has a repair, None where it cannot be made or does not help."""
        if problem.repair is None or not self._budget.spend():
            return None
        try:
            edits = self._edits(problem, problem.repair)
        except EditRefused:
            return None
        if not edits or not self._helps(edits):
            return None
        return Fix(_title(problem, problem.repair), *edits, safety="unsafe")

    def _edits(self, problem: Problem, repair: Repair) -> Sequence[Edit]:
        if repair.what == "add":
            return self._added() if len(problem.path) == 1 else ()
        if repair.what == "rename":
            mapping = self._block.locate(problem.path[:-1])
            pairs = mapping.pairs if mapping is not None else []
            pair = next((each for each in pairs if each.name == problem.path[-1]), None)
            return self._block.rename_key(pair, repair.value) if pair is not None else ()
        node = self._block.locate(problem.path)
        if node is None or node.kind != "scalar":
            return ()
        return (
            self._block.quote(node) if repair.what == "quote" else self._block.set_value(node, repair.value)
        )

    def _added(self) -> Sequence[Edit]:
        """All that is missing, in one edit: several at the same place would have to wait for each other."""
        each: list[Edit] = []
        for name, value in self._missing.items():
            with suppress(EditRefused):
                each += self._block.add_key(name, value)
        return [Edit(each[0].start, each[0].end, "".join(edit.content for edit in each))] if each else []

    def _helps(self, edits: Sequence[Edit]) -> bool:
        tried = self._doc.with_edits(edits)
        return is_usable(tried) and self._count(tried) < self._had


def _title(problem: Problem, repair: Repair) -> str:
    if repair.what == "rename":
        return f"Rename the key to “{repair.value}”"
    if repair.what == "add":
        return f"Add “{problem.path[0]}”, and whatever else has a default"
    return "Quote the value" if repair.what == "quote" else f"Write {said(repair.value)}"
