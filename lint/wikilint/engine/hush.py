"""A text with comments that hold its findings back, proven: for `check --add-suppressions` and `fix --interactive`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from wikilint.document import Document
from wikilint.edits import apply
from wikilint.engine.check import RULE_FAILED, Hit, check
from wikilint.engine.registry import ActiveRule
from wikilint.finding import Edit
from wikilint.frontmatter.edit import proof

Place = Literal["end", "above", "block"]
_PLACES: tuple[Place, ...] = ("end", "above", "block")
"""Where a comment is tried: at the end of the line, on the line above it, on the line above its block."""

MAX_LINES = 200
"""Comments of a file that are tried one by one, where all together break something."""


def hushed(
    document: Document, rules: Sequence[ActiveRule], wanted: Callable[[Hit], bool]
) -> tuple[Document, list[Hit]]:
    """The document with comments that hold the wanted findings back, and those that no comment can.

    A comment goes to the line of its finding where it holds there and changes nothing else, else it is for the file.
    """
    before = check(document, rules)
    hits = [hit for hit in before if wanted(hit) and hit.rule != RULE_FAILED]
    if not hits:
        return document, []
    after, left = _by_line(document, rules, before, hits)
    for in_block in (True, False):
        if left:
            names = sorted({hit.rule for hit in left})
            tried = after.with_text(apply(after.text, [_for_file(after, names, in_block=in_block)]))
            if _holds(document, tried, rules, before, hits):
                after, left = tried, []
    return after, left


def _by_line(
    document: Document, rules: Sequence[ActiveRule], before: Sequence[Hit], hits: Sequence[Hit]
) -> tuple[Document, list[Hit]]:
    """Comments at the lines of findings, as many as hold: see `_PLACES`."""
    waiting: dict[int, list[Hit]] = {}
    for hit in hits:
        waiting.setdefault(document.row(hit.finding.start), []).append(hit)
    good: list[Edit] = []
    held: list[Hit] = []

    def tried(rows: Iterable[int], place: Place) -> bool:
        """Whether comments on these rows hold, together with those that do already; then they are kept."""
        more = [_at_line(document, row, waiting[row], place) for row in rows]
        these = [*held, *(hit for row in rows for hit in waiting[row])]
        after = document.with_text(apply(document.text, sorted([*good, *more])))
        if not _holds(document, after, rules, before, these):
            return False
        good.extend(more)
        held.extend(these[len(held) :])
        return True

    for place in _PLACES:
        rows = list(waiting)
        if rows and tried(rows, place):
            waiting.clear()
        for row in rows[:MAX_LINES] if waiting else ():
            if tried([row], place):
                del waiting[row]
    after = document.with_text(apply(document.text, sorted(good))) if good else document
    return after, [hit for left in waiting.values() for hit in left]


def _at_line(document: Document, row: int, hits: Sequence[Hit], place: Place) -> Edit:
    names = ", ".join(sorted({hit.rule for hit in hits}))
    start = document.line_starts[row - 1]
    line = document.line(row)
    if start < document.body_start:
        indent = line[: len(line) - len(line.lstrip(" "))]
        return Edit(start, start, f"{indent}# wikilint: ignore[{names}]{_newline(document)}")
    if place != "end":
        while place == "block" and row > 1 and document.line(row - 1).strip() and start > document.body_start:
            row -= 1
            start = document.line_starts[row - 1]
        return Edit(start, start, f"<!-- wikilint: ignore[{names}] -->{_newline(document)}")
    end = start + len(line.rstrip(" \t"))
    return Edit(end, end, f" <!-- wikilint: ignore[{names}] -->")


def _for_file(document: Document, names: Sequence[str], *, in_block: bool) -> Edit:
    block, newline = document.frontmatter, _newline(document)
    if in_block and block is not None and block.syntax == "yaml" and block.root is not None:
        at = block.start
        return Edit(at, at, f"# wikilint: file-ignore[{', '.join(names)}]{newline}")
    at = document.body_start
    return Edit(at, at, f"<!-- wikilint: file-ignore[{', '.join(names)}] -->{newline}{newline}")


def _newline(document: Document) -> str:
    return "\r\n" if "\r\n" in document.text else "\n"


def _holds(
    document: Document,
    after: Document,
    rules: Sequence[ActiveRule],
    before: Sequence[Hit],
    held: Sequence[Hit],
) -> bool:
    """Whether these findings are held back, and nothing else is different."""
    if not _is_same_page(document, after):
        return False
    had, has = (Counter(hit.rule for hit in hits) for hits in (before, check(after, rules)))
    return has == had - Counter(hit.rule for hit in held)


def _is_same_page(document: Document, after: Document) -> bool:
    """Whether a page has the same headings and the same frontmatter, whatever comments it has."""
    if [each.level for each in document.headings] != [each.level for each in after.headings]:
        return False
    old, new = document.frontmatter, after.frontmatter
    if old is None or new is None:
        return old is new
    if (old.root is None) != (new.root is None):
        return False
    return old.root is None or not proof.changed_keys(old, new)
