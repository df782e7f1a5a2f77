"""Text in columns of a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from wikilint.report.width import cells, cut, wrapped

TEXTS = st.text(alphabet="ab .é–漢🇷🇺\u0301\u200d👍🏽я€", max_size=60)


@given(text=TEXTS)
def test_cells_are_those_of_rich(text: str) -> None:
    assert cells(text) == cell_len(text)


@given(text=TEXTS, room=st.integers(1, 40))
def test_what_is_cut_fits(text: str, room: int) -> None:
    shown = cut(text, room)
    assert cells(shown) <= room
    assert shown == text or shown.endswith("…")


@given(text=TEXTS, width=st.integers(10, 60))
def test_wrapping_loses_nothing_and_breaks_no_word(text: str, width: int) -> None:
    lines = wrapped(text, width, indent=4)
    assert " ".join(line[4:] if at else line for at, line in enumerate(lines)) == text
    for line in lines:
        assert cells(line) <= width or " " not in line.strip()


@pytest.mark.parametrize("word", ["漢字", "a"])
def test_a_full_line_is_not_broken(word: str) -> None:
    text = f"{word} " * 4 + word
    assert wrapped(text, cells(text), indent=4) == [text]
    assert len(wrapped(text, cells(text) - 1, indent=4)) > 1
