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
        (bool, 1, "takes true or false, not 1"),
        (int, True, "takes an integer, not true"),
        (int, 1.5, r"takes an integer, not 1\.5"),
        (str, ["a"], r'takes a string, not \["a"\]'),
        (Literal["a", "b"], "c", 'takes one of a, b, not "c"'),
        (tuple[str, ...], "a", r'takes a list of strings, not "a": write \["a"\]'),
        (tuple[str, ...], [1], "takes a string, not 1"),
        (tuple[Literal["a", "b"], ...], ["c"], 'takes one of a, b, not "c"'),
        (dict[str, Any], [], r"takes a table, not \[\]"),
    ],
)
def test_another_is_refused(kind: Any, value: object, message: str) -> None:
    with pytest.raises(OptionError, match=f"option 'most-keys' {message}"):
        Option("most_keys", kind, None, "").accept(value)
