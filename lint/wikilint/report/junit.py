"""JUnit's XML: a suite for each file with findings, a failed test for each finding.

As Jenkins and GitLab read it: https://github.com/jenkinsci/xunit-plugin (junit-10.xsd)
"""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.report.form import Format
from wikilint.report.outcome import Outcome, told
from wikilint.report.style import Style
from wikilint.report.xml import attributes, escaped

TAIL = "</testsuites>\n"


def head(manuals: object) -> str:
    # A report without any test counts as a mistake in some readers: that wikilint ran is one that passed.
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="wikilint">\n'
        '<testsuite name="wikilint" tests="1" failures="0" errors="0">'
        '<testcase name="run" classname="wikilint"/></testsuite>\n'
    )


def file(outcome: Outcome, style: Style) -> Iterator[str]:
    findings = list(told(outcome))
    if not findings:
        return
    errors = int(outcome.error is not None)
    counts = attributes(
        name=outcome.path, tests=len(findings), failures=len(findings) - errors, errors=errors
    )
    yield f"<testsuite{counts}>\n"
    for each in findings:
        place = f"{each.start[0]}:{each.start[1]}"
        case = attributes(name=f"{each.rule} {place}", classname=outcome.path)
        kind = "error" if outcome.error is not None else "failure"
        text = f"{outcome.path}:{place}: {each.severity} {each.rule} {each.message}"
        page = style.url(each.rule)
        failure = attributes(message=each.message, type=each.rule)
        yield f"<testcase{case}><{kind}{failure}>{escaped(text)}{escaped(page and f' ({page})')}</{kind}></testcase>\n"
    yield "</testsuite>\n"


FORMAT = Format(file, head, tail=TAIL, machine=True)
