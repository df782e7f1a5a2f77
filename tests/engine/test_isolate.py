"""The search for those that are to blame."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wikilint.engine.isolate import isolate


@given(st.integers(1, 60), st.sets(st.integers(0, 59), min_size=1, max_size=3))
def test_the_rest_holds(size: int, guilty: set[int]) -> None:
    guilty = {each % size for each in guilty}
    out = isolate(range(size), guilty.issubset)
    assert guilty <= out
    if size <= 16:
        assert out == guilty


def test_either_of_two_that_undo_each_other_is_enough() -> None:
    assert len(isolate("ab", bool)) == 1
