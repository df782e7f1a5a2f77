"""What git knows: which files and lines changed, and which files were renamed."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence

from wikilint.errors import UsageError
from wikilint.pattern import pattern
from wikilint.report.outcome import Diagnosis
from wikilint.value import frozen

_HUNK = pattern(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)

_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--no-pager", "--literal-pathspecs")
"""The repository is the one that is checked: none of its programs are run."""

_DIFF = ("diff", "--no-ext-diff", "--no-textconv", "--no-color", "--find-renames")


def _git(folder: str, *arguments: str) -> bytes:
    """What a git command says. Raises UsageError where there is no git, no repository or no such revision."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no argument that could pass for an option
            ["git", *_SAFE, *arguments],  # noqa: S607 - the git of the user
            cwd=folder,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        raise UsageError(f"cannot run git: {error.strerror}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "backslashreplace").strip().split("\n")[0]
        raise UsageError(f"git: {said.removeprefix('fatal: ')}")
    return done.stdout


def _names(listed: bytes) -> list[str]:
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


@frozen
class Changes:
    """What differs from a revision, or what is staged.

    top: the root of the repository. against: the arguments for `git diff`. files: their real paths. fresh: those of
    them that git does not track yet.
    """

    top: str
    against: tuple[str, ...]
    files: frozenset[str]
    fresh: frozenset[str]

    def keeps(self, path: str) -> bool:
        return os.path.realpath(path) in self.files

    def on_changed_lines(self, path: str, found: Sequence[Diagnosis]) -> tuple[Diagnosis, ...]:
        """The findings that touch a changed line of a file."""
        real = os.path.realpath(path)
        if real in self.fresh or not found:
            return tuple(found)
        patch = _git(self.top, *_DIFF, "--unified=0", *self.against, "--", real)
        spans = [(int(start), int(start) + int(length or 1)) for start, length in _HUNK.findall(patch)]
        return tuple(
            each
            for each in found
            if any(
                each.start[0] < end and start <= max(each.start[0], each.end[0] - (each.end[1] == 1))
                for start, end in spans
            )
        )


def changes(since: str | None, *, staged: bool) -> Changes:
    """What changed in the repository of the current folder since a revision; untracked files are changes, too.

    Raises UsageError.
    """
    if since is not None and (not since or since.startswith("-")):
        raise UsageError(f"--since {since!r} is not a revision; use a commit, a branch or a tag")
    top = os.fsdecode(_git(".", "rev-parse", "--show-toplevel").rstrip(b"\n"))
    against = ("--cached",) if staged else (since or "HEAD",)
    listed = _names(_git(top, *_DIFF, "--name-only", "-z", "--diff-filter=d", *against, "--"))
    fresh = [] if staged else _names(_git(top, "ls-files", "--others", "--exclude-standard", "-z"))
    real = [
        frozenset(os.path.realpath(os.path.join(top, name)) for name in names) for names in (listed, fresh)
    ]
    return Changes(top, against, real[0] | real[1], real[1])


def renamed(path: str) -> dict[str, str]:
    """Files that were renamed since a file was last committed, new name to old, relative to the folder of that file.

    Empty where git does not know.
    """
    folder, name = os.path.split(os.path.abspath(path))
    try:
        commit = _git(folder, "log", "-1", "--format=%H", "--", name).decode().strip() or "HEAD"
        listed = _names(
            _git(folder, *_DIFF, "--relative", "--name-status", "-z", "--diff-filter=R", commit, "--")
        )
    except UsageError:
        return {}
    return {new: old for _, old, new in zip(listed[::3], listed[1::3], listed[2::3], strict=False)}
