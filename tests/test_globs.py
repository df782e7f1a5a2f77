"""Patterns mean what they mean to git, and no pattern is slow."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wikilint.globs import Globs, PatternError

NAMES = [
    "a",
    "b",
    "ab",
    "abc",
    "a.md",
    "b.md",
    "[",
    "a b",
    "*",
    "!a",
    "#a",
    "a\\",
    "-",
    "]",
    ".x",
    "a ",
    "A1",
]
FOLDERS = ["", "a", "a/b", "b", "ab/a", "a/b/ab"]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True, exist_ok=True)
    for folder in FOLDERS:
        for name in NAMES:
            if not (root / folder / name).exists():
                (root / folder / name).write_bytes(b"")
    subprocess.run(["git", "init", "-q", root], check=True, env=_environment())
    return root


def _environment() -> dict[str, str]:
    return {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def _files(root: Path) -> list[str]:
    return sorted(
        each.relative_to(root).as_posix()
        for each in root.rglob("*")
        if each.is_file() and ".git" not in each.parts and each.name != ".gitignore"
    )


def _not_ignored(root: Path) -> list[str]:
    """git's own opinion."""
    done = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
        env=_environment(),
    )
    return sorted(name for name in os.fsdecode(done.stdout).split("\0") if name and name != ".gitignore")


_atoms = st.sampled_from(
    [
        *("a", "b", "ab", ".md", " ", "-", "]", "x", "[", "\\", "\\*", "\\!", "\\["),
        *("*", "**", "?", "/", "/", "a/**/b", "**/", "/**"),
        *(
            "[ab]",
            "[!a]",
            "[a-c]",
            "[]a]",
            "[^-]",
            "[[:digit:]]",
            "[[:upper:]x]",
            "[\\]]",
            "[b-a]",
            "[a/b]",
            "[+-9]",
        ),
    ]
)
_lines = st.builds(
    lambda negated, atoms, tail: negated + "".join(atoms) + tail,
    st.sampled_from(["", "", "", "!", "#", "\\"]),
    st.lists(_atoms, min_size=1, max_size=5),
    st.sampled_from(["", "", "/", " ", "\\ "]),
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(lines=st.lists(_lines, min_size=1, max_size=4))
def test_git_agrees(repository: Path, lines: list[str]) -> None:
    # What stands before such stars, older versions of git read from outside of the pattern (wildmatch.c).
    assume(not any(re.search(r"[^/*!]\*\*|\*\*[^/*]", line) for line in lines))
    (repository / ".gitignore").write_text("\n".join(lines), encoding="utf-8")
    globs = Globs(lines, lenient=True)
    ours = [path for path in _files(repository) if not globs.covers(path)]
    assert ours == _not_ignored(repository)


@settings(derandomize=True, deadline=None)
@given(
    lines=st.lists(_lines | st.sampled_from(NAMES), max_size=3),
    names=st.lists(st.sampled_from(NAMES), max_size=3),
)
def test_globs_that_may_not_decide_have_no_opinion(lines: list[str], names: list[str]) -> None:
    globs = Globs(lines, lenient=True)
    opinions = [globs.decide("a/", name, is_folder=kind) for name in names for kind in (True, False)]
    assert globs.may_decide(names) or opinions == [None] * len(opinions)


def test_plain_names_decide_nothing_about_others() -> None:
    globs = Globs(["drafts/", "!keep.md"])
    assert not globs.may_decide(["a.md", "draft"])
    assert globs.may_decide(["a.md", "drafts"])
    assert Globs(["*.log"]).may_decide(["a.md"])


@pytest.mark.parametrize(
    ("pattern", "hits", "misses"),
    [
        ("*.md", ["a.md", "x/y/a.md"], ["a.mdx", "md"]),
        ("docs/*.md", ["docs/a.md"], ["docs/x/a.md", "x/docs/a.md"]),
        ("/a.md", ["a.md"], ["x/a.md"]),
        ("docs/**", ["docs/a.md", "docs/x/a.md"], ["docs", "x/docs/a.md"]),
        ("**/old/*.md", ["old/a.md", "x/y/old/a.md"], ["older/a.md"]),
        ("a/**/b", ["a/b", "a/x/y/b"], ["ab", "a/xb"]),
        ("drafts/", ["drafts/a.md", "x/drafts/a.md"], ["drafts"]),
        ("caf?.md", ["café.md"], ["cafés.md"]),
        ("a\\*b", ["a*b"], ["aab"]),
        ("x*y*z", ["xyz", "xayazz", "xyyz"], ["xzy", "xyza"]),
        ("new\nline*", ["new\nline.md"], ["new"]),
    ],
)
def test_what_a_pattern_covers(pattern: str, hits: list[str], misses: list[str]) -> None:
    globs = Globs([pattern])
    assert [path for path in hits + misses if globs.covers(path)] == hits


def test_the_last_pattern_that_matches_decides() -> None:
    globs = Globs(["*.md", "!keep.md", "x/keep.md"])
    assert globs.decide("", "a.md", is_folder=False) is True
    assert globs.decide("", "keep.md", is_folder=False) is False
    assert globs.decide("x/", "keep.md", is_folder=False) is True
    assert globs.decide("", "a.txt", is_folder=False) is None


@pytest.mark.parametrize("pattern", ["a[b", "a\\", "[[:nope:]]", "["])
def test_a_pattern_that_can_never_match_is_told(pattern: str) -> None:
    with pytest.raises(PatternError, match="the pattern"):
        Globs([pattern])
    assert not Globs([pattern], lenient=True)


@pytest.mark.parametrize(
    "pattern",
    [
        "*a" * 40 + "b",
        "**/a" * 40 + "/b",
        "*/" * 60 + "b",
        "a*?" * 60 + "b",
        "**/*a*a*a/" * 9 + "b",
        "*[a]" * 60 + "b",
    ],
)
def test_no_pattern_backtracks(pattern: str) -> None:
    """Each would take longer than the universe has existed; the limit on the test run is the assertion."""
    globs = Globs([pattern])
    assert not globs.covers("a" * 255)
    assert not globs.covers("/".join(["a" * 20] * 150))
    assert not globs.covers("a/" * 1000 + "c")


@pytest.mark.parametrize(
    "line",
    ["[" + "[:" * 100_000, "[[:" + "a" * 200_000, "x" + "*" * 200_000, "\\a" * 100_000, "[a" * 100_000],
)
def test_no_pattern_is_slow_to_read(line: str) -> None:
    """The quadratic way through any of these takes minutes."""
    assert not Globs([line, line], lenient=True).covers("b")
