"""The walk down a folder: which files in it are to be read, and what is left out on the way."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from wikilint.disk import gitignore, wanted
from wikilint.settings import config
from wikilint.value import field, frozen, mutable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wikilint.disk.wanted import Scope
    from wikilint.settings.config import Settings
    from wikilint.settings.scopes import Scopes

_CONFIGURATIONS = frozenset(config.FILE_NAMES)


@mutable
class Walk:
    """The settings of a walk, and what it has found so far.

    paths: by their real path, so that no file is read twice.
    """

    scopes: Scopes
    compiled: dict[int, Scope] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)
    excluded: int = 0
    ignored: int = 0
    unmatched: int = 0
    links: int = 0

    def scope(self, settings: Settings) -> Scope:
        """What a configuration says of files; asked once for each."""
        if id(settings) not in self.compiled:
            self.compiled[id(settings)] = wanted.scope(settings)
        return self.compiled[id(settings)]


@frozen
class Folder:
    """A folder to list: its path as shown, as it really is, absolute, and that of what was given.

    Each is empty or ends in a slash.
    settings, ignores: what holds in the folder above.
    """

    shown: str
    real: str
    full: str
    given: str
    settings: Settings
    ignores: gitignore.Ignores

    def below(self, name: str, settings: Settings, ignores: gitignore.Ignores) -> Folder:
        """A folder in this one. settings, ignores: what holds in this one."""
        return Folder(
            f"{self.shown}{name}/",
            f"{self.real}{name}/",
            f"{self.full}{name}/",
            self.given,
            settings,
            ignores,
        )


def down(walk: Walk, top: Folder) -> None:
    """Note the files of a folder and of those in it."""
    waiting = [top]
    while waiting:
        waiting += _list(walk, waiting.pop())


def _list(walk: Walk, folder: Folder) -> list[Folder]:
    """Note the files of a folder. Returns the folders in it."""
    shown, real = folder.shown, folder.real
    below: list[Folder] = []
    try:
        with os.scandir(shown or os.curdir) as scan:
            entries = list(scan)
    except OSError:
        walk.paths.setdefault(real, shown or os.curdir)
        return below
    names = [entry.name for entry in entries]
    settings, ignores = _what_holds(walk, folder, names)
    scope = walk.scope(settings)
    # Most globs are plain names: one look tells that none of them is that of anything in the folder.
    excludes = scope.excluding(folder, names)
    levels = gitignore.levels(ignores, real, names) if ignores else []
    sure, is_open, is_same, note = (
        scope.sure,
        not excludes and not levels,
        real == shown,
        walk.paths.setdefault,
    )
    for entry, name in zip(entries, names, strict=True):
        is_file = entry.is_file(follow_symlinks=False)
        is_folder = not is_file and entry.is_dir(follow_symlinks=False)
        named = is_folder or (is_file and (name.endswith(sure) or scope.includes(folder, name)))
        if not (named and is_open) and _is_left_out(walk, scope, (excludes, levels), entry, named=named):
            continue
        if is_folder:
            below.append(folder.below(name, settings, ignores))
        else:
            path = shown + name
            # One text for both where they are the same: a million paths are half as large.
            note(path if is_same else real + name, path)
    return below


def _is_left_out(
    walk: Walk,
    scope: Scope,
    globs: tuple[gitignore.Levels, gitignore.Levels],
    entry: os.DirEntry[str],
    *,
    named: bool,
) -> bool:
    """Whether something in a folder is not for us, which is counted. globs: what excludes and what git ignores."""
    name, is_folder = entry.name, entry.is_dir(follow_symlinks=False)
    excludes, levels = globs
    if entry.is_symlink():
        walk.links += 1
    elif not named and not scope.may_be_meant(name):
        walk.unmatched += 1
    elif gitignore.ignored(excludes, name, is_folder=is_folder):
        walk.excluded += 1
    elif gitignore.ignored(levels, name, is_folder=is_folder):
        walk.ignored += 1
    elif not named:
        walk.unmatched += 1
        walk.passed_over[os.path.splitext(name)[1].lower()] += 1
    else:
        return False
    return True


def _what_holds(walk: Walk, folder: Folder, names: Sequence[str]) -> tuple[Settings, gitignore.Ignores]:
    """The settings of a folder and what git ignores in it: those of the folder above, where it has no files of its own
    that say otherwise."""
    settings, ignores = folder.settings, folder.ignores
    if not _CONFIGURATIONS.isdisjoint(names):
        settings = walk.scopes.at(folder.full.rstrip("/") or "/")
    if (".gitignore" in names or ".git" in names) and walk.scope(settings).respect_gitignore:
        ignores = gitignore.with_own(folder.real, names, ignores)
    return settings, ignores
