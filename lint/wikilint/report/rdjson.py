"""Reviewdog's diagnostics. https://github.com/reviewdog/reviewdog/tree/master/proto/rdf

Its columns count bytes of UTF-8, ours code points: only lines are given, which is what comments of a review need.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from wikilint.report.form import Format
from wikilint.report.outcome import Outcome, told
from wikilint.report.style import SITE, Style, visible

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def head(manuals: object) -> str:
    source = json.dumps({"name": "wikilint", "url": f"{SITE}/"})
    return f'{{"source": {source}, "diagnostics": ['


def file(outcome: Outcome, style: Style) -> Iterator[str]:
    for each in told(outcome):
        page = style.url(each.rule)
        diagnostic = {
            "message": visible(each.message),
            "location": {
                "path": visible(outcome.path),
                "range": {"start": {"line": each.start[0]}, "end": {"line": each.end[0]}},
            },
            "severity": _SEVERITIES[each.severity],
            "code": {"value": each.rule} | ({"url": page} if page else {}),
        }
        yield "\n" + json.dumps(diagnostic, ensure_ascii=True)


TAIL = "\n]}\n"


FORMAT = Format(file, head, between=",", tail=TAIL, machine=True)
