"""SARIF 2.1.0: for code scanning of GitHub, Azure DevOps and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from wikilint.report.fingerprint import fingerprint
from wikilint.report.form import Format
from wikilint.report.outcome import Diagnosis, FixOutcome, Manual, Outcome, Place, told
from wikilint.report.style import SITE, Style, visible

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

FINGERPRINT = "wikilint/v1"
"""The name of our fingerprint: another way to make it needs another name."""

TAIL = "\n]}]}\n"


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)


def _rule(manual: Manual) -> dict[str, Any]:
    described = {
        "id": manual.rule,
        "shortDescription": {"text": manual.summary},
        "help": {"text": manual.text, "markdown": manual.text},
        "defaultConfiguration": {"level": _LEVELS[manual.severity]},
        "properties": {"tags": [manual.group]},
    }
    return {**described, "helpUri": manual.url} if manual.url else described


def head(manuals: Callable[[], Iterable[Manual]]) -> str:
    from importlib.metadata import version

    driver = {
        "name": "wikilint",
        "semanticVersion": version("wikilint"),
        "informationUri": f"{SITE}/",
        "rules": [_rule(manual) for manual in manuals()],
    }
    return (
        f'{{"$schema": {_dumps(_SCHEMA)}, "version": "2.1.0", "runs": [{{\n'
        f'"tool": {_dumps({"driver": driver})},\n'
        '"columnKind": "unicodeCodePoints",\n"results": ['
    )


def _uri(path: str) -> str:
    from urllib.parse import quote

    return ("file://" if path.startswith("/") else "") + quote(path.removeprefix("./"))


def _region(start: Place, end: Place) -> dict[str, int]:
    return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}


def _fix(fix: FixOutcome, location: dict[str, str]) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(each.start, each.end), "insertedContent": {"text": each.content}}
        for each in fix.changes
    ]
    return {
        "description": {"text": visible(fix.title)},
        "artifactChanges": [{"artifactLocation": location, "replacements": replacements}],
    }


def _result(outcome: Outcome, each: Diagnosis, location: dict[str, str]) -> dict[str, Any]:
    physical = {"artifactLocation": location, "region": _region(each.start, each.end)}
    found: dict[str, Any] = {
        "ruleId": each.rule,
        "level": _LEVELS[each.severity],
        "message": {"text": visible(each.message)},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {
            FINGERPRINT: fingerprint(outcome.relative or outcome.path, each.identity),
        },
        "occurrenceCount": max(each.count, 1),
    }
    if each.fix and each.fix.safety != "display":
        found["fixes"] = [_fix(each.fix, location)]
    return found


def file(outcome: Outcome, style: Style) -> Iterator[str]:
    location = {"uri": _uri(outcome.path)}
    for each in told(outcome):
        yield "\n" + _dumps(_result(outcome, each, location))


FORMAT = Format(file, head, between=",", tail=TAIL, machine=True)
