"""Runs that remember say what runs that do not remember say, whatever happens in between."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Wikilint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wikilint.disk import snapshot
from wikilint.disk.memory import RACY
from wikilint.disk.snapshot import Snapshot
from wikilint.report.outcome import Outcome

TEXTS = (
    "Clean.\n",
    "No end",
    "## A\n## A\n\nText.\n",
    "Es war schÃ¶n, grÃ¼n und natÃ¼rlich auch heiÃŸ.\n",
    "They met at TÃ©l, not in Köln.\n",
    "---\ntitle: [a\n---\nText.\n",
)
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["write", "touch", "remove", "rename"]),
        st.sampled_from("abc"),
        st.sampled_from(TEXTS),
    ),
    max_size=4,
)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that the test wrote are old enough to be remembered."""
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 10 * RACY)


def act(folder: Path, action: str, name: str, text: str) -> None:
    path = folder / f"{name}.md"
    if action == "write":
        path.write_text(text, "utf-8")
    elif action == "touch":
        path.touch()
    elif action == "remove":
        path.unlink(missing_ok=True)
    elif path.exists():
        path.rename(folder / f"{name}{name}.md")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(ACTIONS, st.sampled_from(["", "final-newline", "mojibake"])), max_size=4))
@pytest.mark.usefixtures("later")
def test_the_results_equal_those_without_a_cache(
    wikilint: Wikilint,
    tmp_path_factory: pytest.TempPathFactory,
    rounds: list[tuple[list[tuple[str, str, str]], str]],
) -> None:
    folder, cache = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("cache")
    for name, text in zip("abc", TEXTS, strict=False):
        (folder / f"{name}.md").write_text(text, "utf-8")
    for actions, ignored in rounds:
        for each in actions:
            act(folder, *each)
        command = ("check", "--isolated", "-o", "full", *(("--ignore", ignored) if ignored else ()), folder)
        without = wikilint(*command, "--no-cache")
        assert wikilint(*command, "--cache-dir", cache) == without
        assert wikilint(*command, "--cache-dir", cache) == without


@pytest.mark.usefixtures("later")
def test_an_unchanged_file_is_not_read_again(
    wikilint: Wikilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for at in range(3):
        (pages / f"{at}.md").write_text(TEXTS[at], "utf-8")
    command = ("check", "--isolated", "--cache-dir", tmp_path / "cache", pages)
    first = wikilint(*command)
    read: list[str] = []
    real = snapshot.read

    def noted(path: str, *, limit: int) -> Snapshot:
        read.append(path)
        return real(path, limit=limit)

    monkeypatch.setattr(snapshot, "read", noted)
    assert wikilint(*command) == first
    assert read == []
    (pages / "1.md").write_text("Changed.\n")
    assert wikilint(*command) != first
    assert [os.path.basename(path) for path in read] == ["1.md"]
    schema = tmp_path / "wikilint.toml"
    schema.write_text('ignore = ["duplicate-heading"]\n')
    read.clear()
    wikilint("check", "--config", schema, "--cache-dir", tmp_path / "cache", pages)
    assert len(read) == 3


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for at, text in enumerate(TEXTS):
        (folder / f"{at}.md").write_text(text, "utf-8")
    return folder


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("options", [(), ("-o", "json"), ("-q",), ("--max-findings", "1")])
def test_a_run_in_which_nothing_changed_says_what_the_last_one_said(
    wikilint: Wikilint, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    command = ("check", "--isolated", "--cache-dir", tmp_path / "cache", *options, pages)
    first = wikilint(*command)
    assert first.code == 1

    def never(*_: object) -> Iterator[Outcome]:
        raise AssertionError("everything is known")

    with monkeypatch.context() as patch:
        patch.setattr("wikilint.engine.run.run", never)
        assert wikilint(*command) == first
    (pages / "5.md").write_text(TEXTS[1])
    assert wikilint(*command) == wikilint(*command[:2], "--no-cache", *options, pages)


OTHERS: tuple[tuple[str, ...], ...] = (
    ("-o", "concise"),
    ("--color", "always"),
    ("--max-findings", "1"),
    ("--max-findings", "0"),
    ("--statistics",),
    ("--silent",),
    ("--fail-on", "never"),
    ("--exit-zero",),
    ("--ignore", "final-newline"),
    ("--exclude", "0.md"),
    ("--config", "run-evidence = false"),
)


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("other", OTHERS, ids=" ".join)
def test_whatever_else_is_asked_is_answered_anew(
    wikilint: Wikilint, pages: Path, tmp_path: Path, other: tuple[str, ...]
) -> None:
    command = ("check", "--isolated", "--cache-dir", tmp_path / "cache", pages)
    wikilint(*command)
    assert wikilint(*command, *other) == wikilint(*command, "--no-cache", *other)
    assert wikilint(*command) == wikilint(*command, "--no-cache")


@pytest.mark.usefixtures("later")
def test_a_terminal_of_another_width_and_a_new_baseline_are_noticed(
    wikilint: Wikilint, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pages)
    (pages / "wikilint.toml").write_text("")
    wide = wikilint("check")
    monkeypatch.setenv("COLUMNS", "50")
    assert wikilint("check") == wikilint("check", "--no-cache") != wide
    (pages / "wikilint.toml").write_text('baseline = "known.json"\n')
    wikilint("baseline", "create", "known.json")
    assert wikilint("check") == wikilint("check", "--no-cache")
    (pages / "known.json").write_text('{"version": 1, "findings": {}}')
    assert wikilint("check") == wikilint("check", "--no-cache")


@pytest.mark.usefixtures("later")
def test_a_file_that_a_page_links_to_is_looked_for_each_time(wikilint: Wikilint, tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("The rÃ©sumÃ© is [here](rÃ©sumÃ©.pdf), isnâ€™t it?\n", "utf-8")
    command = ("check", "--isolated", page)
    first = wikilint(*command, "--cache-dir", tmp_path / "cache")
    assert wikilint(*command, "--cache-dir", tmp_path / "cache") == first
    (tmp_path / "rÃ©sumÃ©.pdf").touch()
    assert wikilint(*command, "--cache-dir", tmp_path / "cache") == wikilint(*command, "--no-cache") != first


def test_the_cache_can_be_cleaned_and_found(
    wikilint: Wikilint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIKILINT_CACHE_DIR", str(tmp_path / "cache"))
    assert wikilint("cache", "dir").out == f"{tmp_path / 'cache'}\n"
    assert wikilint("cache", "clean").out.startswith("Removed ")
    monkeypatch.delenv("WIKILINT_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "")
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert wikilint("cache", "dir").code == 2
