"""A rule's manual as a page of Markdown, from what the rule says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wikilint import kinds
from wikilint.engine import custom
from wikilint.report.outcome import Manual
from wikilint.report.style import SITE
from wikilint.rule import Rule

SHIPPED = ("wikilint", "wikilint_rules")
"""The packages of the rules that have a page on the site."""

ENGINE = {
    "rule-failed": """# rule-failed

A rule raised an exception on this file, returned something invalid (a position outside the text, something that is not
an edit), printed, tried to end the process, or crashed it. No file was changed because of it, the other rules and files
were processed as usual, and the exit code is 2. This is a bug in that rule: please report it, with the file if you can.
Until it is fixed, turn the rule off with `--ignore`.
""",
    "too-slow": """# too-slow

A file took longer than 60 seconds, or one above 20 MB longer than 3 seconds per MB; a normal page takes about a
millisecond. The file was left as it is, the others were processed as usual, and the exit code is 2. The message names
the rule that was running: turn it off with `--ignore`, or give a pattern of your own a shorter `timeout`. If the rule
is part of wikilint, please report it.
""",
    "lone-surrogate": """# lone-surrogate

A text given to the library contains half of a surrogate pair (U+D800 to U+DFFF), usually because JSON was cut between
the two halves. No encoding can represent it, so the text is returned unchanged, with this one finding. U+DC80 to U+DCFF
are not reported: they stand for bytes that are not UTF-8, as with Python's `errors="surrogateescape"`.
""",
    "fix-rejected": """# fix-rejected

A fix failed verification: it would change something that no finding names, would cause more damage than it repairs, or
does not settle within ten passes. Only that fix is dropped: its finding is still reported, and the other fixes of the
file are applied (severity `warning`). If no single fix is to blame, the file is not changed at all (severity `error`).
Either way the exit code is 2.

It is a bug in wikilint or in a plug-in: please report it, with the file if you can. The message names the rule;
`unfixable = ["RULE"]` in the configuration stops it from offering fixes.
""",
}
"""The manuals of what the engine itself reports."""


def page(rule: Rule) -> str:
    """The page that `explain` shows and that the documentation is built from."""
    state = rule.severity if rule.enabled else f"{rule.severity},off unless selected"
    parts = [
        f"# {rule.name}",
        " · ".join(filter(None, (f"*Group {rule.group} · {state}*", url(rule)))),
        _without_options(rule),
    ]
    if rule.options:
        lines = "\n".join(
            f"- `{option.name.replace('_', '-')}` ({option.type_name}, default "
            f"`{kinds.written(option.written_default)}`): {option.help}"
            for option in rule.options
        )
        parts.append(f"## Options\n\nIn `[rules.{rule.name}]` of the configuration:\n\n{lines}")
    return "\n\n".join(parts) + "\n"


def url(rule: Rule | None) -> str:
    """The page of a rule that comes with wikilint; others are explained by whoever made them."""
    if rule is None or rule.group == custom.GROUP or rule.place.module.partition(".")[0] not in SHIPPED:
        return ""
    return f"{SITE}/rules/{rule.name}/"


def described(rules: Iterable[Rule]) -> Iterator[Manual]:
    """What reports may say of each rule, and of what the engine itself reports."""
    for rule in rules:
        yield Manual(rule.name, rule.group, rule.severity, rule.summary, page(rule), url(rule))
    for name, text in ENGINE.items():
        yield Manual(name, "engine", "error", text.split("\n\n")[1].split(". ")[0].replace("\n", " "), text)


def index(rules: Iterable[Rule]) -> str:
    """A table of rules, each linked to its page."""
    lines = ["# Rules", "", "| rule | group | default | what it finds |", "|---|---|---|---|"]
    for rule in rules:
        state = rule.severity if rule.enabled else "off"
        summary = rule.summary.replace("|", "\\|")
        lines.append(f"| [{rule.name}]({rule.name}.md) | {rule.group} | {state} | {summary} |")
    return "\n".join(lines) + "\n"


def _without_options(rule: Rule) -> str:
    text = rule.manual
    for option in rule.options:
        text = re.sub(rf"^{option.name}: .+(?:\n[ \t]+.+)*\n*", "", text, count=1, flags=re.MULTILINE)
    return text.strip()
