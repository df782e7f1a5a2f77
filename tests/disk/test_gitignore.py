"""What git ignores is left out, and what it does not ignore is found: git is the judge."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikilint.disk import files

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _make(*paths: str, text: str = "x\n") -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8", newline="")


def _found(*paths: str, **options: object) -> list[str]:
    found = files.find(paths or ["."], **options)  # type: ignore[arg-type]
    assert not found.missing
    return list(found.paths)


def _git(*arguments: str) -> bytes:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for name in [each for each in environment if each.startswith("GIT_") and "CONFIG" not in each]:
        del environment[name]
    return subprocess.run(["git", *arguments], check=True, capture_output=True, env=environment).stdout


@pytest.mark.usefixtures("tree")
def test_ignores_of_every_level() -> None:
    _git("init", "-q", ".")
    _make("a.md", "b.md", "sub/a.md", "sub/b.md", "sub/deep/c.md", "build/d.md", "e.md", "f.md")
    _make(".gitignore", text="/b.md\nbuild/\nc.md\r\n")
    _make("sub/.gitignore", text="a.md\n!deep/c.md\n")
    Path(".git/info").mkdir(exist_ok=True)
    _make(".git/info/exclude", text="e.md\n")
    assert _found() == ["a.md", "f.md", "sub/b.md", "sub/deep/c.md"]
    assert files.find(["."]).ignored == 4
    assert _found("sub") == ["sub/b.md", "sub/deep/c.md"], "the ones above hold too"
    assert _found("sub/deep") == ["sub/deep/c.md"]
    assert len(_found(respect_gitignore=False)) == 8


@pytest.mark.usefixtures("tree")
def test_what_is_given_is_read_though_git_ignores_it() -> None:
    _git("init", "-q", ".")
    _make("a.md", "build/x/b.md", "build/x/c.md")
    _make(".gitignore", text="a.md\nb.md\nbuild/\n")
    _make("build/x/.gitignore", text="c.md\n")
    assert _found("a.md", "build/x/c.md") == ["a.md", "build/x/c.md"]
    assert _found("build") == _found("build/x") == ["build/x/b.md"]


@pytest.mark.usefixtures("tree")
def test_a_repository_in_a_repository_has_its_own_ignores() -> None:
    _git("init", "-q", ".")
    _make(".gitignore", text="a.md\n")
    _make("inner/a.md", "inner/b.md")
    _git("init", "-q", "inner")
    _make("inner/.gitignore", text="b.md\n")
    assert _found() == ["inner/a.md"]
    assert _found("inner") == ["inner/a.md"]


@pytest.mark.usefixtures("tree")
def test_the_exclude_file_of_a_worktree() -> None:
    _git("init", "-q", "main")
    _git("-C", "main", "-c", "user.name=x", "-c", "user.email=x", "commit", "-q", "--allow-empty", "-m", "x")
    _git("-C", "main", "worktree", "add", "-q", "../tree")
    Path("main/.git/info").mkdir(exist_ok=True)
    _make("main/.git/info/exclude", text="a.md\n")
    _make("tree/a.md", "tree/b.md")
    assert _found("tree") == ["tree/b.md"]


@pytest.mark.usefixtures("tree")
def test_without_a_repository_only_the_folders_themselves_are_asked() -> None:
    _make("a.md", "sub/a.md", "sub/b.md")
    _make(".gitignore", text="a.md\n")
    assert _found() == ["sub/b.md"]
    assert _found("sub") == ["sub/a.md", "sub/b.md"]


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("text", ["a.md\nb.md", "a.md\r\nb.md\r\n", "\ufeffa.md\n#\n\nb.md  \n"])
def test_lines_end_as_they_like_and_a_byte_order_mark_is_none_of_the_pattern(text: str) -> None:
    _make("a.md", "b.md", "c.md")
    _make(".gitignore", text=text)
    assert _found() == ["c.md"]


@posix_only
@pytest.mark.usefixtures("tree")
def test_an_ignore_file_that_is_none() -> None:
    _make("a.md", "b/a.md", "c/a.md", "d/a.md")
    _make("patterns", text="*\n")
    Path(".gitignore").mkdir()
    Path("b/.gitignore").symlink_to("../patterns")
    os.mkfifo("c/.gitignore")
    _make("d/.gitignore", text="[\n\\\n\ufeff\n")
    assert _found() == ["a.md", "b/a.md", "c/a.md", "d/a.md"]


_NAMES = ["a", "b", "c.md", "d.md"]
_PATTERNS = ["a", "b/", "*.md", "/c.md", "a/b", "**/a", "a/**", "/b/*", "*/d.md", "a/**/c.md", "*"]
_ignore_files = st.dictionaries(
    st.sampled_from(["", "a/", "b/", "a/b/", "a/a/"]),
    st.lists(
        st.builds("{}{}".format, st.sampled_from(["", "", "!"]), st.sampled_from(_PATTERNS)), max_size=4
    ),
    max_size=3,
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    for one in ("a", "b"):
        for two in ("a", "b"):
            for folder in (root, root / one, root / one / two):
                folder.mkdir(exist_ok=True)
                for name in ("c.md", "d.md"):
                    (folder / name).write_bytes(b"")
    _git("init", "-q", os.fspath(root))
    return root


@settings(max_examples=150, derandomize=True, deadline=None)
@given(ignores=_ignore_files)
def test_git_finds_the_same(repository: Path, ignores: dict[str, list[str]]) -> None:
    for old in repository.rglob(".gitignore"):
        old.unlink()
    for folder, lines in ignores.items():
        (repository / folder / ".gitignore").write_text("\n".join(lines), encoding="utf-8")
    listed = os.fsdecode(_git("-C", os.fspath(repository), "ls-files", "-zo", "--exclude-standard"))
    theirs = sorted(name for name in listed.split("\0") if name.endswith(".md"))
    ours = files.find([os.fspath(repository)], root=os.fspath(repository)).paths
    assert [Path(path).relative_to(repository).as_posix() for path in ours] == theirs
