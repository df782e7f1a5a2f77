"""Values come back by their numbers, before they are stored and after."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.disk.packed import Packed


@given(st.integers(0, 700), st.integers(0, 300), st.randoms(use_true_random=False))
def test_what_is_added_is_there(first: int, more: int, order: Random) -> None:
    values = [b"%d" % number * (number % 7) for number in range(first + more)]
    packed = Packed()
    assert [packed.add(each) for each in values[:first]] == list(range(first))
    packed = Packed.of(packed.stored())
    assert [packed.add(each) for each in values[first:]] == list(range(first, first + more))
    again = Packed.of(packed.stored())
    for each in (packed, again):
        assert list(each) == values
        assert len(each) == len(values)
        numbers = list(range(len(values)))
        order.shuffle(numbers)
        assert [each[number] for number in numbers[:40]] == [values[number] for number in numbers[:40]]


@pytest.mark.parametrize("stored", [[b""], [b"x"], [1], "text"])
def test_what_is_broken_raises(stored: list[bytes]) -> None:
    with pytest.raises(ValueError, match="not a group"):
        Packed.of(stored)


def test_a_number_that_is_not_there_raises() -> None:
    packed = Packed()
    packed.add(b"one")
    with pytest.raises(IndexError):
        packed[1]
