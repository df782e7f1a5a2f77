"""What a run says of a file: plain values that travel between processes and into the reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wikilint.finding import Safety, Severity
from wikilint.value import field, frozen

Place = tuple[int, int]
"""A 1-based row and a 1-based column, the column in code points; an end is exclusive."""


@frozen
class Manual:
    """What reports say of a rule: its name and group, its own severity, one line, all of it as Markdown, and its page
    on the site, "" for a rule that has none there."""

    rule: str
    group: str
    severity: Severity
    summary: str
    text: str
    url: str = ""


@frozen
class Change:
    """One edit of a fix: `content` replaces what stands between two places."""

    content: str
    start: Place
    end: Place


@frozen
class FixOutcome:
    """A fix at its place. applicable: whether `fix` with the settings of this run would apply it."""

    safety: Safety
    title: str
    changes: tuple[Change, ...]
    applicable: bool


@frozen
class Line:
    """A line of a snippet.

    sign: `-` when a fix takes it out, `+` when it brings it in, a space when it stays.
    row: its number, None for a line that is not there yet.
    marks: the parts of it that change. cut: whether it begins in the middle of a line.
    """

    sign: str
    row: int | None
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    cut: bool = False


@frozen
class Snippet:
    """The lines around a finding, and what its fix makes of them.

    at: which of the lines is meant: `marked` code points from index `offset` of its text on.
    """

    lines: tuple[Line, ...]
    at: int
    offset: int
    marked: int


@frozen
class Diagnosis:
    """A finding at its place in a file.

    moot_if: the fact with which it is none, see `Finding`.
    identity: what it is known by in whatever file it is; `fingerprint(outcome.relative, identity)` in a corpus.
    """

    rule: str
    severity: Severity
    message: str
    start: Place
    end: Place
    count: int
    fix: FixOutcome | None
    snippet: Snippet | None
    identity: str = ""
    moot_if: str | None = None


@frozen
class Outcome:
    """Everything about one file.

    path: as the user named it.
    relative: relative to the folder of the configuration: what fingerprints and baselines go by.
    diagnoses: what was found, or after fixing what is left.
    error: why it could not be read or written; then nothing else holds.
    found: how many findings it had before anything was fixed.
    fixed: how many fixes were applied, by rule.
    diff: the unified diff that `fix --diff` shows, or "". Bytes that are not UTF-8 are lone surrogates in it.
    gathered: what rules that know the run made of the file, by their names; see `wikilint.evidence`.
    waits_for: facts that would change something here. waits_to_fix: whether a fix waits for one of them.
    is_folder: whether this is about the folder `path` as a whole, and no file.
    seconds: what each rule took, when the run was timed.
    stamp: what tells the file that was read from any later state of it, see `disk.memory`.
    """

    path: str
    diagnoses: tuple[Diagnosis, ...] = ()
    error: str | None = None
    fixed: Mapping[str, int] = field(default_factory=dict)
    changed: bool = False
    diff: str = ""
    gathered: Mapping[str, object] = field(default_factory=dict)
    waits_for: frozenset[str] = frozenset()
    waits_to_fix: bool = False
    is_folder: bool = False
    seconds: Mapping[str, float] = field(default_factory=dict)
    relative: str = ""
    found: int = 0
    stamp: tuple[int, ...] = ()


def told(outcome: Outcome) -> Iterator[Diagnosis]:
    """The findings of a file; that it could not be read or written is one of them, where only findings are seen."""
    if outcome.error is not None:
        yield Diagnosis("unreadable-file", "error", outcome.error, (1, 1), (1, 1), 1, None, None)
    yield from outcome.diagnoses
