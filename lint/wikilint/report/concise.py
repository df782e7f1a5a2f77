"""One line a finding, for editors, grep and CI logs: `path:row:column: rule [*] message`."""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.report.form import Format
from wikilint.report.outcome import FixOutcome, Outcome
from wikilint.report.style import Style, visible


def mark(fix: FixOutcome | None) -> str:
    """`[*]` for a fix that `fix` applies, `[u]` for one that it applies with `--unsafe-fixes`, else nothing."""
    if fix is None or fix.safety == "display":
        return ""
    return "[*]" if fix.applicable else "[u]" if fix.safety == "unsafe" else ""


def file(outcome: Outcome, style: Style) -> Iterator[str]:
    path = visible(outcome.path)
    for each in outcome.diagnoses:
        words = (each.rule, mark(each.fix), visible(each.message))
        yield f"{path}:{each.start[0]}:{each.start[1]}: {' '.join(filter(None, words))}\n"


FORMAT = Format(file)
