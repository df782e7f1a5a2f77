"""A manifest from anywhere is read or refused in words, and leads nowhere but into its folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.disk import manifest
from wikilint.disk.manifest import ManifestError

EDIT = {"rules": ["r"], "safety": "safe", "bytes": [0, 1], "chars": [0, 1], "old": "a", "new": "b"}
LINE = {"path": "a.md", "before": "0", "after": "1", "edits": [EDIT]}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=3), below, max_size=2),
    max_leaves=5,
)


def _read(text: str) -> list[manifest.Page]:
    return manifest.pages(manifest.read([text]))


def test_a_line_is_a_page() -> None:
    (page,) = _read(json.dumps(LINE))
    assert (page.path, page.before, page.after, len(page.made())) == ("a.md", "0", "1", 1)


@given(st.sampled_from([*LINE, *EDIT]), anything)
def test_any_value_anywhere_is_read_or_refused(key: str, value: object) -> None:
    line = {**LINE, key: value} if key in LINE else {**LINE, "edits": [{**EDIT, key: value}]}
    try:
        pages = _read(json.dumps(line))
    except ManifestError as refused:
        told = str(refused)
    else:
        told = pages[0].path
    assert told.startswith("line 1 is not part of a manifest") or told in ("a.md", value)


def test_a_number_that_is_none() -> None:
    with pytest.raises(ManifestError, match="line 1"):
        _read(json.dumps(LINE).replace("[0, 1]", "[0, 1e999]"))


def test_a_path_with_a_nul_leads_nowhere(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="NUL"):
        manifest.inside(str(tmp_path), "a\0.md")
