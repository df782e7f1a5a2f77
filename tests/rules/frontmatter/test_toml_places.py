"""Where the keys and values of a TOML block stand, held against what tomllib reads there."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from wikilint_rules.frontmatter._toml import places

NAMES = st.from_regex(r"[a-z][a-z0-9_-]{0,5}", fullmatch=True)
SCALARS = st.one_of(
    st.integers(-(10**6), 10**6),
    st.booleans(),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12),
    st.dates(),
)
VALUES = st.recursive(
    SCALARS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(NAMES, below, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(NAMES, VALUES, max_size=5)


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict):
        return [leaf for key, below in value.items() for leaf in leaves(below, (*path, key))]
    if isinstance(value, list):
        return [leaf for number, below in enumerate(value) for leaf in leaves(below, (*path, number))]
    return [(path, value)]


def holds(text: str) -> None:
    """Every leaf's place holds the source of its value, and its key's place the key."""
    found = places(text, 0, len(text))
    for path, value in leaves(tomllib.loads(text)):
        place = found[path]
        source = text[slice(*place.value)]
        assert tomllib.loads(f"x = {source}")["x"] == value, (path, source)
        name = [step for step in path if isinstance(step, str)][-1]
        assert str(name) in text[slice(*place.key)]


@given(TABLES)
def test_what_tomlkit_writes(table: dict[str, Any]) -> None:
    holds(tomlkit.dumps(table))


@pytest.mark.parametrize(
    "text",
    [
        'title = "a # no comment" # a comment\ndraft = true\n',
        'a.b.c = 1\na.d = "x"\n',
        '[author]\nname = "Ada"\n[author.links]\nhome = "x"\n',
        '[[people]]\nname = "Ada"\n[[people]]\nname = "Bob"\n[people.home]\ncity = "x"\n[[people.pets]]\nname = "y"\n',
        'text = """\nlines = "no key"\n# no comment\n"""\nnext = \'\'\'it\'s\'\'\'\n',
        'tags = [ # one\n  "a", # ]\n  [1, 2,],\n]\nlast = {a = 1, b = {c = "}"}}\n',
        "\"quoted key\" = 1\n'other' = 2\n",
        "date = 2017-01-14T11:10:00Z\r\nday = 2017-01-14\r\n[t]\r\nx = 1.5e3\r\n",
    ],
)
def test_every_way_to_write_a_key(text: str) -> None:
    holds(text)


@given(st.text(alphabet="[]{}\"'=,.#\n ab1", max_size=60))
def test_ends_on_any_text(text: str) -> None:
    places(text, 0, len(text))
