"""Many fixes to one text: merge them, apply them, compose what several passes did."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Sequence

from wikilint.finding import Edit, Fix, Safety
from wikilint.value import frozen


@frozen
class Applied:
    """What a run of fixes did to one place: `content` replaces `text[start:end]` of the text that was given.

    rules: the names of the rules whose fixes did it, sorted. safety: `unsafe` when one of the fixes was.
    proofs: what shows that it is right, sorted, see `Fix.proof`.
    """

    start: int
    end: int
    content: str
    rules: tuple[str, ...]
    safety: Safety = "safe"
    proofs: tuple[str, ...] = ()


def _follows(edit: Edit, taken: Sequence[Edit]) -> bool:
    """Whether an edit comes after all that were taken and touches none: most do, since fixes come in the order of the
    text."""
    return not taken or edit.start > taken[-1].end


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
        if not all(_follows(edit, taken) or not _clash(edit, taken) for edit in fresh):
            continue
        for edit in fresh:
            if _follows(edit, taken):
                taken.append(edit)
            else:
                insort(taken, edit)
        chosen.update(fresh)
        which.append(number)
    return tuple(taken), tuple(which)


def apply(text: str, edits: Iterable[Edit | Applied]) -> str:
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


def origins(edits: Sequence[Applied]) -> Callable[[int], int]:
    """A function from a place in the text after `edits` to the place in the text before; what was put in comes from
    where the edit began."""
    befores, afters, shift = [0], [0], 0
    for edit in edits:
        befores += (edit.start, edit.end)
        afters += (edit.start + shift, edit.start + shift + len(edit.content))
        shift += len(edit.content) - (edit.end - edit.start)

    def origin(place: int) -> int:
        at = bisect_right(afters, place) - 1
        is_inside = at % 2 == 1
        return befores[at] if is_inside else befores[at] + place - afters[at]

    return origin


def compose(between: str, first: Sequence[Applied], second: Sequence[Applied]) -> tuple[Applied, ...]:
    """One list of edits that does what `first` and then `second` do.

    between: the text after `first`, which `second` is about. Both lists are sorted and disjoint, and so is the
    result; edits of both that touch each other become one.
    """
    composed = []
    shift = 0  # how much further on a place is in `between` than in the text that was given
    one = two = 0
    while one < len(first) or two < len(second):
        start, end, ones, twos = _cluster(first, second, one, two, shift)
        if ones == one and twos == two + 1:
            alone = second[two]
            composed.append(
                Applied(start - shift, end - shift, alone.content, alone.rules, alone.safety, alone.proofs)
            )
            two = twos
            continue
        delta = sum(len(edit.content) - (edit.end - edit.start) for edit in first[one:ones])
        edits = [Edit(edit.start - start, edit.end - start, edit.content) for edit in second[two:twos]]
        together = (*first[one:ones], *second[two:twos])
        composed.append(
            Applied(
                start - shift,
                end - shift - delta,
                apply(between[start:end], edits),
                tuple(sorted({name for edit in together for name in edit.rules})),
                "unsafe" if any(edit.safety == "unsafe" for edit in together) else "safe",
                tuple(sorted({proof for edit in together for proof in edit.proofs})),
            )
        )
        shift += delta
        one, two = ones, twos
    return tuple(composed)


def _cluster(
    first: Sequence[Applied], second: Sequence[Applied], one: int, two: int, shift: int
) -> tuple[int, int, int, int]:
    """The next places of `between` that touch each other: where they start and end, and the first edit of either
    list that is not among them."""
    starts = [edit.start + shift for edit in first[one : one + 1]] + [
        edit.start for edit in second[two : two + 1]
    ]
    start = min(starts)
    end = start
    while True:
        if one < len(first) and first[one].start + shift <= end:
            edit = first[one]
            end = max(end, edit.start + shift + len(edit.content))
            shift += len(edit.content) - (edit.end - edit.start)
            one += 1
        elif two < len(second) and second[two].start <= end:
            end = max(end, second[two].end)
            two += 1
        else:
            return start, end, one, two
