"""What a run says of a file: plain values that travel between processes and into the reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wikilint.finding import Safety, Severity
from wikilint.value import field, frozen

RULE_FAILED = "rule-failed"
"""The name under which a rule that raised an exception is reported."""

FIX_REJECTED = "fix-rejected"
"""The name under which a fix is reported that was not applied because it did not prove itself."""

TOO_SLOW = "too-slow"
"""The name under which a document is reported that took longer than it may."""

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
    stamp: bytes = b""


def told(outcome: Outcome) -> Iterator[Diagnosis]:
    """The findings of a file; that it could not be read or written is one of them, where only findings are seen."""
    if outcome.error is not None:
        yield Diagnosis("unreadable-file", "error", outcome.error, (1, 1), (1, 1), 1, None, None)
    yield from outcome.diagnoses


def pack(outcome: Outcome) -> tuple[Any, ...]:
    """An outcome as plain tuples, without its paths: those travel and are kept at a tenth of what objects cost.

    Of a file in which nothing was found that is its stamp alone.
    """
    clean = Outcome(outcome.path, relative=outcome.relative, stamp=outcome.stamp)
    if outcome == clean:
        return (outcome.stamp,)
    import pickle

    gathered = outcome.gathered and pickle.dumps(outcome.gathered, pickle.HIGHEST_PROTOCOL)
    return (
        outcome.stamp,
        _plain(outcome.diagnoses),
        outcome.error,
        dict(outcome.fixed),
        outcome.changed,
        outcome.diff,
        gathered or b"",
        outcome.waits_for,
        outcome.waits_to_fix,
        outcome.is_folder,
        dict(outcome.seconds),
        outcome.found,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    names = getattr(type(value), "__match_args__", None)
    return tuple([_plain(getattr(value, name)) for name in names]) if names else value


def unpack(packed: tuple[Any, ...], path: str, relative: str) -> Outcome:
    """The outcome that `pack` made plain, of a file that is named like this now. Raises whatever a broken one makes."""
    if len(packed) == 1:
        return Outcome(path, relative=relative, stamp=packed[0])
    stamp, rows, error, fixed, changed, diff, gathered, facts, waits_to_fix, is_folder, seconds, found = (
        packed
    )
    return Outcome(
        path,
        tuple([_diagnosis(*row) for row in rows]),
        error,
        fixed,
        changed,
        diff,
        _unpickled(gathered) if gathered else {},
        facts,
        waits_to_fix,
        is_folder,
        seconds,
        relative,
        found,
        stamp,
    )


def _unpickled(gathered: bytes) -> Mapping[str, object]:
    import pickle

    made: Mapping[str, object] = pickle.loads(gathered)  # noqa: S301 - our own process, or the user's own cache
    return made


def _diagnosis(*row: Any) -> Diagnosis:
    rule, severity, message, start, end, number, fix, snippet, identity, moot_if = row
    if fix is not None:
        safety, title, changes, applicable = fix
        fix = FixOutcome(safety, title, tuple([Change(*each) for each in changes]), applicable)
    if snippet is not None:
        lines, at, offset, marked = snippet
        snippet = Snippet(tuple([Line(*each) for each in lines]), at, offset, marked)
    return Diagnosis(rule, severity, message, start, end, number, fix, snippet, identity, moot_if)
