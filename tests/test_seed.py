"""The damaged page that the project was created for: the golden test of all rules together."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
from conftest import Wikilint

SEED = Path(__file__).parent.parent / "fixtures" / "seeds" / "000_e8a361f7f028ea89.txt"
DAMAGED = SEED.read_bytes()

MENDED_SHA256 = "0d50be8c3d1c07653906b8e6bad36b79d082f1e8f5d564948479450eb1587085"
"""Of the page as it was before its UTF-8 was read as windows-1252: 7,773 bytes."""


def expected(text: bytes) -> bytes:
    """What a careful person would make of the seed."""
    text = text.replace("â€“".encode(), "–".encode()).replace("â€™".encode(), "’".encode())
    for before, after in (
        (
            b"  - |-\n    the Battle of Deir ez-Zor and the\n"
            b"    Russian military intervention in the Syrian civil war\n",
            b"  - the Battle of Deir ez-Zor and the Russian military intervention in the Syrian civil war\n",
        ),
        (
            "  - |-\n    Syrian Arab Republic\n    ðŸ‡·ðŸ‡º Russia\n".encode(),
            "  - Syrian Arab Republic\n  - 🇷🇺 Russia\n".encode(),
        ),
        (b"## References\n## References[object Object]" + b"\n[object Object]" * 45, b"## References\n"),
    ):
        assert text.count(before) == 1
        text = text.replace(before, after)
    return text


@pytest.fixture(params=["as it is", "CRLF", "with a byte order mark", "named x.md"])
def copy(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, bytes]:
    """A copy of the seed in one of its forms, and what fixing should make of it."""
    page = tmp_path / ("x.md" if request.param == "named x.md" else SEED.name)
    before, after = DAMAGED, expected(DAMAGED)
    if request.param == "CRLF":
        before, after = before.replace(b"\n", b"\r\n"), after.replace(b"\n", b"\r\n")
    if request.param == "with a byte order mark":
        before, after = b"\xef\xbb\xbf" + before, b"\xef\xbb\xbf" + after
    page.write_bytes(before)
    return page, after


def test_check_finds_the_damage_and_no_more(wikilint: Wikilint) -> None:
    done = wikilint("check", "--isolated", "-o", "json", SEED.parent)
    found = json.loads(done.out)
    assert done.code == 1
    assert [each["location"]["row"] for each in found if each["rule"] == "mojibake"] == [
        2,
        4,
        15,
        22,
        34,
        39,
        47,
    ]
    assert Counter(each["rule"] for each in found) == {
        "mojibake": 7,
        "multiline-tag": 2,
        "glued-heading": 1,
        "duplicate-heading": 1,
        "stringified-object": 1,
        "empty-section": 1,
        "final-newline": 1,
    }
    assert [each["location"]["row"] for each in found if each["rule"] == "multiline-tag"] == [16, 20]
    assert [each["count"] for each in found if each["rule"] == "stringified-object"] == [46]


def test_mending_the_encoding_alone_gives_the_page_back(wikilint: Wikilint, tmp_path: Path) -> None:
    page = tmp_path / "seed.txt"
    page.write_bytes(DAMAGED)
    wikilint("fix", "--isolated", "--select", "mojibake", page)
    assert len(page.read_bytes()) == 7_773
    assert hashlib.sha256(page.read_bytes()).hexdigest() == MENDED_SHA256


def test_fix_mends_the_damage_and_nothing_else(wikilint: Wikilint, copy: tuple[Path, bytes]) -> None:
    page, wanted = copy
    done = wikilint("fix", "--isolated", "-o", "json", page)
    assert page.read_bytes() == wanted
    assert done.code == 1
    left = json.loads(done.out)
    assert [each["rule"] for each in left] == ["empty-section"]
    assert left[0]["fix"]["safety"] == "unsafe"


def test_a_second_fix_changes_nothing(wikilint: Wikilint, copy: tuple[Path, bytes]) -> None:
    page, _ = copy
    wikilint("fix", "--isolated", page)
    once, stamp = page.read_bytes(), page.stat().st_mtime_ns
    wikilint("fix", "--isolated", page)
    assert (page.read_bytes(), page.stat().st_mtime_ns) == (once, stamp)


def test_unsafe_fixes_leave_nothing(wikilint: Wikilint, copy: tuple[Path, bytes]) -> None:
    page, wanted = copy
    done = wikilint("fix", "--isolated", "--unsafe-fixes", page)
    newline = b"\r\n" if b"\r\n" in wanted else b"\n"
    end = b" * Deir ez-Zor offensive (January 2016)" + newline
    assert done.code == 0
    assert page.read_bytes() == wanted[: wanted.index(end)] + end
