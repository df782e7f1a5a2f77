"""The line of a key in a TOML text, for messages."""

from __future__ import annotations

import pytest

from wikilint.settings.locate import line_of

TEXT = '''# comment [x]
a = """
b = 1
[c]
"""
b = [
  ["x"],
  { c = 1 },
]  # ]
[rules.x-y]
"k k" = 'v'
[ rules . "a b" ]
deep.er = {z = 1}
[[list]]
q = 1
'''


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("a",), 2),
        (("b",), 6),
        (("c",), 0),
        (("rules", "x-y"), 10),
        (("rules", "x-y", "k k"), 11),
        (("rules", "x-y", "none"), 10),
        (("rules", "a b", "deep", "er"), 13),
        (("rules", "a b", "deep", "er", "z"), 13),
        (("list", "q"), 15),
    ],
)
def test_the_line_of_a_key(keys: tuple[str, ...], line: int) -> None:
    assert line_of(TEXT, keys) == line


def test_the_line_of_a_value() -> None:
    assert line_of('ignore = [\n  "a",\n  "bad",\n]\n', ("ignore",), "bad") == 3
