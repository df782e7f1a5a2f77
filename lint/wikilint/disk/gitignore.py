"""What git ignores: the .gitignore of each folder, and what stands in the repository's own exclude file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from wikilint.disk.open import read_start
from wikilint.globs import Globs
from wikilint.value import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# A longer file is no .gitignore; git itself stops at 100 MB.
_LIMIT = 2**20


@frozen
class _File:
    """The patterns of a .gitignore.  start: length of its folder's real path, with the slash."""

    globs: Globs
    start: int


Ignores = tuple[_File, ...]
"""What holds in a folder: the .gitignore files from the root of the repository down."""

Levels = list[tuple[Globs, str]]
"""The same, closest first, each with the path from its own folder to the one that is looked at."""


def levels(ignores: Ignores, real: str, names: Sequence[str]) -> Levels:
    """Those that may have an opinion about one of these names in the folder whose real path, with a slash at its end,
    is `real`."""
    return [(each.globs, real[each.start :]) for each in reversed(ignores) if each.globs.may_decide(names)]


def ignored(levels: Levels, name: str, *, is_folder: bool) -> bool:
    """Whether a name is ignored: the closest file that has an opinion decides."""
    for globs, path in levels:
        verdict = globs.decide(path, name, is_folder=is_folder)
        if verdict is not None:
            return verdict
    return False


def with_own(real: str, names: Collection[str], ignores: Ignores) -> Ignores:
    """What holds in a folder of these names: a repository starts anew, a .gitignore comes on top.

    ignores: what holds in the folder above.
    """
    if ".git" in names:
        exclude = os.path.join(_git_folder(real), "info", "exclude")
        ignores = (_File(_read(exclude), len(real)),)
    if ".gitignore" in names:
        ignores = (*ignores, _File(_read(real + ".gitignore"), len(real)))
    return ignores


def above(real: str) -> Ignores:
    """What the folders above one ignore, from the root of its repository down; nothing outside of one.

    Nothing, too, if they ignore the folder itself: whoever names it wants it read.
    """
    folders: list[str] = []
    top = real
    while not os.path.lexists(os.path.join(top, ".git")):
        parent = os.path.dirname(top)
        if parent == top:
            return ()
        folders.append(os.path.basename(top))
        top = parent
    ignores: Ignores = ()
    here = top if top.endswith("/") else top + "/"
    for name in reversed(folders):
        present = {each for each in (".git", ".gitignore") if os.path.lexists(here + each)}
        ignores = with_own(here, present, ignores)
        if ignored(levels(ignores, here, (name,)), name, is_folder=True):
            return ()
        here += name + "/"
    return ignores


def _read(path: str) -> Globs:
    """Lines end in LF or CRLF; links are not followed, and what can never match is skipped (gitignore(5))."""
    text = os.fsdecode(read_start(path, _LIMIT).removeprefix(b"\xef\xbb\xbf"))
    return Globs((line.removesuffix("\r") for line in text.split("\n")), lenient=True)


def _git_folder(folder: str) -> str:
    """Where git keeps what belongs to a repository: for worktrees and submodules, `.git` is a file."""
    path = os.path.join(folder, ".git")
    pointer = os.fsdecode(read_start(path, 4096)).strip()
    if not pointer.startswith("gitdir: "):
        return path
    path = os.path.join(folder, pointer.removeprefix("gitdir: "))
    common = os.fsdecode(read_start(os.path.join(path, "commondir"), 4096)).strip()
    return os.path.join(path, common)
