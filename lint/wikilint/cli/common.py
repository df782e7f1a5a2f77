"""The options that `check` and `fix` have in common, added to both."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import get_type_hints

import typer

from wikilint.cli import options, request


def _common(
    *,
    paths: options.Paths = None,
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    per_file_ignores: options.PerFileIgnores = None,
    include: options.Include = None,
    extend_include: options.ExtendInclude = None,
    exclude: options.Exclude = None,
    extend_exclude: options.ExtendExclude = None,
    no_respect_gitignore: options.NoGitignore = False,
    require_files: options.RequireFiles = False,
    files_from: options.FilesFrom = None,
    since: options.Since = None,
    staged: options.Staged = False,
    changed_lines: options.ChangedLines = False,
    baseline: options.Baseline = None,
    no_baseline: options.NoBaseline = False,
    stdin_filename: options.StdinFilename = None,
    fixable: options.Fixable = None,
    unfixable: options.Unfixable = None,
    profile: options.Profile = None,
    config: options.Config = None,
    isolated: options.Isolated = False,
    output_format: options.OutputFormat = None,
    output_file: options.OutputFile = None,
    max_findings: options.MaxFindings = None,
    color: options.UseColor = request.Color.auto,
    quiet: options.Quiet = False,
    silent: options.Silent = False,
    no_progress: options.NoProgress = False,
    jobs: options.Jobs = None,
    fail_on: options.Threshold = None,
    manifest: options.Manifest = None,
    manifest_hashes: options.ManifestHashes = False,
) -> None:
    """Never called: Typer reads the parameters."""


def with_common(command: Callable[[typer.Context], None]) -> Callable[..., None]:
    """A command with the common options in the place of its parameter `common`; all of them are in its context."""
    parameters: list[Parameter] = []
    for each in _parameters(command):
        parameters += _parameters(_common) if each.name == "common" else [each]

    @wraps(command)
    def called(context: typer.Context, **_: object) -> None:
        command(context)

    vars(called)["__signature__"] = Signature(parameters)
    called.__annotations__ = {each.name: each.annotation for each in parameters}
    return called


def _parameters(function: Callable[..., None]) -> list[Parameter]:
    """The parameters of a function with their annotations as objects; each can be passed by its name alone."""
    hints = get_type_hints(function, include_extras=True)
    return [
        each.replace(kind=Parameter.KEYWORD_ONLY, annotation=hints[each.name])
        for each in signature(function).parameters.values()
    ]
