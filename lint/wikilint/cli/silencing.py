"""`check --add-suppressions`: a comment at every finding, so that only new ones are reported."""

from __future__ import annotations

import os
import sys

from wikilint.cli import record
from wikilint.cli.aim import Aim
from wikilint.disk import paths, store
from wikilint.disk.writer import Writer
from wikilint.document import Document
from wikilint.engine.hush import hushed
from wikilint.engine.plan import Plan
from wikilint.report.outcome import Outcome
from wikilint.report.style import visible
from wikilint.words import count


def add(aim: Aim, *, quiet: bool) -> int:
    """Write the comments.

    Returns the exit code: 0 where every finding is held back now, 1 where some are left, 2 where a file could not be
    read or written.
    """
    plans, given = aim.plans(), {paths.printable(path): path for path in aim.paths}
    done = left = files = troubles = 0
    outcomes = list(aim.run("check", snippets=False))
    with record.recorded(aim.paths or (os.curdir,), True, "batch") as writer:
        for outcome in outcomes:
            if outcome.is_folder:
                continue
            try:
                held, kept = _in_file(writer, plans.of(given[outcome.path]), given[outcome.path], outcome)
            except store.StoreError as error:
                sys.stderr.write(f"wikilint: {visible(outcome.path)}: {visible(str(error))}\n")
                troubles += 1
                continue
            done, left, files = done + held, left + kept, files + bool(held)
    if not quiet:
        sys.stdout.write(f"Added comments for {count(done, 'finding')} in {count(files, 'file')}.\n")
        if left:
            sys.stdout.write(f"{count(left, 'finding')} left where a comment would have no effect.\n")
    if not quiet:
        sys.stderr.write(record.how_to_undo(writer))
    return 2 if troubles else int(left > 0)


def _in_file(writer: Writer, chosen: Plan, path: str, outcome: Outcome) -> tuple[int, int]:
    """How many findings of a file are held back now, and how many are left."""
    if not outcome.diagnoses and outcome.error is None:
        return 0, 0
    snapshot = store.read(path, limit=chosen.settings.max_file_size)
    document = Document(snapshot.data, chosen.relative(path))
    wanted = {(each.rule, each.start) for each in outcome.diagnoses}
    after, left = hushed(
        document,
        chosen.rules_for(document.path),
        lambda hit: (hit.rule, document.position(hit.finding.start)) in wanted,
    )
    record.replace_whole(writer, snapshot, document, after.raw, sorted({rule for rule, _ in wanted}))
    return len(outcome.diagnoses) - len(left), len(left)
