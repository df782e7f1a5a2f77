"""Checkstyle's XML, which many tools for reviews read. https://checkstyle.org"""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.report.form import Format
from wikilint.report.outcome import Outcome, told
from wikilint.report.style import Style
from wikilint.report.xml import attributes

TAIL = "</checkstyle>\n"


def head(manuals: object) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'


def file(outcome: Outcome, style: Style) -> Iterator[str]:
    findings = list(told(outcome))
    if not findings:
        return
    yield f"<file{attributes(name=outcome.path)}>\n"
    for each in findings:
        error = attributes(
            line=each.start[0],
            column=each.start[1],
            severity=each.severity,
            message=each.message,
            source=f"wikilint.{each.rule}",
        )
        yield f"<error{error}/>\n"
    yield "</file>\n"


FORMAT = Format(file, head, tail=TAIL, machine=True)
