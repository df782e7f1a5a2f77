"""`wikilint explain` and `wikilint rules`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from wikilint.cli import options, request, why
from wikilint.disk import whole
from wikilint.disk.open import read_start
from wikilint.engine import plan
from wikilint.engine.manual import ENGINE, index, page
from wikilint.engine.registry import unknown
from wikilint.errors import UsageError
from wikilint.errors import explain as explain_error
from wikilint.rule import Rule


def explain(
    rule: Annotated[
        str | None,
        typer.Argument(metavar="RULE", help="The name of a rule or of a group.", show_default=False),
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(
            "--text", metavar="TEXT", help="Explain what happened to this text.", show_default=False
        ),
    ] = None,
    all_rules: Annotated[bool, typer.Option("--all", help="Explain every rule.")] = False,
    output_dir: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER",
            help="Write a page for each rule, and an index, to this folder.",
            show_default=False,
        ),
    ] = None,
    config: options.Config = None,
    color: options.UseColor = request.Color.auto,
) -> None:
    """Show the manual of a rule: what it finds and why, when it stays silent, and what its fix does."""
    if text is not None:
        why.of_text(text)
    installed = plan.available(request.settings(config))
    if rule is None and not all_rules:
        raise UsageError("name a rule or a group, or use --all")
    if rule in ENGINE:
        sys.stdout.write(ENGINE[rule])
        return
    chosen = [each for each in installed.values() if rule in (None, each.name, each.group)]
    if rule is not None and not chosen:
        raise unknown("rule or group", rule, [*installed, *{each.group for each in installed.values()}])
    if output_dir is not None:
        _write_pages(output_dir, chosen)
        return
    pages = "\n".join(page(each) for each in chosen)
    if request.colored(color):
        from rich.console import Console
        from rich.markdown import Markdown

        Console(force_terminal=True).print(Markdown(pages))
    else:
        sys.stdout.write(pages)


def _write_pages(folder: str, chosen: Sequence[Rule]) -> None:
    """Write the pages, each whole or not at all, in the place of nothing but an older page of the same rule."""
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot create {folder}: {explain_error(error)}") from None
    pages = {f"{each.name}.md": page(each) for each in chosen}
    for name, text in {"index.md": index(chosen), **pages}.items():
        path = os.path.join(folder, name)
        title = text.partition("\n")[0]
        if os.path.isfile(path) and not read_start(path, 200).startswith(f"{title}\n".encode()):
            raise UsageError(
                f"{path} is not a page written by wikilint and was left alone; choose another folder"
            )
        whole.overwrite(path, text.encode())


def rules(
    output_format: Annotated[
        request.Listing, typer.Option("--output-format", "-o", help="A table or JSON.")
    ] = request.Listing.full,
    config: options.Config = None,
) -> None:
    """List all rules: name, group, severity (or `off`), and what each finds."""
    installed = plan.available(request.settings(config))
    if output_format is request.Listing.json:
        listed = [
            {
                "name": rule.name,
                "group": rule.group,
                "severity": rule.severity,
                "enabled": rule.enabled,
                "summary": rule.summary,
                "options": {
                    option.name: {
                        "type": option.type_name,
                        "default": option.written_default,
                        "help": option.help,
                    }
                    for option in rule.options
                },
            }
            for rule in installed.values()
        ]
        sys.stdout.write(json.dumps(listed, indent=2, ensure_ascii=False) + "\n")
        return
    width = max(len(name) for name in installed)
    group = None
    for rule in installed.values():
        if rule.group != group:
            sys.stdout.write(f"{rule.group}\n" if group is None else f"\n{rule.group}\n")
            group = rule.group
        state = rule.severity if rule.enabled else "off"
        sys.stdout.write(f"  {rule.name:<{width}}  {state:<8} {rule.summary}\n")
