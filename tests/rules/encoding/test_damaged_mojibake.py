"""Mojibake with straight quotes: every everyday character is among what is shown, and no other is put in its place."""

from __future__ import annotations

import pytest

from wikilint.rule import Document
from wikilint_rules.encoding._repair.tables import codec
from wikilint_rules.encoding.damaged_mojibake import _EVERYDAY, damaged_mojibake

STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})


def damaged(char: str) -> str:
    return codec("windows-1252").damage(char).translate(STRAIGHT)


CHANGED = sorted(char for char in _EVERYDAY if damaged(char) != codec("windows-1252").damage(char))


@pytest.mark.parametrize("place", ["- {}", "a {} b", "| {} |", "```\n{} src\n```"])
@pytest.mark.parametrize("char", CHANGED)
def test_an_everyday_character_is_shown_or_put_back(char: str, place: str) -> None:
    (found,) = damaged_mojibake(Document.from_text(place.format(damaged(char)) + "\n"))
    assert found.fix
    if found.fix.safety == "unsafe":
        rare = {"↑": "→", "–": "—"}
        assert [edit.content for edit in found.fix.edits] == [rare.get(char, char)]
    else:
        assert f"“{char}”" in found.message
