"""A way in for a corpus with old debt: the baseline, and runs over what changed."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from conftest import Wikilint

OLD = "# A\n\nText.\n\n## Notes\n## Notes\n\nMore.\n"
NEW = "\n## Sources\n## Sources\n\nA book.\n"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one page that has one old finding, the current one."""
    monkeypatch.chdir(tmp_path)
    Path("wikilint.toml").write_text('baseline = "wikilint-baseline.json"\n')
    Path("page.md").write_text(OLD)
    return tmp_path


def git(*arguments: str) -> None:
    names = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", *arguments], check=True, capture_output=True, env={**os.environ, **names})


def committed() -> None:
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "x")


def test_what_is_known_is_not_reported(wikilint: Wikilint, corpus: Path) -> None:
    done = wikilint("baseline", "create")
    assert (done.code, done.out) == (0, "Wrote wikilint-baseline.json: 1 finding in 1 file.\n")
    done = wikilint("check")
    assert (done.code, done.out) == (0, "All clean: 1 file checked.\n1 known finding not shown (baseline).\n")
    assert wikilint("check", "--no-baseline").code == 1
    assert json.loads(Path("wikilint-baseline.json").read_text())["findings"].keys() == {"page.md"}


def test_lines_may_move_and_other_places_change(wikilint: Wikilint, corpus: Path) -> None:
    wikilint("baseline", "create")
    Path("page.md").write_text("# Another title\n\nA new paragraph.\n\n" + OLD.removeprefix("# A\n"))
    assert wikilint("check").code == 0


def test_a_new_finding_is_reported_and_refused(wikilint: Wikilint, corpus: Path) -> None:
    wikilint("baseline", "create")
    before = Path("wikilint-baseline.json").read_bytes()
    Path("page.md").write_text(OLD + NEW)
    done = wikilint("check", "-o", "concise")
    assert done.code == 1
    assert "Sources" in done.out
    assert "Notes" not in done.out
    done = wikilint("baseline", "update")
    assert done.code == 1
    assert "1 new finding: wikilint-baseline.json was left as it is" in done.out
    assert Path("wikilint-baseline.json").read_bytes() == before
    assert wikilint("baseline", "update", "--allow-new").code == 0
    assert wikilint("check").code == 0


def test_a_new_hint_neither_blocks_nor_is_recorded(wikilint: Wikilint, corpus: Path) -> None:
    Path("wikilint.toml").write_text('severity = {duplicate-heading = "info"}\nbaseline = "b.json"\n')
    wikilint("baseline", "create")
    Path("page.md").write_text(OLD + NEW)
    assert wikilint("baseline", "update").out == "Wrote b.json: 1 finding in 1 file; 0 gone, 0 new.\n"
    assert "Found 1 finding" in wikilint("check").out


def test_a_swap_is_seen(wikilint: Wikilint, corpus: Path) -> None:
    wikilint("baseline", "create")
    Path("page.md").write_text(OLD.replace("Notes", "Sources"))
    assert wikilint("check").code == 1
    assert wikilint("baseline", "update").code == 1


def test_what_is_fixed_goes(wikilint: Wikilint, corpus: Path) -> None:
    wikilint("baseline", "create")
    Path("other.md").write_text(NEW.lstrip())
    assert wikilint("fix", "page.md").code == 0
    assert (
        wikilint("baseline", "prune").out
        == "Wrote wikilint-baseline.json: 0 findings in 0 files; 1 gone, 0 new.\n"
    )
    assert wikilint("check").code == 1


def test_pages_that_were_not_looked_at_are_kept(wikilint: Wikilint, corpus: Path) -> None:
    Path("other.md").write_text(NEW.lstrip())
    Path("gone.md").write_text(NEW.lstrip())
    wikilint("baseline", "create")
    Path("gone.md").unlink()
    done = wikilint("baseline", "update", "page.md")
    assert done.out == "Wrote wikilint-baseline.json: 2 findings in 2 files; 1 gone, 0 new.\n"


def test_a_renamed_file_is_known_where_git_knows(wikilint: Wikilint, corpus: Path) -> None:
    wikilint("baseline", "create")
    committed()
    git("mv", "page.md", "renamed.md")
    assert wikilint("check").code == 0
    assert wikilint("baseline", "update").code == 0
    assert json.loads(Path("wikilint-baseline.json").read_text())["findings"].keys() == {"renamed.md"}


def test_a_baseline_is_never_overwritten_or_written_through_a_link(wikilint: Wikilint, corpus: Path) -> None:
    wikilint("baseline", "create")
    assert wikilint("baseline", "create").code == 2
    Path("wikilint-baseline.json").rename("real.json")
    Path("wikilint-baseline.json").symlink_to("real.json")
    before = Path("real.json").read_bytes()
    assert wikilint("baseline", "create").code == 2
    assert "is a symbolic link" in wikilint("baseline", "prune").err
    assert Path("real.json").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no such baseline; create it with `wikilint baseline create`"),
        ("{", "wikilint-baseline.json:1: this is not a baseline"),
        ("[" * 100_000, "this is not a baseline"),
        ("{}", "this is not a baseline of version 1"),
        ('{"version": 1, "findings": {"a": ["b"]}}', "`findings` must be an object"),
    ],
)
def test_a_broken_baseline_is_told(wikilint: Wikilint, corpus: Path, text: str | None, message: str) -> None:
    if text is not None:
        Path("wikilint-baseline.json").write_text(text)
    done = wikilint("check")
    assert done.code == 2
    assert message in done.err


def test_only_what_changed_is_checked(wikilint: Wikilint, corpus: Path) -> None:
    Path("wikilint.toml").unlink()
    committed()
    Path("new.md").write_text(NEW.lstrip())
    Path("page.txt").write_text(NEW)

    def found(*options: str) -> list[tuple[str, int]]:
        listed = json.loads(wikilint("check", "-o", "json", *options).out)
        return [(each["path"], each["location"]["row"]) for each in listed]

    assert found("--since", "HEAD") == [("new.md", 2)]
    assert found("--staged") == []
    git("add", "new.md")
    assert found("--staged") == [("new.md", 2)]
    assert found("--staged", "page.md") == []
    Path("page.md").write_text(OLD + NEW)
    assert found("--since", "HEAD", "page.md") == [("page.md", 6), ("page.md", 11)]
    assert found("--changed-lines", "page.md") == [("page.md", 11)]
    for options in (["--since", "nothing"], ["--since", "-x"], ["--since", "HEAD", "--staged"]):
        assert wikilint("check", *options).code == 2


def test_git_is_needed_for_what_changed(wikilint: Wikilint, corpus: Path) -> None:
    done = wikilint("check", "--no-baseline", "--staged")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "not a git repository" in done.err


def test_paths_come_from_a_file(wikilint: Wikilint, corpus: Path) -> None:
    Path("wikilint.toml").unlink()
    Path("a b.md").write_text(NEW.lstrip())
    for listing in ("a b.md\r\n", "a b.md\0", "\na b.md"):
        Path("list").write_bytes(listing.encode())
        assert "in 1 file" in wikilint("check", "--files-from", "list").out
    Path("list").write_text("")
    done = wikilint("check", "--files-from", "list")
    assert (done.code, done.err) == (0, "wikilint: warning: no files to check: the list is empty\n")
    assert wikilint("check", "--files-from", "nowhere").code == 2
