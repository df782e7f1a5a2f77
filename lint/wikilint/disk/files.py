"""Which files to read: folders, globs, .gitignore."""

from __future__ import annotations

import os
import stat
from collections import Counter
from typing import TYPE_CHECKING

from wikilint import words
from wikilint.disk import gitignore
from wikilint.disk.open import read_start
from wikilint.globs import Globs
from wikilint.pattern import pattern
from wikilint.settings import config, profiles
from wikilint.settings.config import Settings
from wikilint.settings.scopes import Scopes
from wikilint.value import field, frozen, mutable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEFAULT_SUFFIXES = (".md", ".markdown", ".mdx")
"""Read in folders, in any case; and .txt, where the first line opens a frontmatter block."""

TEXT_SUFFIXES = (
    ".txt",
    ".text",
    ".rst",
    ".adoc",
    ".org",
    ".textile",
    ".wiki",
    ".mediawiki",
    ".mkd",
    ".mdown",
)
"""Text that may be meant: where it is passed over, a run says so."""

# Those of ruff 0.17: caches, environments and what tools make.
DEFAULT_EXCLUDE = (
    ".bzr", ".direnv", ".eggs", ".git", ".git-rewrite", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox",
    ".pants.d", ".pyenv", ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode",
    "__pypackages__", "_build", "buck-out", "dist", "node_modules", "site-packages", "venv",
)  # fmt: skip

_CONFIGURATIONS = frozenset(config.FILE_NAMES)

_OPENS_BLOCK = pattern(rb"(?:\xef\xbb\xbf)?---[ \t]*+(?:[\r\n]|\Z)")


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


@frozen
class _Filter:
    """Globs, and the absolute folder that they are relative to, with a slash at its end."""

    globs: Globs
    root: str

    def seen(self, full: str, given: str) -> str:
        """An absolute path as the globs see it; outside of their folder, from what was given on."""
        return full[len(self.root if full.startswith(self.root) else given) :]


@frozen
class _Scope:
    """What one configuration says of files. include: None for the default ones."""

    include: _Filter | None
    extra: _Filter
    exclude: tuple[_Filter, ...]
    respect_gitignore: bool

    def excluding(self, full: str, given: str) -> gitignore.Levels:
        """What is left out of a folder: globs, each with the folder as it sees it, the last word first."""
        return [(each.globs, each.seen(full, given)) for each in reversed(self.exclude)]


@mutable
class _Walk:
    """The settings of a walk, and what it has found so far.

    paths: by their real path, so that no file is read twice.
    """

    scopes: Scopes
    compiled: dict[int, _Scope] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)
    excluded: int = 0
    ignored: int = 0
    unmatched: int = 0
    links: int = 0

    def scope(self, settings: Settings) -> _Scope:
        if id(settings) not in self.compiled:
            self.compiled[id(settings)] = _compiled(settings)
        return self.compiled[id(settings)]


@frozen
class _Folder:
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

    def below(self, name: str, settings: Settings, ignores: gitignore.Ignores) -> _Folder:
        """A folder in this one. settings, ignores: what holds in this one."""
        return _Folder(
            f"{self.shown}{name}/",
            f"{self.real}{name}/",
            f"{self.full}{name}/",
            self.given,
            settings,
            ignores,
        )


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
    walk = _Walk(scopes)
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
    return _is_excluded(_Walk(scopes), full, scopes.at(os.path.dirname(full)), is_folder=False)


def _compiled(settings: Settings) -> _Scope:
    include = settings.include
    if include is None:
        with settings.naming("profile"):
            include = profiles.load(settings.profile).include
    exclude = DEFAULT_EXCLUDE if settings.exclude is None else settings.exclude
    base, more = settings.base("exclude"), settings.base("extend-exclude")
    if base == more:
        out: tuple[_Filter, ...] = (_filter(settings, "exclude", (*exclude, *settings.extend_exclude), base),)
    else:
        out = (
            _filter(settings, "exclude", exclude, base),
            _filter(settings, "extend-exclude", settings.extend_exclude, more),
        )
    return _Scope(
        None if include is None else _filter(settings, "include", include, settings.base("include")),
        _filter(settings, "extend-include", settings.extend_include, settings.base("extend-include")),
        out,
        settings.respect_gitignore,
    )


def _filter(settings: Settings, key: str, patterns: Sequence[str], root: str) -> _Filter:
    # `drafts/` names what is in the folder: the folder itself is no file to include.
    whole = "**" if key.endswith("include") else ""
    wanted = [f"{each}{whole if each.endswith('/') else ''}".removeprefix("./") for each in patterns]
    with settings.naming(key):
        return _Filter(Globs(wanted), _slashed(root.replace(os.sep, "/")))


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
    full = os.path.abspath(path)
    settings = walk.scopes.at(full if is_folder else os.path.dirname(full))
    if _is_excluded(walk, full, settings, is_folder=is_folder):
        walk.excluded += 1
        return
    real = os.path.realpath(path).replace(os.sep, "/")
    if not is_folder:
        walk.paths.setdefault(real, path)
        return
    shown = "" if os.path.normpath(path) == os.curdir else _slashed(path)
    ignores = gitignore.above(real) if walk.scope(settings).respect_gitignore else ()
    top = _slashed(full.replace(os.sep, "/"))
    waiting = [_Folder(shown, _slashed(real), top, top, settings, ignores)]
    while waiting:
        waiting += _list(walk, waiting.pop())


def _is_excluded(walk: _Walk, full: str, settings: Settings, *, is_folder: bool) -> bool:
    """Whether a path that was given is left out, by its own configuration or one further up."""
    holds: Settings | None = settings
    given = _slashed((full if is_folder else os.path.dirname(full)).replace(os.sep, "/"))
    while holds is not None:
        path = full.replace(os.sep, "/")
        for each in walk.scope(holds).exclude:
            seen = each.seen(f"{path}/" if is_folder else path, given).rstrip("/")
            if seen and each.globs.covers(seen, is_folder=is_folder):
                return True
        full, is_folder = holds.root, True
        holds = walk.scopes.above(holds)
    return False


def _list(walk: _Walk, folder: _Folder) -> Iterator[_Folder]:
    """Note the files of a folder, yield the folders in it."""
    try:
        with os.scandir(folder.shown or os.curdir) as scan:
            entries = list(scan)
    except OSError:
        walk.paths.setdefault(folder.real, folder.shown or os.curdir)
        return
    names = [entry.name for entry in entries]
    settings, ignores = _what_holds(walk, folder, names)
    scope = walk.scope(settings)
    excludes = scope.excluding(folder.full, folder.given)
    levels = gitignore.levels(ignores, folder.real)
    for entry, name in zip(entries, names, strict=True):
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_folder and entry.is_symlink():
            walk.links += 1
            continue
        named = is_folder or (entry.is_file(follow_symlinks=False) and _included(scope, folder, name))
        if not named and not _may_be_meant(scope, name):
            walk.unmatched += 1
        elif gitignore.ignored(excludes, name, is_folder=is_folder):
            walk.excluded += 1
        elif levels and gitignore.ignored(levels, name, is_folder=is_folder):
            walk.ignored += 1
        elif not named:
            walk.unmatched += 1
            walk.passed_over[os.path.splitext(name)[1].lower()] += 1
        elif is_folder:
            yield folder.below(name, settings, ignores)
        else:
            shown = folder.shown + name
            # One text for both where they are the same: a million paths are half as large.
            walk.paths.setdefault(shown if folder.real == folder.shown else folder.real + name, shown)


def _what_holds(walk: _Walk, folder: _Folder, names: Sequence[str]) -> tuple[Settings, gitignore.Ignores]:
    """The settings of a folder and what git ignores in it: those of the folder above, where it has no files of its own
    that say otherwise."""
    settings, ignores = folder.settings, folder.ignores
    if not _CONFIGURATIONS.isdisjoint(names):
        settings = walk.scopes.at(folder.full.rstrip("/") or "/")
    if walk.scope(settings).respect_gitignore and (".gitignore" in names or ".git" in names):
        ignores = gitignore.with_own(folder.real, names, ignores)
    return settings, ignores


def _may_be_meant(scope: _Scope, name: str) -> bool:
    """Whether a file that is not read is text of a kind that nobody has decided about."""
    return scope.include is None and name.lower().endswith(TEXT_SUFFIXES)


def _included(scope: _Scope, folder: _Folder, name: str) -> bool:
    extra, include = scope.extra, scope.include
    if extra.globs and extra.globs.decide(extra.seen(folder.full, folder.given), name, is_folder=False):
        return True
    if include is not None:
        return bool(include.globs.decide(include.seen(folder.full, folder.given), name, is_folder=False))
    lower = name.lower()
    return lower.endswith(DEFAULT_SUFFIXES) or (
        lower.endswith(".txt") and bool(_OPENS_BLOCK.match(read_start(folder.shown + name, 512)))
    )
