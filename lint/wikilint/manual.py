"""A rule's manual as a page of Markdown, from what the rule says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wikilint.rule import Rule


def page(rule: Rule) -> str:
    """The page that `explain` shows and that the documentation is built from."""
    state = rule.severity if rule.enabled else f"{rule.severity}, off unless it is selected"
    parts = [f"# {rule.name}", f"*Group {rule.group} · {state}*", _without_options(rule)]
    if rule.options:
        lines = "\n".join(
            f"- `{option.name.replace('_', '-')}` ({option.type_name}, default `{option.default!r}`): {option.help}"
            for option in rule.options
        )
        parts.append(f"## Options\n\nIn `[rules.{rule.name}]` of the configuration:\n\n{lines}")
    return "\n\n".join(parts) + "\n"


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
        text = re.sub(rf"^{option.name}: .+(?:\n[ \t]+.+)*\n?", "", text, count=1, flags=re.MULTILINE)
    return text.strip()
