"""Merging and applying edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.edits import Applied, apply, compose, merge, origins
from wikilint.finding import Edit, Fix

TEXT = "0123456789" * 3


@st.composite
def fixes(draw: st.DrawFn) -> Fix:
    edits = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(TEXT)))
        edits.append(
            Edit(start, draw(st.integers(start, min(start + 4, len(TEXT)))), draw(st.sampled_from("abc")))
        )
    return Fix("a fix", *edits)


def test_edits_are_carried_out_from_left_to_right() -> None:
    assert apply("one two three", (Edit(0, 3, "1"), Edit(4, 8), Edit(13, 13, "!"))) == "1 three!"


@pytest.mark.parametrize("edits", [(Edit(2, 4), Edit(3, 5)), (Edit(4, 5), Edit(0, 1)), (Edit(9, 99),)])
def test_edits_that_overlap_or_leave_the_text_are_refused(edits: tuple[Edit, ...]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply("0123456789", edits)


def test_a_fix_is_taken_whole_or_not_at_all() -> None:
    first = Fix("first", Edit(0, 5))
    torn = Fix("torn", Edit(4, 6), Edit(20, 21))
    assert merge([first, torn]) == ((Edit(0, 5),), (0,))


def test_a_fix_that_has_to_wait_keeps_no_other_from_being_taken() -> None:
    assert merge([Fix("a", Edit(0, 5)), Fix("b", Edit(4, 6)), Fix("c", Edit(8, 9))])[1] == (0, 2)


def test_equal_edits_coalesce() -> None:
    shared = Edit(3, 7)
    edits, which = merge([Fix("a", shared), Fix("b", shared, Edit(9, 10))])
    assert edits == (shared, Edit(9, 10))
    assert which == (0, 1)


@pytest.mark.parametrize(
    "other", [Edit(5, 5, "y"), Edit(5, 8), Edit(2, 5)], ids=["same place", "its left edge", "its right edge"]
)
def test_an_insertion_next_to_another_edit_waits_for_the_next_pass(other: Edit) -> None:
    assert merge([Fix("insert", Edit(5, 5, "x")), Fix("other", other)])[1] == (0,)


FIRST = Edit(4, 6, "y")


@pytest.mark.parametrize(
    ("second", "goes_along"),
    [
        (Edit(2, 4), True),
        (Edit(6, 8), True),
        (Edit(2, 5), False),
        (Edit(5, 8), False),
        (Edit(3, 9), False),
        (Edit(5, 5, "x"), False),
        (Edit(4, 4, "x"), False),
        (Edit(6, 6, "x"), False),
        (Edit(3, 3, "x"), True),
        (Edit(7, 7, "x"), True),
    ],
)
def test_touching_is_fine_and_overlapping_is_not(second: Edit, goes_along: bool) -> None:
    for pair in ((FIRST, second), (second, FIRST)):
        taken = merge([Fix("one", pair[0]), Fix("two", pair[1])])[1]
        assert taken == ((0, 1) if goes_along else (0,))


def test_the_neighbours_on_both_sides_are_looked_at() -> None:
    around = [Fix("left", Edit(0, 3)), Fix("right", Edit(6, 9)), Fix("far", Edit(12, 15))]
    for edit, goes_along in (
        (Edit(2, 4), False),
        (Edit(5, 7), False),
        (Edit(3, 6), True),
        (Edit(10, 13), False),
    ):
        assert (3 in merge([*around, Fix("new", edit)])[1]) == goes_along


@given(st.lists(fixes(), max_size=8))
def test_what_is_merged_can_be_applied_and_holds_all_edits_of_the_chosen(given_fixes: list[Fix]) -> None:
    usable = [fix for fix in given_fixes if _disjoint(fix)]
    edits, which = merge(usable)
    apply(TEXT, edits)
    assert set(edits) == {edit for number in which for edit in usable[number].edits}


def _disjoint(fix: Fix) -> bool:
    return len(merge([Fix("one", edit) for edit in fix.edits])[1]) == len(fix.edits)


@st.composite
def applied(draw: st.DrawFn, size: int) -> list[Applied]:
    """Sorted, disjoint edits of a text of a size; none touches the next."""
    made, at = [], 0
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(at, size)) if at <= size else size + 1
        if start > size:
            break
        end = draw(st.integers(start, min(start + 3, size)))
        made.append(Applied(start, end, draw(st.text("xyz", max_size=3)), (draw(st.sampled_from("ab")),)))
        at = end + 1
    return made


@given(st.data())
def test_what_is_composed_does_what_both_do(data: st.DataObject) -> None:
    first = data.draw(applied(len(TEXT)))
    between = apply(TEXT, first)
    second = data.draw(applied(len(between)))
    both = compose(between, first, second)
    assert apply(TEXT, both) == apply(between, second)
    assert {name for edit in both for name in edit.rules} == {
        name for edit in (*first, *second) for name in edit.rules
    }


def test_edits_far_from_each_other_stay_apart() -> None:
    first = [Applied(0, 1, "xx", ("a",)), Applied(20, 21, "", ("a",), "unsafe")]
    second = [Applied(10, 12, "y", ("b",)), Applied(21, 21, "z", ("b",))]
    assert compose(apply(TEXT, first), first, second) == (
        Applied(0, 1, "xx", ("a",)),
        Applied(9, 11, "y", ("b",)),
        Applied(20, 21, "z", ("a", "b"), "unsafe"),
    )


@given(st.data())
def test_a_place_that_was_kept_is_found_again(data: st.DataObject) -> None:
    changes = data.draw(applied(len(TEXT)))
    origin = origins(changes)
    after = apply(TEXT, changes)
    for place, char in enumerate(after):
        if char not in "xyz":
            assert TEXT[origin(place)] == char
        else:
            assert origin(place) in {edit.start for edit in changes}
