"""`wikilint init`."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import Annotated

import typer

from wikilint.cli import propose
from wikilint.disk import files, store
from wikilint.engine import run
from wikilint.engine.run import Job
from wikilint.errors import UsageError
from wikilint.report.style import visible
from wikilint.settings.config import FILE_NAMES, Settings
from wikilint.words import count


def init(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder to look at.")] = ".",
    profile: Annotated[
        str | None, typer.Option(metavar="NAME", help="This profile, whatever the folder looks like.")
    ] = None,
    pyproject: Annotated[
        bool, typer.Option("--pyproject", help="Add a table to the pyproject.toml of the folder instead.")
    ] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the configuration, write nothing.")] = False,
) -> None:
    """Look at a folder and write a commented configuration that fits it.

    Nothing is ever overwritten: where a configuration exists, this ends with exit code 2.
    """
    if not os.path.isdir(folder):
        raise UsageError(f"{visible(folder)}: there is no such folder")
    proposal = propose.propose(folder)
    if profile is not None:
        proposal = replace(proposal, profile=profile, reason="you asked for it")
    settings = replace(Settings(), profile=proposal.profile, root=os.path.abspath(folder))
    job = Job("check", settings, snippets=False)
    outcomes = run.run(job, files.find([folder], root=folder).paths)
    findings = sum(len(outcome.diagnoses) for outcome in outcomes)
    if show:
        sys.stdout.write(propose.configuration(proposal, findings).as_string())
        return
    path = _write_pyproject(folder, proposal, findings) if pyproject else _write(folder, proposal, findings)
    sys.stdout.write(
        f"Wrote {visible(os.path.normpath(path))}: profile {proposal.profile} ({proposal.reason}), "
        f"{count(proposal.total, 'file')}, {count(findings, 'finding')} today.\n"
    )


def _write(folder: str, proposal: propose.Proposal, findings: int) -> str:
    for name in FILE_NAMES[:-1]:
        path = os.path.normpath(os.path.join(folder, name))
        if os.path.lexists(path):
            raise UsageError(f"{visible(path)} exists already: edit it, or take it away first")
    path = os.path.join(folder, FILE_NAMES[0])
    with open(path, "x", encoding="utf-8", newline="") as file:
        file.write(propose.configuration(proposal, findings).as_string())
    return path


def _write_pyproject(folder: str, proposal: propose.Proposal, findings: int) -> str:
    path = os.path.join(folder, FILE_NAMES[-1])
    try:
        snapshot = store.read(path)
        text = snapshot.data.decode("utf-8")
        store.replace(snapshot, propose.add_to_pyproject(text, proposal, findings).encode("utf-8"))
    except store.StoreError as error:
        raise UsageError(f"{path}: {error}") from None
    return path
