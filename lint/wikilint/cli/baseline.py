"""`wikilint baseline`: record the findings of today, so that only new ones are reported."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from wikilint.cli import known, options, request
from wikilint.cli.aim import Aim, aimed
from wikilint.cli.known import Baseline, Findings
from wikilint.cli.tally import troubles
from wikilint.disk import whole
from wikilint.errors import UsageError
from wikilint.report.outcome import Outcome
from wikilint.report.style import visible
from wikilint.value import replace
from wikilint.words import count

app = typer.Typer(
    name="baseline",
    help="Record today's findings, so that `check` reports only new ones.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

File = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help=f"The baseline file.  [default: `baseline` in the configuration, else {known.FILE_NAME}]",
        show_default=False,
    ),
]


def _aim(paths: list[str] | None, given: Mapping[str, Any]) -> Aim:
    """What a run without a baseline is about."""
    return aimed({**request.DEFAULTS, **given, "paths": paths, "no_baseline": True})


def _path(aim: Aim, given: str | None) -> str:
    """The baseline that a command is about."""
    if given is not None:
        return given
    settings = aim.layout.default
    configured = known.path_in(settings)
    if configured is not None:
        return configured
    folder = os.path.relpath(settings.root) if settings.source else ""
    return os.path.normpath(os.path.join(folder, known.FILE_NAME))


def _outcomes(aim: Aim, path: str, *, lenient: bool) -> Iterator[Outcome]:
    """What is found in the pages that a baseline is for: another may hold for folders with a configuration.

    lenient: pass over files that cannot be read.
    """
    real = os.path.realpath(path)
    for outcome in aim.run("check", snippets=False):
        if outcome.is_folder:
            continue
        for trouble in () if lenient else troubles(outcome):
            raise UsageError(f"{visible(outcome.path)}: {trouble}; the baseline was left as it is")
        own = known.path_in(aim.layout.of(outcome.path))
        if own is None or os.path.realpath(own) == real:
            yield outcome


def today(aim: Aim, path: str, *, lenient: bool = False) -> dict[str, dict[str, str]]:
    """The findings of every page that was looked at, also of those that have none."""
    return _seen(aim, path, lenient=lenient)[0]


Blocking = frozenset[tuple[str, str]]
"""Pages and identities of findings that make a run fail."""


def _seen(aim: Aim, path: str, *, lenient: bool = False) -> tuple[dict[str, dict[str, str]], Blocking]:
    """The findings of `today`, and those of them that make a run fail."""
    baseline, findings, blocking = Baseline(path, {}), {}, set()
    for outcome in _outcomes(aim, path, lenient=lenient):
        name = baseline.name(outcome.path)
        findings[name] = {each.identity: each.rule for each in outcome.diagnoses if each.identity}
        failing = (
            each.identity for each in outcome.diagnoses if aim.fails(replace(outcome, diagnoses=(each,)))
        )
        blocking |= {(name, identity) for identity in failing}
    return findings, frozenset(blocking)


def total(findings: Findings) -> str:
    """`3 findings in 2 files`."""
    files = sum(bool(each) for each in findings.values())
    return f"{count(sum(map(len, findings.values())), 'finding')} in {count(files, 'file')}"


def create(
    paths: options.Paths = None,
    baseline: File = None,
    config: options.Config = None,
    jobs: options.Jobs = None,
) -> None:
    """Record every finding in a new baseline.

    Set `baseline` in the configuration, or pass `--baseline`, to use it. If the file already exists, the exit
    code is 2.
    """
    aim = _aim(paths, {"config": config, "jobs": jobs})
    path = _path(aim, baseline)
    if os.path.lexists(path):
        raise UsageError(f"{visible(path)} already exists; `wikilint baseline update` brings it up to date")
    findings = today(aim, path)
    whole.create(path, known.text(findings))
    sys.stdout.write(f"Wrote {visible(path)}: {total(findings)}.\n")
    if known.path_in(aim.layout.default) is None:
        where = aim.layout.default.source or "wikilint.toml"
        sys.stdout.write(f'Add `baseline = "{visible(path)}"` to {visible(where)}, or pass --baseline.\n')


def _merged(
    baseline: Baseline, found: Findings, blocking: Blocking, *, add: bool
) -> tuple[Findings, list[tuple[str, str]], int]:
    """The findings that are kept, those that are new and make a run fail (page and rule), and how many are gone."""
    kept: dict[str, Mapping[str, str]] = {
        name: each
        for name, each in baseline.findings.items()
        if name not in found and os.path.exists(os.path.join(baseline.folder, name))
    }
    new = []
    for name, findings in found.items():
        before = baseline.known(os.path.join(baseline.folder, name))
        fresh = {identity: rule for identity, rule in findings.items() if identity not in before}
        new += [(name, rule) for identity, rule in fresh.items() if add or (name, identity) in blocking]
        kept[name] = {identity: rule for identity, rule in findings.items() if add or identity not in fresh}
    old = sum(map(len, baseline.findings.values()))
    return kept, new, old + (len(new) if add else 0) - sum(map(len, kept.values()))


def _loaded(path: str) -> Baseline:
    return Baseline(path, known.load(path))


def update(
    paths: options.Paths = None,
    allow_new: Annotated[bool, typer.Option("--allow-new", help="Also record new findings.")] = False,
    baseline: File = None,
    config: options.Config = None,
    jobs: options.Jobs = None,
) -> None:
    """Remove fixed findings; refuse new ones unless --allow-new is given.

    If there are new findings that make a run fail, they are listed, nothing is written, and the exit code is 1.
    New findings that do not (usually `info`) are not recorded and are still reported.
    """
    aim = _aim(paths, {"config": config, "jobs": jobs})
    path = _path(aim, baseline)
    known_before = _loaded(path)
    kept, new, gone = _merged(known_before, *_seen(aim, path), add=allow_new)
    if new and not allow_new:
        for name, rule in new:
            sys.stdout.write(f"{visible(name)}: {rule}\n")
        sys.stdout.write(
            f"{count(len(new), 'new finding')}: {visible(path)} was left as it is. "
            "Fix them, or accept them with --allow-new.\n"
        )
        raise typer.Exit(1)
    _write(path, kept, gone, len(new))


def prune(
    paths: options.Paths = None,
    baseline: File = None,
    config: options.Config = None,
    jobs: options.Jobs = None,
) -> None:
    """Remove fixed findings, even if there are new ones."""
    aim = _aim(paths, {"config": config, "jobs": jobs})
    path = _path(aim, baseline)
    kept, _, gone = _merged(_loaded(path), *_seen(aim, path), add=False)
    _write(path, kept, gone, 0)


def _write(path: str, kept: Findings, gone: int, new: int) -> None:
    whole.overwrite(path, known.text(kept))
    sys.stdout.write(f"Wrote {visible(path)}: {total(kept)}; {gone:,} gone, {new:,} new.\n")


app.command()(create)
app.command()(update)
app.command()(prune)
