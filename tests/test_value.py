"""`frozen` and `mutable` make what `dataclasses` would make."""

from __future__ import annotations

import dataclasses
import pickle
from typing import Any, Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.value import field, frozen, mutable, replace

T = TypeVar("T")


@frozen
class Place:
    """A place."""

    row: int
    column: int = 1
    names: list[str] = field(default_factory=list)
    origin: str = field(default_factory=str, compare=False)

    @property
    def is_first(self) -> bool:
        return self.row == 1


@dataclasses.dataclass(frozen=True, slots=True)
class AsPlace:
    row: int
    column: int = 1
    names: list[str] = dataclasses.field(default_factory=list)
    origin: str = dataclasses.field(default_factory=str, compare=False)


@frozen
class Pair:
    first: int
    second: str


@frozen
class Checked:
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError("it has to run forwards")


@frozen
class Box(Generic[T]):
    content: T


@frozen
class Own:
    names: tuple[str, ...]

    def __init__(self, *names: str) -> None:
        object.__setattr__(self, "names", names)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Own)

    def __reduce__(self) -> tuple[Any, ...]:
        return Own, ("unpickled",)


@mutable
class Counter:
    number: int = 0
    seen: list[int] = field(default_factory=list)


GIVEN = st.tuples(
    st.integers(0, 2), st.integers(0, 2), st.lists(st.just("a"), max_size=1), st.sampled_from("xy")
)


@given(GIVEN, GIVEN)
def test_values_are_equal_where_those_of_dataclasses_are(one: Any, other: Any) -> None:
    assert (Place(*one) == Place(*other)) == (AsPlace(*one) == AsPlace(*other))
    assert repr(Place(*one)) == repr(AsPlace(*one)).removeprefix("As")


@given(st.integers(), st.text())
def test_equal_values_have_equal_hashes(first: int, second: str) -> None:
    assert hash(Pair(first, second)) == hash(Pair(first, second))
    assert len({Pair(first, second), Pair(first, second)}) == 1
    assert Pair(first, second) != object()


@given(GIVEN)
def test_values_travel(given: Any) -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        back = pickle.loads(pickle.dumps(Place(*given), protocol))
        assert back == Place(*given)
        assert back.origin == given[3]


def test_defaults_names_and_places() -> None:
    assert Place(2) == Place(row=2, column=1, names=[])
    assert Place(2).names is not Place(2).names
    match Place(1, 3):
        case Place(row, column):
            assert (row, column) == (1, 3)
    assert Place(1).is_first
    assert Place.__doc__ == "A place."
    assert Box("x").content == "x"
    assert Box[str]("x") == Box("x")


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), ((1, 2, [], "", 5), {}), ((1,), {"row": 1}), ((1,), {"no": 1})]
)
def test_what_a_class_does_not_take(given: tuple[int, ...], named: dict[str, int]) -> None:
    for _ in range(2):  # before and after the first object was made
        with pytest.raises(TypeError, match=r"Place\.__init__\(\)"):
            Place(*given, **named)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["row", "other"])
def test_a_value_never_changes(name: str) -> None:
    place = Place(1)
    with pytest.raises(AttributeError, match="never changes"):
        setattr(place, name, 2)
    with pytest.raises(AttributeError, match="never changes"):
        delattr(place, name)
    assert not hasattr(place, "__dict__")


def test_what_a_class_defines_itself_stays() -> None:
    with pytest.raises(ValueError, match="forwards"):
        Checked(2, 1)
    assert Own("a", "b").names == ("a", "b")
    assert Own("a") == Own("b")
    assert pickle.loads(pickle.dumps(Own("a"))).names == ("unpickled",)
    with pytest.raises(TypeError, match="unhashable"):
        hash(Own("a"))


def test_an_object_that_changes_is_equal_to_itself_alone() -> None:
    counter = Counter()
    counter.number += 1
    counter.seen.append(1)
    assert repr(counter) == "Counter(number=1, seen=[1])"
    assert counter == counter
    assert counter != Counter(1, [1])
    assert len({counter, Counter(1, [1])}) == 2
    assert not hasattr(counter, "__dict__")


def test_replace_changes_a_copy() -> None:
    place = Place(1, 2, ["a"], "x")
    assert replace(place, column=3) == Place(1, 3, ["a"])
    assert replace(place).origin == "x"
    assert replace(Checked(1, 2), end=3) == Checked(1, 3)
    with pytest.raises(ValueError, match="forwards"):
        replace(Checked(1, 2), end=0)
    with pytest.raises(TypeError):
        replace(place, other=1)
