"""Paths as globs see them are those of `os.path.relpath`."""

from __future__ import annotations

import os

from hypothesis import given
from hypothesis import strategies as st

from wikilint.disk import paths

PARTS = st.lists(st.sampled_from(["a", "b", "c d", ".", "..", "", "ä", "a.md"]), max_size=6).map("/".join)


@given(PARTS, PARTS, st.booleans(), st.booleans())
def test_the_relative_path_of_a_page_is_that_of_the_standard_library(
    path: str, root: str, full: bool, deep: bool
) -> None:
    page = f"/{path}/page.md" if full else f"{path}/page.md".removeprefix("/")
    root = f"/{root}" if deep else root or "."
    assert paths.relative(page, root) == os.path.relpath(page, root).replace(os.sep, "/")


def test_names_that_are_no_text_can_be_written() -> None:
    assert paths.printable("a/b.md") == "a/b.md"
    assert paths.printable("a/ä.md") == "a/ä.md"
    assert paths.printable("a/\udce4.md") == "a/\\xe4.md"
