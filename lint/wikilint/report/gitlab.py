"""GitLab's code quality report. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""

from __future__ import annotations

import json
from collections.abc import Iterator

from wikilint.report.fingerprint import fingerprint
from wikilint.report.form import Format
from wikilint.report.outcome import Outcome, told
from wikilint.report.style import Style, visible

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def head(manuals: object) -> str:
    return "["


def file(outcome: Outcome, style: Style) -> Iterator[str]:
    for each in told(outcome):
        issue = {
            "description": visible(each.message),
            "check_name": each.rule,
            "fingerprint": fingerprint(outcome.relative or outcome.path, each.identity),
            "severity": _SEVERITIES[each.severity],
            "location": {
                "path": visible(outcome.path).removeprefix("./"),
                "lines": {"begin": each.start[0], "end": each.end[0]},
            },
        }
        yield "\n  " + json.dumps(issue, ensure_ascii=True)


FORMAT = Format(file, head, between=",", tail="\n]\n", machine=True)
