"""`wikilint undo` and `wikilint clean`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from typing import Annotated

import typer

from wikilint.cli import record, summary
from wikilint.disk import interrupts, leftovers, paths, restore, runs, state, store
from wikilint.disk.restore import Page
from wikilint.disk.runs import Run
from wikilint.disk.writer import batch_size
from wikilint.errors import UsageError, explain
from wikilint.report.patch import patch
from wikilint.report.style import visible
from wikilint.words import count

DONE, DIFFERENT, TROUBLE = 0, 1, 2
"""Exit codes: as asked; `--diff` shows something; a file was left as it is."""


def undo(
    run: Annotated[
        str | None,
        typer.Argument(
            metavar="RUN", help="The id of the run to undo.  [default: the last run]", show_default=False
        ),
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="List the runs that can be undone.")] = False,
    file: Annotated[
        list[str] | None,
        typer.Option(
            "--file", metavar="PATH", help="Restore only this file, from the last run that changed it."
        ),
    ] = None,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff",
            help="Show the changes, including those in files that would be left as they are, without writing any file.",
        ),
    ] = False,
    finish: Annotated[
        bool, typer.Option("--finish", help="Complete an interrupted run instead of undoing it.")
    ] = False,
) -> None:
    """Restore the text that files had before `wikilint fix`.

    Only files that have not changed since the run are restored; the others are left as they are.
    Exit codes: 0 if done, 1 if --diff shows something, 2 if a file was left as it is or the request could not
    be carried out.
    """
    if show:
        for name in reversed(runs.names()):
            sys.stdout.write(_line(_load(name)))
        return
    only = frozenset(os.path.realpath(path) for path in file) if file else None
    chosen = _chosen(run, only, finish)
    tree = os.path.commonpath([entry.path for entry in chosen.entries] or [os.sep])
    with state.locked(tree, record.wait):
        pages = list(restore.pages(chosen.written, only))
        if only and (missing := only - {page.path for page in pages}):
            raise UsageError(f"{visible(min(missing))}: the run {chosen.name} did not change this file")
        raise typer.Exit(
            _diff(pages, finish) if diff else _restore(chosen, pages, finish, whole=only is None)
        )


def _load(name: str) -> Run:
    try:
        return runs.load(name)
    except FileNotFoundError:
        raise UsageError(
            f"there is no run {name!r} to undo; list the runs with `wikilint undo --list`"
        ) from None
    except OSError as error:
        raise UsageError(f"the journal of {name} cannot be read: {explain(error)}") from None
    except ValueError as error:
        raise UsageError(f"the journal of {name} cannot be read: it is damaged ({error})") from None


def _chosen(name: str | None, only: frozenset[str] | None, finish: bool) -> Run:
    """The run that is meant. Raises UsageError when there is none."""
    if name is not None:
        run = _load(name)
        if run.running:
            raise UsageError(f"the run {name} is still in progress; wait until it is done")
        return run
    for each in reversed(runs.names()):
        run = _load(each)
        if run.running or run.undone or (finish and not run.interrupted):
            continue
        if only is None or any(entry.path in only for entry in run.written):
            return run
    raise UsageError("there is no run to finish" if finish else "there is nothing to undo")


def _line(run: Run) -> str:
    began = time.strftime("%Y-%m-%d %H:%M", time.localtime(run.began))
    files = len({entry.path for entry in run.written})
    fate = (
        "  (in progress)"
        if run.running
        else "  (undone)"
        if run.undone
        else "  (interrupted)"
        if run.interrupted
        else ""
    )
    return f"{run.name}  {began}  {count(files, 'file')} in {visible(run.folder)}{fate}\n    {visible(run.command)}\n"


def _diff(pages: Sequence[Page], finish: bool) -> int:
    different = DONE
    for page in pages:
        if page.snapshot is None:
            _left(page)
            continue
        wanted = page.new if finish else page.old
        if wanted != page.snapshot.data:
            summary.patch(patch(paths.from_here(page.path), page.snapshot.data, wanted), color=False)
            different = DIFFERENT
    return different


def _left(page: Page) -> None:
    reasons = {"gone": "it has been removed or moved since", "changed": page.error or "it has changed since"}
    record.say(f"{visible(page.path)}: left as it is, because {reasons[page.state]}; compare with --diff")


def _restore(run: Run, pages: Sequence[Page], finish: bool, *, whole: bool) -> int:
    changes = []
    left = 0
    for page in pages:
        change = restore.forth(page) if finish else restore.back(page)
        if change is not None:
            changes.append(change)
        elif page.state in ("changed", "gone"):
            _left(page)
            left += 1
    size = batch_size("batch")
    written = 0
    for start in range(0, len(changes), size):
        batch = changes[start : start + size]
        # The old text and the new one are both in the journal already.
        for change, error in zip(batch, store.replace_all(batch, "batch", lambda: None), strict=True):
            if error is None:
                written += 1
            else:
                record.say(f"{visible(change.snapshot.path)}: {error}")
                left += 1
    for folder in {os.path.dirname(page.path) for page in pages}:
        leftovers.sweep(folder)
    if not left:
        _note(run, finish, whole)
    verb = "Completed" if finish else "Restored"
    same = len(pages) - written - left
    sys.stdout.write(
        f"{verb} {count(written, 'file')} of the run {run.name}"
        + (f", {same:,} {'was' if same == 1 else 'were'} so already" if same else "")
        + (f", {left:,} left as {'it is' if left == 1 else 'they are'}" if left else "")
        + ".\n"
    )
    return TROUBLE if left else DONE


def _note(run: Run, finish: bool, whole: bool) -> None:
    """Write into the journal what became of the run."""
    try:
        if finish:
            runs.mark(run.name, runs.END)
        elif whole:
            runs.mark(run.name, runs.UNDONE)
    except OSError as error:
        record.say(f"the journal of {run.name} could not be written: {explain(error)}")


def clean(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS", help="Folders to remove unfinished files from as well.", show_default=False
        ),
    ] = None,
) -> None:
    """Delete the old text kept for every run; runs can no longer be undone.

    Also removes unfinished files (`.wikilint-….tmp`) that a killed run left in the given folders.
    """
    names = [name for name in runs.names() if not runs.is_running(name)]
    sizes = sum(runs.size(name) for name in names)
    with interrupts.held():
        removed = sum(runs.remove(name) for name in names)
    swept = sum(leftovers.sweep(folder) for path in paths or () for folder, _, _ in os.walk(path))
    sys.stdout.write(f"Removed the journals of {count(removed, 'run')} ({sizes / 2**20:,.1f} MiB).\n")
    if paths:
        sys.stdout.write(f"Removed {count(swept, 'unfinished file')}.\n")
    if removed < len(names):
        record.say(
            f"{count(len(names) - removed, 'journal')} could not be removed from {visible(state.folder())}"
        )
        raise typer.Exit(TROUBLE)
