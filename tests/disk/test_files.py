"""Which files are found, in which order, and what is said of those that are not."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from wikilint.disk import files, wanted
from wikilint.globs import PatternError

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


# ---- what is a page


@pytest.mark.usefixtures("tree")
def test_pages_are_told_by_their_names() -> None:
    _make("a.md", "b.markdown", "c.mdx", "D.MD", "e.rst", "f.md.bak", "md", "sub/g.md", "sub/deep/h.md")
    assert _found() == ["D.MD", "a.md", "b.markdown", "c.mdx", "sub/deep/h.md", "sub/g.md"]


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    ("start", "is_page"),
    [
        ("---\n", True),
        ("---", True),
        ("--- \t\r\n", True),
        ("---\r", True),
        ("\ufeff---\n", True),
        ("----\n", False),
        ("--- x\n", False),
        ("\n---\n", False),
        ("", False),
        ("User-agent: *\n", False),
    ],
)
def test_text_is_a_page_if_it_opens_a_block(start: str, is_page: bool) -> None:
    _make("a.txt", text=start)
    assert _found() == (["a.txt"] if is_page else [])
    assert _found("a.txt") == ["a.txt"]


@pytest.mark.usefixtures("tree")
def test_a_given_file_is_read_whatever_its_name() -> None:
    _make("LICENSE", "a.md")
    assert _found("LICENSE") == ["LICENSE"]


@pytest.mark.usefixtures("tree")
def test_include_decides_alone() -> None:
    _make("a.md", "a.rst", "a.txt", "docs/b.md", "docs/old/c.md", text="---\n")
    assert _found(include=["*.rst"]) == ["a.rst"]
    assert _found(include=["docs/"]) == ["docs/b.md", "docs/old/c.md"]
    assert _found(include=["./docs/*.md"]) == ["docs/b.md"]
    assert _found(include=["*.md", "!docs/**"]) == ["a.md"]


# ---- excluded


@pytest.mark.usefixtures("tree")
def test_what_tools_make_is_left_out() -> None:
    _make(
        "a.md",
        *(f"{name}/b.md" for name in wanted.DEFAULT_EXCLUDE),
        "sub/node_modules/x/c.md",
        ".github/d.md",
    )
    assert _found() == [".github/d.md", "a.md"]
    assert ".git/b.md" in _found(exclude=[])
    assert _found(extend_exclude=["a.*"]) == [".github/d.md"]


@pytest.mark.usefixtures("tree")
def test_excludes_hold_for_given_paths() -> None:
    _make("a.md", "old/b.md", "node_modules/x/c.md")
    found = files.find(["a.md", "old/b.md", "old", "./node_modules/x/c.md"], extend_exclude=["old/"])
    assert found.paths == ("a.md",)
    assert found.excluded == 3


def test_excludes_are_relative_to_the_root(tree: Path) -> None:
    _make("dist/project/docs/a.md", "dist/project/dist/b.md", "dist/project/docs/old/c.md")
    root = os.fspath(tree / "dist/project")
    assert _found("dist/project", root=root, extend_exclude=["docs/old"]) == ["dist/project/docs/a.md"]
    assert _found(os.path.join(root, "docs/a.md"), root=root) == [os.path.join(root, "docs/a.md")]
    assert _found("dist/project/dist/b.md", root=root) == []
    assert files.find(["dist/project"], root=".").excluded == 1


@pytest.mark.usefixtures("tree")
def test_outside_of_the_root_only_what_is_below_the_given_path_counts() -> None:
    _make("dist/x/a.md", "dist/x/dist/b.md", "project/c.md")
    assert _found("dist/x", root="project") == ["dist/x/a.md"]
    assert _found("dist", root="project") == ["dist/x/a.md"]
    assert _found("dist/x/dist/b.md", root="project") == ["dist/x/dist/b.md"]
    assert _found("dist/x/a.md", root="project", exclude=["a.md"]) == []


@pytest.mark.usefixtures("tree")
def test_a_pattern_that_can_never_match_is_told() -> None:
    with pytest.raises(PatternError, match="never closed"):
        files.find(["."], exclude=["[a"])


# ---- given paths


@pytest.mark.usefixtures("tree")
def test_every_file_is_found_once_and_shown_as_it_was_given_first() -> None:
    _make("a/b.md", "a/c/d.md")
    absolute = os.path.abspath("a/b.md")
    assert _found("./a/b.md", "a", "a/b.md", absolute, "a/c", "a/../a") == ["./a/b.md", "a/c/d.md"]
    assert _found("a/") == _found("a") == ["a/b.md", "a/c/d.md"]
    assert _found("./a", "a") == ["./a/b.md", "./a/c/d.md"]


@pytest.mark.usefixtures("tree")
def test_missing_paths_are_values() -> None:
    _make("a.md")
    Path("dangling.md").symlink_to("nothing")
    found = files.find(["a.md", "nope", "a.md/nope", "dangling.md", "a\0b", ""])
    assert found.paths == ("a.md",)
    assert found.missing == ("nope", "a.md/nope", "dangling.md", "a\0b", "")


@pytest.mark.usefixtures("tree")
def test_the_reason_for_nothing_is_told() -> None:
    Path("empty").mkdir()
    assert files.find(["empty"]).why_empty == "the folders are empty"
    _make("a.rst", "b.rst", "c.md", "d.md")
    _make(".gitignore", text="c.md\n")
    found = files.find(["."], extend_exclude=["d.md"])
    assert found.paths == ()
    assert found.why_empty == "1 excluded, 1 ignored by git, 3 not named by `include`"


# ---- links and things


@posix_only
@pytest.mark.usefixtures("tree")
def test_links_are_followed_only_when_given() -> None:
    _make("real/a.md", "elsewhere/b.md")
    Path("real/loop").symlink_to("..")
    Path("real/link.md").symlink_to("../elsewhere/b.md")
    Path("folder").symlink_to("real")
    found = files.find(["real"])
    assert (found.paths, found.links) == (("real/a.md",), 2)
    assert _found("folder") == ["folder/a.md"]
    assert _found("real/link.md") == ["real/link.md"]
    assert _found("real/link.md", "elsewhere") == ["real/link.md"], "the same file twice"
    assert _found("folder", "real") == ["folder/a.md"], "the same folder twice"


@posix_only
@pytest.mark.usefixtures("tree")
def test_only_regular_files_are_pages() -> None:
    _make("a.md", "folder.md/b.md")
    os.mkfifo("fifo.md")
    os.mkfifo("fifo.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.md")
        assert _found() == ["a.md", "folder.md/b.md"]
    assert _found("fifo.md") == ["fifo.md"], "reading it tells what is wrong"


@posix_only
@pytest.mark.usefixtures("tree")
def test_names_that_are_no_utf8() -> None:
    name = os.fsdecode(b"caf\xe9\n.md")
    try:
        _make("sub/" + name)
    except OSError as error:
        pytest.skip(f"this file system takes no such name: {error}")
    _make(".gitignore", text="x*\n")
    assert _found() == ["sub/" + name]
    assert _found("sub/" + name) == ["sub/" + name]
    Path(".gitignore").write_bytes(b"caf\xe9*\n")
    assert _found() == []


@posix_only
@pytest.mark.usefixtures("tree")
def test_a_folder_that_cannot_be_listed_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    _make("a.md", "closed/b.md")
    real = os.scandir

    def deny(path: str) -> object:
        if path == "closed/":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", deny)
    assert _found() == ["a.md", "closed/"]


@pytest.mark.usefixtures("tree")
def test_a_path_that_cannot_be_looked_at_is_not_called_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(_path: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "stat", deny)
    assert _found("closed/a.md") == ["closed/a.md"], "reading it tells what is wrong"


@pytest.mark.usefixtures("tree")
def test_the_order_of_the_folder_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    _make(*(f"{folder}{name}.md" for folder in ("", "b/", "a/", "a/z/", "a-b/") for name in "xay"))
    expected = _found()
    real = os.scandir

    class Reversed:
        def __init__(self, path: str) -> None:
            with real(path) as scan:
                self.entries = sorted(scan, key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self.entries

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(os, "scandir", Reversed)
    assert _found() == expected == sorted(expected)


@posix_only
@pytest.mark.usefixtures("tree")
def test_folders_deeper_than_python_recurses() -> None:
    folders = ["d/" * depth for depth in range(1, 1500)]
    for folder in folders:
        os.mkdir(folder)
    page = Path(folders[-1], "a.md")
    page.write_text("x", encoding="utf-8")
    found = _found()
    page.unlink()
    for folder in reversed(folders):
        os.rmdir(folder)
    assert found == [os.fspath(page)]
