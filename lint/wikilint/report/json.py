"""A JSON array of findings; rows and columns are 1-based, ends exclusive, columns in code points."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from wikilint.report.fingerprint import fingerprint
from wikilint.report.form import Format
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


def finding(outcome: Outcome, each: Diagnosis, style: Style) -> dict[str, Any]:
    """A finding as an object of JSON."""
    return {
        "rule": each.rule,
        "severity": each.severity,
        "message": each.message,
        "path": outcome.path,
        "location": _place(each.start),
        "end_location": _place(each.end),
        "count": each.count,
        "fingerprint": fingerprint(outcome.relative, each.identity),
        "url": style.url(each.rule) or None,
        "fix": each.fix and _fix(each.fix),
    }


def head(manuals: object) -> str:
    return "["


def file(outcome: Outcome, style: Style) -> Iterator[str]:
    # ASCII only, so that stray bytes (lone surrogates) and any locale of the terminal come through.
    for each in outcome.diagnoses:
        yield "\n  " + json.dumps(finding(outcome, each, style), ensure_ascii=True)


FORMAT = Format(file, head, between=",", tail="\n]\n", machine=True)
