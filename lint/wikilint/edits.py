"""Many fixes to one text: merge them, apply them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from wikilint.finding import Edit, Fix


def _clash(edit: Edit, taken: Sequence[Edit]) -> bool:
    """Whether an edit overlaps one of those taken (sorted, disjoint). Touching is fine, except that
    of two insertions at one place, or of an insertion at the edge of a replacement, the order would be a guess."""
    at = bisect_left(taken, edit)
    around = taken[max(at - 1, 0) : at + 1]
    return any(
        (edit.start < other.end and other.start < edit.end) or _same_place(edit, other) for other in around
    )


def _same_place(one: Edit, other: Edit) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start in (other.start, other.end) or other.start in (one.start, one.end)
    return False


def merge(fixes: Iterable[Fix]) -> tuple[tuple[Edit, ...], tuple[int, ...]]:
    """The edits of as many fixes as go together, sorted and disjoint, and which fixes those are.

    Fixes are taken in the given order, each as a whole or not at all; equal edits coalesce; a fix that
    overlaps one taken before is left for the next pass.
    """
    taken: list[Edit] = []
    chosen: set[Edit] = set()
    which = []
    for number, fix in enumerate(fixes):
        fresh = [edit for edit in fix.edits if edit not in chosen]
        if any(_clash(edit, taken) for edit in fresh):
            continue
        for edit in fresh:
            insort(taken, edit)
        chosen.update(fresh)
        which.append(number)
    return tuple(taken), tuple(which)


def apply(text: str, edits: Sequence[Edit]) -> str:
    """`text` with every edit carried out.

    Raises ValueError when the edits are not sorted and disjoint, or reach beyond the text.
    """
    parts: list[str] = []
    done = 0
    for edit in edits:
        if edit.start < done or edit.end > len(text):
            raise ValueError(f"edit {edit.start}..{edit.end} overlaps another or reaches beyond the text")
        parts += (text[done : edit.start], edit.content)
        done = edit.end
    parts.append(text[done:])
    return "".join(parts)
