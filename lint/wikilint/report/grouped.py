"""Findings under the name of their file, one line each, in columns."""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.report.concise import mark
from wikilint.report.form import Format
from wikilint.report.outcome import Outcome
from wikilint.report.style import Style, visible


def file(outcome: Outcome, style: Style) -> Iterator[str]:
    if not outcome.diagnoses:
        return
    rows = [
        (f"{each.start[0]}:{each.start[1]}", f"{each.rule} {mark(each.fix)}".rstrip(), each)
        for each in outcome.diagnoses
    ]
    places, names = max(len(row[0]) for row in rows), max(len(row[1]) for row in rows)
    yield f"{visible(outcome.path)}:\n"
    for place, name, each in rows:
        yield f"  {place:<{places}}  {each.severity:<7}  {name:<{names}}  {visible(each.message)}\n"
    yield "\n"


FORMAT = Format(file)
