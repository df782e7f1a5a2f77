"""What one configuration says of files: which are included, and which are left out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from wikilint.disk.open import read_start
from wikilint.globs import Globs
from wikilint.pattern import pattern
from wikilint.settings import profiles
from wikilint.value import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wikilint.disk.gitignore import Levels
    from wikilint.disk.walk import Folder
    from wikilint.settings.config import Settings

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

_OPENS_BLOCK = pattern(rb"(?:\xef\xbb\xbf)?---[ \t]*+(?:[\r\n]|\Z)")


@frozen
class Filter:
    """Globs, and the absolute folder that they are relative to, with a slash at its end."""

    globs: Globs
    root: str

    def seen(self, full: str, given: str) -> str:
        """An absolute path as the globs see it; outside of their folder, from what was given on."""
        return full[len(self.root if full.startswith(self.root) else given) :]


@frozen
class Scope:
    """What one configuration says of files. include: None for the default ones."""

    include: Filter | None
    extra: Filter
    exclude: tuple[Filter, ...]
    respect_gitignore: bool

    def excluding(self, folder: Folder, names: Sequence[str]) -> Levels:
        """What may leave out one of these names in a folder: globs, each with the folder as it sees it, the last word
        first."""
        return [
            (each.globs, each.seen(folder.full, folder.given))
            for each in reversed(self.exclude)
            if each.globs.may_decide(names)
        ]

    @property
    def sure(self) -> tuple[str, ...]:
        """Endings of names that need no further question."""
        return DEFAULT_SUFFIXES if self.include is None else ()

    def includes(self, folder: Folder, name: str) -> bool:
        """Whether a file in a folder is named."""
        full, given, extra, include = folder.full, folder.given, self.extra, self.include
        if extra.globs and extra.globs.decide(extra.seen(full, given), name, is_folder=False):
            return True
        if include is not None:
            return bool(include.globs.decide(include.seen(full, given), name, is_folder=False))
        lower = name.lower()
        return lower.endswith(DEFAULT_SUFFIXES) or (
            lower.endswith(".txt") and bool(_OPENS_BLOCK.match(read_start(folder.shown + name, 512)))
        )

    def may_be_meant(self, name: str) -> bool:
        """Whether a file that is not read is text of a kind that nobody has decided about."""
        return self.include is None and name.lower().endswith(TEXT_SUFFIXES)


def scope(settings: Settings) -> Scope:
    """What a configuration says of files. Raises PatternError and ConfigError."""
    include = settings.include
    if include is None:
        with settings.naming("profile"):
            include = profiles.load(settings.profile).include
    exclude = DEFAULT_EXCLUDE if settings.exclude is None else settings.exclude
    base, more = settings.base("exclude"), settings.base("extend-exclude")
    if base == more:
        out: tuple[Filter, ...] = (_filter(settings, "exclude", (*exclude, *settings.extend_exclude), base),)
    else:
        out = (
            _filter(settings, "exclude", exclude, base),
            _filter(settings, "extend-exclude", settings.extend_exclude, more),
        )
    return Scope(
        None if include is None else _filter(settings, "include", include, settings.base("include")),
        _filter(settings, "extend-include", settings.extend_include, settings.base("extend-include")),
        out,
        settings.respect_gitignore,
    )


def _filter(settings: Settings, key: str, patterns: Sequence[str], root: str) -> Filter:
    # `drafts/` names what is in the folder: the folder itself is no file to include.
    whole = "**" if key.endswith("include") else ""
    wanted = [f"{each}{whole if each.endswith('/') else ''}".removeprefix("./") for each in patterns]
    with settings.naming(key):
        return Filter(Globs(wanted), slashed(root.replace(os.sep, "/")))


def slashed(path: str) -> str:
    """The path of a folder as what its files' paths begin with."""
    return path if path.endswith("/") or not path else path + "/"
