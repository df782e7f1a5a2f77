"""Annotations of GitHub Actions: workflow commands, one line each.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.report.form import Format
from wikilint.report.outcome import Outcome, told
from wikilint.report.style import Style, visible

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def _property(text: str) -> str:
    return visible(text).translate(_PROPERTY)


def file(outcome: Outcome, style: Style) -> Iterator[str]:
    path = visible(outcome.path)
    for each in told(outcome):
        (row, column), (end_row, end_column) = each.start, each.end
        properties = [f"file={_property(outcome.path)}", f"line={row}", f"col={column}", f"endLine={end_row}"]
        if end_row == row:  # GitHub takes an end column on the same line only.
            properties.append(f"endColumn={max(end_column, column)}")
        properties.append(f"title={_property(each.rule)}")
        message = f"{path}:{row}:{column}: {each.rule} {visible(each.message)}"
        yield f"::{_LEVELS[each.severity]} {','.join(properties)}::{message.translate(_DATA)}\n"


FORMAT = Format(file, machine=True)
