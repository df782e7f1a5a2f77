"""Which files to read: folders, globs, .gitignore."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from wikilint import words
from wikilint.disk import gitignore
from wikilint.disk.walk import Folder, Walk, down
from wikilint.disk.wanted import TEXT_SUFFIXES, slashed
from wikilint.settings.config import Settings
from wikilint.settings.scopes import Scopes
from wikilint.value import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence


@frozen
class Selection:
    """The files to read, and what was left out on the way there.

    paths: sorted, each file once, as they are to be shown: starting the way they were given. A folder that
        cannot be listed and a device that was given are among them, so that reading them tells the reason.
    missing: what was given and does not exist.  excluded, ignored: files and folders left out by a pattern
        and by git.  unmatched: files that `include` does not name.  links: symbolic links in folders.
    passed_over: of the unmatched ones those that may be meant: how many of each suffix.
    """

    paths: tuple[str, ...]
    missing: tuple[str, ...] = ()
    excluded: int = 0
    ignored: int = 0
    unmatched: int = 0
    links: int = 0
    passed_over: tuple[tuple[str, int], ...] = ()

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

    @property
    def remark(self) -> str:
        """What was passed over and may be meant, with the option that takes it; empty if there is nothing."""
        if not self.passed_over:
            return ""
        counted = [
            words.count(number, f"{suffix} file") + (" without frontmatter" if suffix == ".txt" else "")
            for suffix, number in self.passed_over
        ]
        globs = ",".join(f"*{suffix}" for suffix, _ in self.passed_over)
        are = "was" if sum(number for _, number in self.passed_over) == 1 else "were"
        plain = (
            ", or profile `plain`," if {suffix for suffix, _ in self.passed_over} <= {".txt", ".text"} else ""
        )
        listed = " and ".join(filter(None, (", ".join(counted[:-1]), counted[-1])))
        return f"{listed} {are} skipped; `--extend-include '{globs}'`{plain} includes them"


def find(
    paths: Sequence[str],
    *,
    include: Sequence[str] | None = None,
    exclude: Sequence[str] | None = None,
    extend_exclude: Sequence[str] = (),
    respect_gitignore: bool = True,
    root: str = ".",
) -> Selection:
    """The files that are meant by `paths`, with the same settings for all of them: see `select`."""
    settings = Settings(
        include=None if include is None else tuple(include),
        exclude=None if exclude is None else tuple(exclude),
        extend_exclude=tuple(extend_exclude),
        respect_gitignore=respect_gitignore,
        root=root,
    )
    return select(paths, Scopes(fixed=settings))


def select(paths: Sequence[str], scopes: Scopes) -> Selection:
    """The files that are meant by `paths`.

    A file is taken whatever its name, and though git ignores it; a folder gives the files below it that
    `include` names. What is excluded stays out in both cases (pre-commit passes every changed file), and
    links are followed only where they are given.

    Globs are those of the configuration that is closest above a file, so that what else is given makes no
    difference; a folder that one further up excludes stays out whatever configuration it has itself. They are
    patterns as in .gitignore, relative to the folder of the configuration; for paths outside of it, to the folder
    of the path that was given.

    What git ignores: the .gitignore of each folder, those above it up to the root of the repository, and
    `.git/info/exclude`; not the user's own, so that every machine finds the same.

    Raises PatternError and ConfigError.
    """
    walk = Walk(scopes)
    for path in paths:
        _given(walk, path)
    return Selection(
        tuple(sorted(walk.paths.values())),
        tuple(walk.missing),
        walk.excluded,
        walk.ignored,
        walk.unmatched,
        walk.links,
        tuple((suffix, walk.passed_over[suffix]) for suffix in TEXT_SUFFIXES if suffix in walk.passed_over),
    )


def excludes(path: str, scopes: Scopes) -> bool:
    """Whether a file of that name would be left out; there need not be one."""
    full = os.path.abspath(path)
    return _is_excluded(Walk(scopes), full, scopes.at(os.path.dirname(full)), is_folder=False)


def _given(walk: Walk, path: str) -> None:
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        walk.missing.append(path)
        return
    except OSError:
        is_folder = False
    full = os.path.abspath(path)
    settings = walk.scopes.at(full if is_folder else os.path.dirname(full))
    if _is_excluded(walk, full, settings, is_folder=is_folder):
        walk.excluded += 1
        return
    real = os.path.realpath(path).replace(os.sep, "/")
    if not is_folder:
        walk.paths.setdefault(real, path)
        return
    shown = "" if os.path.normpath(path) == os.curdir else slashed(path)
    ignores = gitignore.above(real) if walk.scope(settings).respect_gitignore else ()
    top = slashed(full.replace(os.sep, "/"))
    down(walk, Folder(shown, slashed(real), top, top, settings, ignores))


def _is_excluded(walk: Walk, full: str, settings: Settings, *, is_folder: bool) -> bool:
    """Whether a path that was given is left out, by its own configuration or one further up."""
    holds: Settings | None = settings
    given = slashed((full if is_folder else os.path.dirname(full)).replace(os.sep, "/"))
    while holds is not None:
        path = full.replace(os.sep, "/")
        for each in walk.scope(holds).exclude:
            seen = each.seen(f"{path}/" if is_folder else path, given).rstrip("/")
            if seen and each.globs.covers(seen, is_folder=is_folder):
                return True
        full, is_folder = holds.root, True
        holds = walk.scopes.above(holds)
    return False
