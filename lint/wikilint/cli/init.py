"""`wikilint init`."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from wikilint.cli import baseline as baseline_command
from wikilint.cli import known, propose
from wikilint.cli.aim import Aim
from wikilint.disk import files, store, whole
from wikilint.errors import UsageError
from wikilint.report.style import visible
from wikilint.settings.config import FILE_NAMES, Settings
from wikilint.settings.scopes import Scopes
from wikilint.value import replace
from wikilint.words import count


def init(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder to inspect.")] = ".",
    profile: Annotated[
        str | None, typer.Option(metavar="NAME", help="Use this profile instead of the detected one.")
    ] = None,
    pyproject: Annotated[
        bool, typer.Option("--pyproject", help="Add a table to the folder's pyproject.toml instead.")
    ] = False,
    baseline: Annotated[
        bool,
        typer.Option(
            "--baseline/--no-baseline",
            help="Record today's findings, so that only new ones are reported.",
        ),
    ] = True,
    show: Annotated[bool, typer.Option("--show", help="Print the configuration without writing it.")] = False,
) -> None:
    """Inspect a folder and write a commented configuration that fits it.

    Today's findings, if any, go into a baseline, so that `wikilint check` fails only for new ones.
    Existing files are never overwritten: if there is a configuration already, the exit code is 2.
    """
    if not os.path.isdir(folder):
        raise UsageError(f"{visible(folder)}: no such folder")
    proposal = propose.propose(folder)
    if profile is not None:
        proposal = replace(proposal, profile=profile, reason="as requested")
    path = os.path.normpath(os.path.join(folder, FILE_NAMES[-1] if pyproject else FILE_NAMES[0]))
    known_file = os.path.normpath(os.path.join(folder, known.FILE_NAME))
    if not show:
        _refuse_present(folder, pyproject=pyproject, baseline=known_file if baseline else None)
    settings = replace(Settings(), profile=proposal.profile, root=os.path.abspath(folder), source=path)
    findings = _today(folder, settings, known_file)
    total = sum(map(len, findings.values()))
    recorded = baseline and total > 0
    proposal = replace(proposal, findings=total, baseline=known.FILE_NAME if recorded else None)
    if show:
        sys.stdout.write(propose.configuration(proposal).as_string())
        return
    if recorded:
        whole.create(known_file, known.text(findings))
    try:
        _write(path, proposal, pyproject=pyproject)
    except BaseException:  # an interrupt, too: a baseline without its configuration would be a riddle
        if recorded:
            os.unlink(known_file)
        raise
    about = f"profile {proposal.profile} ({proposal.reason}), {count(proposal.total, 'file')}"
    sys.stdout.write(f"Wrote {visible(path)}: {about}, {count(total, 'finding')} today.\n")
    if recorded:
        sys.stdout.write(
            f"They are recorded in {visible(known_file)}, so `wikilint check` reports only new ones. "
            "`wikilint fix` can fix many of them; `wikilint baseline update --allow-new` then brings the baseline "
            "up to date.\n"
        )


def _today(folder: str, settings: Settings, known_file: str) -> known.Findings:
    """What would be found in a folder with settings that are not written yet."""
    scopes = Scopes()
    scopes.put(settings)
    paths = files.select([folder], scopes).paths
    return baseline_command.today(Aim(paths, scopes.layout(settings)), known_file, lenient=True)


def _refuse_present(folder: str, *, pyproject: bool, baseline: str | None) -> None:
    """Raises UsageError for a file that is there already."""
    present = [] if baseline is None else [baseline]
    if not pyproject:
        present += [os.path.normpath(os.path.join(folder, name)) for name in FILE_NAMES[:-1]]
    for path in present:
        if os.path.lexists(path):
            raise UsageError(f"{visible(path)} already exists; edit it or delete it")


def _write(path: str, proposal: propose.Proposal, *, pyproject: bool) -> None:
    if not pyproject:
        whole.create(path, propose.configuration(proposal).as_string().encode())
        return
    try:
        snapshot = store.read(path)
        text = snapshot.data.decode("utf-8")
        store.replace(snapshot, propose.add_to_pyproject(text, proposal).encode())
    except store.StoreError as error:
        raise UsageError(f"{path}: {error}") from None
