"""A JSON object a line, the same as in the format `json`: for streams."""

from __future__ import annotations

import json
from collections.abc import Iterator

from wikilint.report.form import Format
from wikilint.report.json import finding
from wikilint.report.outcome import Outcome
from wikilint.report.style import Style


def file(outcome: Outcome, style: Style) -> Iterator[str]:
    for each in outcome.diagnoses:
        yield json.dumps(finding(outcome, each, style), ensure_ascii=True) + "\n"


FORMAT = Format(file, machine=True)
