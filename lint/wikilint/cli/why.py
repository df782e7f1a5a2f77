"""What happened to a text: `wikilint explain --text` and `wikilint why FILE:LINE`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from wikilint.cli import options, request
from wikilint.disk import store
from wikilint.document import Document
from wikilint.engine import plan
from wikilint.engine.check import Hit, check
from wikilint.engine.plan import Plan
from wikilint.errors import UsageError
from wikilint.pattern import pattern
from wikilint.report.style import visible

_PLACE = pattern(r"(?P<path>.+?):(?P<row>[0-9]{1,9})(?::[0-9]*)?:?\Z", re.DOTALL)


def why(
    place: Annotated[str, typer.Argument(metavar="FILE:LINE", help="A place as findings name it.")],
    config: options.Config = None,
) -> None:
    """Explain what is found on a line and what happened to its text: its encodings, step by step.

    Exit codes: 0 if there is something to report, 1 if there is not.
    """
    match = _PLACE.match(place)
    if match is None:
        raise UsageError(f"{place}: add a line number, as in page.md:12")
    scopes = request.scopes(config, False)
    settings = scopes.at(os.path.dirname(os.path.abspath(match["path"])))
    chosen = plan.make(settings)
    try:
        data = store.read(match["path"], limit=settings.max_file_size).data
    except store.StoreError as error:
        raise UsageError(f"{match['path']}: {error}") from None
    document, row = Document(data, chosen.relative(match["path"])), int(match["row"])
    if not 1 <= row <= len(document.line_starts):
        raise UsageError(f"{match['path']} has {len(document.line_starts):,} lines; there is no line {row:,}")
    start = document.line_starts[row - 1]
    _tell(document, chosen, start, start + len(document.line(row)))


def of_text(text: str) -> None:
    """Tell what happened to a text by itself."""
    document = Document.from_text(f"{text}\n")
    _tell(document, plan.make(request.settings(None, isolated=True)), 0, len(text))


def _tell(document: Document, chosen: Plan, start: int, end: int) -> None:
    lines = [*_stories(document, chosen, start, end), *_findings(document, chosen, start, end)]
    other = _second_opinion(document.text[start:end])
    for line in lines or ["Nothing was found here."]:
        sys.stdout.write(f"{visible(line)}\n")
    if other:
        sys.stdout.write(f"{visible(other)}\n")
    raise typer.Exit(0 if lines else 1)


def _stories(document: Document, chosen: Plan, start: int, end: int) -> Iterator[str]:
    for rule in plan.available(chosen.settings).values():
        if rule.body.story is not None:
            yield from rule.body.story(document.text, start, end)


def _findings(document: Document, chosen: Plan, start: int, end: int) -> Iterator[str]:
    for hit in check(document, chosen.rules_for(document.path)):
        if (
            hit.finding.start <= end
            and start <= hit.finding.end
            and document.row(hit.finding.start) <= document.row(end)
        ):
            yield f"{hit.rule}: {hit.finding.message}{_fix(hit)}"


def _fix(hit: Hit) -> str:
    fix = hit.finding.fix
    if fix is None:
        return ""
    applied = {
        "safe": "`wikilint fix` applies it",
        "unsafe": "only with --unsafe-fixes",
        "display": "shown only",
    }
    return f". Fix: {fix.title} ({applied[fix.safety]})"


def _second_opinion(text: str) -> str:
    """What ftfy makes of a text, where it is installed (`pip install 'wikilint[ftfy]'`)."""
    try:
        import ftfy
    except ImportError:
        return ""
    fixed, steps = ftfy.fix_and_explain(text)
    if fixed == text:
        return "ftfy (a second opinion): it would change nothing."
    done = ", ".join(f"{step.action} {step.parameter}" for step in steps or ())
    return f"ftfy (a second opinion): “{fixed}” ({done})."
