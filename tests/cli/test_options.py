"""The options of a rule: checked when they are configured, with a message that says what fits."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from wikilint.rule import Option, OptionError


@pytest.mark.parametrize(
    ("kind", "value", "taken"),
    [
        (bool, True, True),
        (int, 3, 3),
        (float, 3, 3),
        (str, "a", "a"),
        (Literal["a", "b"], "b", "b"),
        (tuple[str, ...], ["a", "b"], ("a", "b")),
        (tuple[Literal["a", "b"], ...], ["b"], ("b",)),
        (dict[str, Any], {"a": 1}, {"a": 1}),
    ],
)
def test_a_value_of_its_kind_is_taken(kind: Any, value: object, taken: object) -> None:
    assert Option("keys", kind, None, "").accept(value) == taken


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        (bool, 1, "takes bool, not 1"),
        (int, True, "takes int, not True"),
        (int, 1.5, "takes int, not 1.5"),
        (str, ["a"], r"takes str, not \['a'\]"),
        (Literal["a", "b"], "c", r"takes 'a' \| 'b', not 'c'"),
        (tuple[str, ...], "a", "takes list of str, not 'a'"),
        (tuple[str, ...], [1], r"takes list of str, not \[1\]"),
        (tuple[Literal["a", "b"], ...], ["c"], r"takes list of 'a' \| 'b', not \['c'\]"),
        (dict[str, Any], [], r"takes table, not \[\]"),
    ],
)
def test_another_is_refused(kind: Any, value: object, message: str) -> None:
    with pytest.raises(OptionError, match=f"option 'most-keys' {message}"):
        Option("most_keys", kind, None, "").accept(value)
