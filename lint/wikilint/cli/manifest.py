"""`wikilint verify` and `wikilint apply`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import typer

from wikilint.cli import record
from wikilint.disk import manifest, store
from wikilint.disk.manifest import ManifestError, Page
from wikilint.disk.store import Change, Snapshot, StoreError
from wikilint.disk.writer import Writer
from wikilint.engine.job import Proposal
from wikilint.errors import UsageError, explain
from wikilint.report.style import visible
from wikilint.words import count

SAME, DIFFERENT, TROUBLE = 0, 1, 2
"""Exit codes: every page is as before the run, or every one as after; neither; a request could not be carried out."""

File = Annotated[str, typer.Argument(metavar="MANIFEST", help="A file written by `wikilint fix --manifest`.")]
Root = Annotated[
    str,
    typer.Option(metavar="FOLDER", help="The folder in which the run was started; all pages must be in it."),
]

_STATES = {
    "before": "as before the run",
    "after": "as after it",
    "neither": "neither",
    "missing": "not there",
}


def _pages(path: str) -> list[Page]:
    try:
        with open(path, encoding="utf-8", newline="\n") as file:
            return manifest.pages(manifest.read(file))
    except (ManifestError, UnicodeDecodeError) as error:
        raise UsageError(f"{visible(path)}: {error}") from None
    except OSError as error:
        raise UsageError(f"{visible(path)} cannot be read: {explain(error)}") from None


def _state(page: Page, root: str) -> tuple[str, Snapshot | None]:
    """What a page is, by its bytes. Raises ManifestError for one that is not in the folder."""
    try:
        snapshot = store.read(manifest.inside(root, page.path))
    except StoreError:
        return "missing", None
    now = store.digest(snapshot.data)
    return "before" if now == page.before else "after" if now == page.after else "neither", snapshot


def verify(file: File, root: Root = ".") -> None:
    """Check whether pages are as they were before a run, as they were after it, or neither.

    Exit codes: 0 if all are as before or all as after, 1 if not, 2 if the manifest could not be read.
    """
    states: Counter[str] = Counter()
    for page in _pages(file):
        try:
            state, _ = _state(page, root)
        except ManifestError as error:
            raise UsageError(f"{visible(page.path)}: {error}") from None
        states[state] += 1
        if state in ("neither", "missing"):
            sys.stdout.write(f"{visible(page.path)}: {_STATES[state]}\n")
    told = [f"{states[state]:,} {text}" for state, text in _STATES.items() if states[state]]
    sys.stdout.write(f"{count(states.total(), 'page')}: {', '.join(told) or 'nothing to compare'}.\n")
    raise typer.Exit(SAME if len(states.keys() - {"neither", "missing"}) == len(states) <= 1 else DIFFERENT)


def _write(writer: Writer, batch: Sequence[Proposal]) -> int:
    """Write pages; how many could not be."""
    stopped = [each for each in writer.write(batch) if each is not None]
    for error in stopped:
        record.say(f"{error.path}: {error}")
    return len(stopped)


def apply(
    file: File,
    root: Root = ".",
    no_journal: Annotated[
        bool, typer.Option("--no-journal", help="Do not keep the old text; the changes cannot be undone.")
    ] = False,
) -> None:
    """Apply the edits of a run again, byte for byte, to pages that are as they were before it.

    Other pages are left as they are. Exit codes: 0 if done, 2 if a page was left as it is or nothing could be
    done.
    """
    proposals: list[Proposal] = []
    states: Counter[str] = Counter()
    for page in _pages(file):
        try:
            state, snapshot = _state(page, root)
            if state == "before" and snapshot is not None:
                proposals.append((Change(snapshot, page.done(snapshot.data)), page.made()))
        except ManifestError as error:
            state = f"left as it is: {error}"
        states[state] += 1
        if state not in ("before", "after"):
            record.say(f"{page.path}: {_STATES.get(state, state)}")
    with record.recorded([root], not no_journal, "batch") as writer:
        failed = sum(
            _write(writer, proposals[start : start + writer.batch])
            for start in range(0, len(proposals), writer.batch)
        )
    left = states.total() - states["before"] - states["after"] + failed
    sys.stdout.write(
        f"Applied the edits of {count(len(proposals) - failed, 'page')}"
        + (f", {states['after']:,} already had them" if states["after"] else "")
        + (f", {left:,} left as {'it is' if left == 1 else 'they are'}" if left else "")
        + ".\n"
    )
    sys.stdout.flush()
    sys.stderr.write(record.how_to_undo(writer))
    raise typer.Exit(TROUBLE if left else SAME)
