"""What is remembered of files: never more than is true."""

from __future__ import annotations

import marshal
import os
import time
from pathlib import Path

import pytest

from wikilint.disk.memory import CLEAN, MAX_FILES, RACY, Memory, clean, stamp, stamps, sweep

OLD = time.time_ns() - 10 * RACY


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that was written long ago, as far as the memory can tell."""
    page = tmp_path / "page.md"
    page.write_text("Text.\n")
    os.utime(page, ns=(OLD, OLD))
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + 10 * RACY)
    return page


def memory(page: Path) -> Memory:
    return Memory(str(page.parent), str(page.parent / "cache"))


def recalled(page: Path, *, mark: str = "rules", name: str = "page.md") -> bytes | None:
    (state,) = stamps([str(page)])
    shelf = memory(page).shelf(mark)
    number = shelf.recall(name, state)
    return number if number is None else b"" if number == CLEAN else shelf.said(number)


def learned(page: Path, said: bytes = b"said") -> None:
    known = memory(page)
    known.shelf("rules").learn("page.md", stamp(page.stat()), said)
    known.save(whole=True)


def test_what_was_said_of_an_unchanged_file_is_known(page: Path) -> None:
    learned(page)
    assert recalled(page) == b"said"
    assert recalled(page, mark="other rules") is None
    assert recalled(page, name="other.md") is None


def test_a_file_that_changed_is_looked_at_again(page: Path) -> None:
    learned(page)
    page.write_text("Next.\n")  # the same size
    os.utime(page, ns=(OLD, OLD))  # and the same time: only the time of the change itself tells
    assert recalled(page) is None


def test_a_file_that_is_gone_is_not_known(page: Path) -> None:
    learned(page)
    page.unlink()
    assert recalled(page) is None


def test_a_file_that_was_just_written_is_not_remembered(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status = page.stat()
    monkeypatch.setattr(time, "time_ns", lambda: max(status.st_mtime_ns, status.st_ctime_ns) + RACY)
    learned(page)
    assert recalled(page) is None


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xe9" * 9])
def test_a_broken_memory_is_as_good_as_none(page: Path, content: bytes) -> None:
    learned(page)
    (file,) = (page.parent / "cache" / "runs").iterdir()
    file.write_bytes(content)
    assert recalled(page) is None
    learned(page)
    assert recalled(page) == b"said"


def test_a_place_that_cannot_be_written_costs_only_time(page: Path) -> None:
    (page.parent / "cache").write_text("a file")
    learned(page)
    assert recalled(page) is None


def test_a_run_over_some_files_keeps_what_is_known_of_the_others(page: Path) -> None:
    learned(page)
    known = memory(page)
    known.shelf("rules").learn("other.md", stamp(page.stat()), b"")
    known.save(whole=False)
    assert recalled(page) == b"said"
    known = memory(page)
    known.shelf("rules").learn("other.md", stamp(page.stat()), b"")
    known.save(whole=True)
    assert recalled(page) is None


def test_what_was_said_before_a_change_does_not_pile_up(page: Path) -> None:
    (page.parent / "other.md").write_text("Text.\n")
    for number in range(20):
        known = memory(page)
        shelf = known.shelf("rules")
        shelf.learn("page.md", stamp(page.stat()), b"said %d" % number)
        shelf.learn("other.md", stamp(page.stat()), b"never changes")
        known.save(whole=number % 2 == 0)
        assert recalled(page) == b"said %d" % number
        assert recalled(page, name="other.md") == b"never changes"
        assert len(shelf._said) <= 6


@pytest.mark.parametrize(
    "stored",
    [(), ({}, {}), ({"page.md": b"x"}, [b"broken"]), ({"page.md": 1}, []), [1], {"page.md": b"old form"}],
)
def test_a_broken_shelf_is_as_good_as_none(page: Path, stored: object) -> None:
    learned(page)
    (file,) = (page.parent / "cache" / "runs").iterdir()
    file.write_bytes(marshal.dumps({"rules": stored}))
    assert recalled(page) is None
    learned(page)
    assert recalled(page) == b"said"


def test_what_is_broken_in_the_middle_does_not_stop_a_run(page: Path) -> None:
    known = memory(page)
    shelf = known.shelf("rules")
    for number in range(600):
        shelf.learn(f"{number}.md", stamp(page.stat()), b"said %d" % number)
    known.save(whole=True)
    (file,) = (page.parent / "cache" / "runs").iterdir()
    kept = marshal.loads(file.read_bytes())
    kept["rules"][1][0] = b"broken"
    kept["rules"][0]["1.md"] = 1
    file.write_bytes(marshal.dumps(kept))
    known = memory(page)
    shelf = known.shelf("rules")
    state = stamp(page.stat())
    assert (shelf.recall("1.md", state), shelf.recall("2.md", state)) == (None, 2)
    with pytest.raises(ValueError, match="not a group"):  # the file is looked at then
        shelf.said(2)
    for _ in range(2):  # most of what is there is said anew, so that the rest is taken over one by one
        for number in range(2, 500):
            shelf.learn(f"{number}.md", state, b"new")
    known.save(whole=False)
    assert recalled(page, name="2.md") == b"new"
    assert recalled(page, name="0.md") is None
    assert recalled(page, name="599.md") == b"said 599"


def test_what_is_old_or_too_much_is_swept(tmp_path: Path) -> None:
    for at in range(MAX_FILES + 5):
        (tmp_path / f"{at}.bin").write_bytes(b"")
    (tmp_path / "other.txt").write_text("not ours")
    os.utime(tmp_path / "0.bin", (0, 0))
    sweep(str(tmp_path))
    left = {path.name for path in tmp_path.iterdir()}
    assert len(left) == MAX_FILES + 1
    assert "0.bin" not in left
    assert "other.txt" in left


def test_everything_can_be_forgotten(page: Path) -> None:
    learned(page)
    assert clean(str(page.parent / "cache")) == 1
    assert recalled(page) is None
