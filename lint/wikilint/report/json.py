"""A JSON array of findings; rows and columns are 1-based, ends exclusive, columns in code points."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from wikilint.report.outcome import Diagnosis, FixOutcome, Outcome, Place
from wikilint.report.style import Style


def _place(place: Place) -> dict[str, int]:
    return {"row": place[0], "column": place[1]}


def _fix(fix: FixOutcome) -> dict[str, Any]:
    return {
        "safety": fix.safety,
        "title": fix.title,
        "edits": [
            {
                "content": change.content,
                "location": _place(change.start),
                "end_location": _place(change.end),
            }
            for change in fix.changes
        ],
    }


def _finding(path: str, each: Diagnosis) -> dict[str, Any]:
    return {
        "rule": each.rule,
        "severity": each.severity,
        "message": each.message,
        "path": path,
        "location": _place(each.start),
        "end_location": _place(each.end),
        "count": each.count,
        "fix": each.fix and _fix(each.fix),
    }


def write(outcomes: Iterable[Outcome], style: Style) -> Iterator[str]:
    # ASCII only, so that stray bytes (lone surrogates) and any locale of the terminal come through.
    yield "["
    separator = "\n  "
    for outcome in outcomes:
        for each in outcome.diagnoses:
            yield separator + json.dumps(_finding(outcome.path, each), ensure_ascii=True)
            separator = ",\n  "
    yield "\n]\n" if separator.startswith(",") else "]\n"
