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

A rule raised an exception on this file, said something that cannot be (a place beyond the text, an edit that is none),
printed, tried to end the process, or took the process with it. Nothing was changed because of it, the other rules and
files went on, and the exit code is 2. It is a bug in that rule: please report it, with the file if you can. Until it is
fixed, leave the rule out with `--ignore`.
""",
    "too-slow": """# too-slow

A file took longer than 60 seconds, where a page takes a thousandth of one. It was left as it is, the others went on,
and the exit code is 2. The message names the rule that was at work: leave it out with `--ignore`, or give a pattern of
your own a shorter `timeout`. Please report it if the rule is one of wikilint's.
""",
    "lone-surrogate": """# lone-surrogate

A text given to the library holds half of a surrogate pair (U+D800 to U+DFFF), usually from JSON that was cut between
the two halves. No encoding can write it, so the text is returned as it is, with this one finding. U+DC80 to U+DCFF are
not meant: they stand for bytes that are not UTF-8, as Python's `errors="surrogateescape"` reads them.
""",
    "fix-rejected": """# fix-rejected

A fix failed verification: it would change something that no finding names, make more damage than it repairs, or does
not settle within ten passes. It costs that fix and no other. The finding stays, without its fix; the other fixes of the
file are applied (severity `warning`). Where no single fix can be blamed, the file is left as it is, to the byte
(severity `error`). Either way the exit code is 2.

It is a bug in wikilint or in a plug-in: please report it, with the file if you can. The message names the rule;
`unfixable = ["RULE"]` in the configuration stops it from offering fixes.
""",
}
"""The manuals of what the engine itself reports."""


def page(rule: Rule) -> str:
    """The page that `explain` shows and that the documentation is built from."""
    state = rule.severity if rule.enabled else f"{rule.severity}, off unless it is selected"
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
