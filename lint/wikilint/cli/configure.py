"""`wikilint config`: which settings hold for a file, and the JSON Schema of a configuration."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Annotated, Any, get_type_hints

import typer

from wikilint import kinds
from wikilint.cli import options, request
from wikilint.engine import plan
from wikilint.engine.custom import Spec
from wikilint.errors import UsageError
from wikilint.report.style import visible
from wikilint.settings import config as configuration
from wikilint.settings import describe, profiles
from wikilint.settings.config import Settings

app = typer.Typer(
    name="config",
    help="Show the settings for a file, or the JSON Schema of the configuration.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def show(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A file or a folder.  [default: the current folder]")
    ] = None,
    output_format: Annotated[
        request.Listing, typer.Option("--output-format", "-o", help="TOML with comments or JSON.")
    ] = request.Listing.full,
    config: options.Config = None,
    isolated: options.Isolated = False,
) -> None:
    """Show each setting that applies to a file, and where it comes from."""
    path = os.path.abspath(file or os.curdir)
    if not os.path.exists(path):
        raise UsageError(f"{visible(str(file))}: no such file or folder")
    settings = request.scopes(config, isolated).at(path if os.path.isdir(path) else os.path.dirname(path))
    plan.make(settings)
    rows = list(_rows(settings))
    if output_format is request.Listing.json:
        listed = {key: {"value": value, "from": origin} for key, value, origin in rows}
        sys.stdout.write(json.dumps(listed, indent=2, default=str) + "\n")
        return
    of = f"{visible(file or 'the current folder')}"
    sys.stdout.write(f"# Settings for {of}: {visible(settings.source or 'no configuration, the defaults')}\n")
    written = [
        (f"{key} = {kinds.written(value)}" if value is not None else f"# {key}: none", origin)
        for key, value, origin in rows
    ]
    width = min(40, max(len(line) for line, _ in written))
    for line, origin in written:
        sys.stdout.write(f"{visible(line):<{width}}  # {visible(origin)}\n")


def _rows(settings: Settings) -> Iterator[tuple[str, Any, str]]:
    """Each key, its value, and where that came from; tables one entry each."""
    profile = profiles.load(settings.profile)
    for key, (field, _) in configuration.described().items():
        value = getattr(settings, field)
        origin = settings.where(key) if key in settings.origins else "default"
        if isinstance(value, dict) and value:
            for name, each in value.items():
                if key == "rules" and isinstance(each, dict) and each:
                    for option, one in each.items():
                        yield _dotted(key, name, option), one, settings.where(key, name, option)
                else:
                    yield _dotted(key, name), each, settings.where(key, name)
        elif not isinstance(value, dict):
            yield key, value, origin
    yield from _of_profile(settings, profile)


def _of_profile(settings: Settings, profile: profiles.Profile) -> Iterator[tuple[str, Any, str]]:
    """What a profile sets and the configuration does not."""
    origin = f"profile {settings.profile}"
    for name, severity in profile.severity.items():
        if name not in settings.severity:
            yield _dotted("severity", name), severity, origin
    for name, given in profile.rules.items():
        for option, value in given.items():
            if option not in settings.rules.get(name, {}):
                yield _dotted("rules", name, option), value, origin


def _dotted(*keys: str) -> str:
    """A dotted key as TOML writes it."""
    bare = [
        key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else json.dumps(key)
        for key in keys
    ]
    return ".".join(bare)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the configuration, for completion and validation in editors."""
    hints = get_type_hints(Spec)
    custom = {"in" if name == "place" else name: hints[name] for name in Spec.__dataclass_fields__}
    found = describe.schema(plan.available(request.settings(None, isolated=True)).values(), custom)
    sys.stdout.write(json.dumps(found, indent=2, ensure_ascii=False, default=list) + "\n")
