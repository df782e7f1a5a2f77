"""Which files to read: folders, globs, .gitignore."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wikilint.disk import gitignore
from wikilint.disk.open import read_start
from wikilint.globs import Globs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEFAULT_SUFFIXES = (".md", ".markdown", ".mdx")
"""Read in folders, in any case; and .txt, where the first line opens a frontmatter block."""

# Those of ruff 0.17: caches, environments and what tools make.
DEFAULT_EXCLUDE = (
    ".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox",
    ".pants.d", ".pyenv", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode",
    "__pypackages__", "_build", "buck-out", "dist", "node_modules", "site-packages", "venv",
)  # fmt: skip

_OPENS_BLOCK = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*+(?:[\r\n]|\Z)")


@dataclass(frozen=True, slots=True)
class Selection:
    """The files to read, and what was left out on the way there.

    paths: sorted, each file once, as they are to be shown: starting the way they were given. A folder that
        cannot be listed and a device that was given are among them, so that reading them tells the reason.
    missing: what was given and does not exist.  excluded, ignored: files and folders left out by a pattern
        and by git.  unmatched: files that `include` does not name.  links: symbolic links in folders.
    """

    paths: tuple[str, ...]
    missing: tuple[str, ...] = ()
    excluded: int = 0
    ignored: int = 0
    unmatched: int = 0
    links: int = 0

    @property
    def why_empty(self) -> str:
        """What became of the files that are there, for when no path is left."""
        fates = (
            (self.excluded, "excluded"),
            (self.ignored, "ignored by git"),
            (self.unmatched, "not named by `include`"),
            (self.links, "symbolic links, which are followed only when given"),
        )
        return ", ".join(f"{count} {fate}" for count, fate in fates if count) or "the folders are empty"


@dataclass(slots=True)
class _Walk:
    """The settings of a walk, and what it has found so far.

    paths: by their real path, so that no file is read twice.
    """

    include: Globs | None
    exclude: Globs
    respect_gitignore: bool
    root: str
    paths: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    excluded: int = 0
    ignored: int = 0
    unmatched: int = 0
    links: int = 0


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to list: its path as shown, as it really is, and as `include` and `exclude` see it.

    Each is empty or ends in a slash.
    """

    shown: str
    real: str
    inner: str
    ignores: gitignore.Ignores


def find(
    paths: Sequence[str],
    *,
    include: Sequence[str] | None = None,
    exclude: Sequence[str] | None = None,
    extend_exclude: Sequence[str] = (),
    respect_gitignore: bool = True,
    root: str = ".",
) -> Selection:
    """The files that are meant by `paths`.

    A file is taken whatever its name, and though git ignores it; a folder gives the files below it that
    `include` names. What is excluded stays out in both cases (pre-commit passes every changed file), and
    links are followed only where they are given.

    include, exclude: patterns as in .gitignore, relative to `root`; None takes the defaults. For paths
    outside `root` they are relative to the folder of the path that was given.
    respect_gitignore: the .gitignore of each folder, those above it up to the root of the repository,
    and `.git/info/exclude`; not the user's own, so that every machine finds the same.

    Raises PatternError.
    """
    excluded = [*(DEFAULT_EXCLUDE if exclude is None else exclude), *extend_exclude]
    # `drafts/` names what is in the folder: the folder itself is no file.
    wanted = None if include is None else [f"{each}**" if each.endswith("/") else each for each in include]
    walk = _Walk(
        None if wanted is None else _globs(wanted),
        _globs(excluded),
        respect_gitignore,
        os.path.abspath(root),
    )
    for path in paths:
        _given(walk, path)
    return Selection(
        tuple(sorted(walk.paths.values())),
        tuple(walk.missing),
        walk.excluded,
        walk.ignored,
        walk.unmatched,
        walk.links,
    )


def _globs(patterns: Sequence[str]) -> Globs:
    return Globs([each.removeprefix("./") for each in patterns])


def _slashed(path: str) -> str:
    return path if path.endswith("/") or not path else path + "/"


def _given(walk: _Walk, path: str) -> None:
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        walk.missing.append(path)
        return
    except OSError:
        is_folder = False
    inner = _inside(walk.root, path, is_folder=is_folder)
    if walk.exclude.covers(inner, is_folder=is_folder):
        walk.excluded += 1
        return
    real = os.path.realpath(path).replace(os.sep, "/")
    if not is_folder:
        walk.paths.setdefault(real, path)
        return
    shown = "" if os.path.normpath(path) == os.curdir else _slashed(path)
    ignores = gitignore.above(real) if walk.respect_gitignore else ()
    waiting = [_Folder(shown, _slashed(real), _slashed(inner), ignores)]
    while waiting:
        waiting += _list(walk, waiting.pop())


def _inside(root: str, path: str, *, is_folder: bool) -> str:
    """A path relative to the root, with `/`; outside of it, a file's name, or nothing for a folder."""
    full = os.path.abspath(path)
    if full == root:
        return ""
    top = os.path.join(root, "")
    if full.startswith(top):
        return full[len(top) :].replace(os.sep, "/")
    return "" if is_folder else os.path.basename(full)


def _list(walk: _Walk, folder: _Folder) -> Iterator[_Folder]:
    """Note the files of a folder, yield the folders in it."""
    try:
        with os.scandir(folder.shown or os.curdir) as scan:
            entries = list(scan)
    except OSError:
        walk.paths.setdefault(folder.real, folder.shown or os.curdir)
        return
    ignores = folder.ignores
    if walk.respect_gitignore:
        ignores = gitignore.with_own(folder.real, {entry.name for entry in entries}, ignores)
    levels = gitignore.levels(ignores, folder.real)
    for entry in entries:
        name = entry.name
        if entry.is_symlink():
            walk.links += 1
            continue
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_folder and not (entry.is_file(follow_symlinks=False) and _included(walk, folder, name)):
            walk.unmatched += 1
        elif walk.exclude.decide(folder.inner, name, is_folder=is_folder):
            walk.excluded += 1
        elif levels and gitignore.ignored(levels, name, is_folder=is_folder):
            walk.ignored += 1
        elif is_folder:
            yield _Folder(
                f"{folder.shown}{name}/", f"{folder.real}{name}/", f"{folder.inner}{name}/", ignores
            )
        else:
            walk.paths.setdefault(folder.real + name, folder.shown + name)


def _included(walk: _Walk, folder: _Folder, name: str) -> bool:
    if walk.include is not None:
        return bool(walk.include.decide(folder.inner, name, is_folder=False))
    lower = name.lower()
    return lower.endswith(DEFAULT_SUFFIXES) or (
        lower.endswith(".txt") and bool(_OPENS_BLOCK.match(read_start(folder.shown + name, 512)))
    )
