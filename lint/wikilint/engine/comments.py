"""What is wrong with the comments for wikilint themselves: unused, of unknown rules, without effect."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wikilint import words
from wikilint.document import Document
from wikilint.engine.suppress import Comment, Silence, is_comment
from wikilint.finding import Edit, Finding, Fix
from wikilint.pattern import pattern

Known = Mapping[str, tuple[str, bool]]
"""Every rule that there is: its group, and whether it is on by default."""

_VERBS = ("ignore", "disable", "enable", "file-ignore")

_HABITS = {
    "noqa",
    "off",
    "on",
    "skip",
    "disable-line",
    "disable-next-line",
    "ignore-next-line",
    "ignore-file",
}
"""What other linters call it."""

_ATTEMPT = pattern(
    r"(?:<!--[ \t]*+|(?:^|(?<=[ \t]))#[ \t]*+)wikilint\b(?P<colon>[ \t]*+:)?[-: \t]*+(?P<verb>[\w-]*+)"
    r"(?P<names>[ \t]*+\[)?[^\r\n]{0,1000}?(?:-->|(?=[\r\n])|\Z)",
    re.MULTILINE,
)


def unused(document: Document, silence: Silence, active: frozenset[str], known: Known) -> Iterator[Finding]:
    """Names in comments that held nothing back. active: the rules that ran."""
    groups: dict[str, set[str]] = {}
    for name, (group, enabled) in known.items():
        if enabled:
            groups.setdefault(group, set()).add(name)
    for comment in silence.comments:
        idle = [
            name
            for name, _, _ in comment.names
            if (name in active or (name in groups and groups[name] <= active))
            and not silence.was_used(comment, name)
        ]
        if idle:
            whole = len(idle) == len(comment.names)
            start, end = (comment.start, comment.end) if whole else _name_span(comment, idle[0])
            message = f"{comment.verb}[{', '.join(idle)}] suppresses nothing here"
            fix = Fix(
                "Remove the comment" if whole else "Remove the name",
                *([_without(document, comment)] if whole else _without_names(comment, idle)),
            )
            yield Finding(start, end, message, fix)


def _name_span(comment: Comment, name: str) -> tuple[int, int]:
    return next((start, end) for each, start, end in comment.names if each == name)


def _without(document: Document, comment: Comment) -> Edit:
    """Take a comment out: with its line where it has one of its own, unless that would join two paragraphs."""
    text = document.text
    start, end = document.line_start(comment.start), document.line_end(comment.start)
    if document.is_blank(start, comment.start) and document.is_blank(comment.end, end):
        above = start == document.body_start or not document.line(max(1, document.row(start) - 1)).strip()
        below = end == len(text) or not document.line(document.row(end)).strip()
        if comment.in_block or above or below:
            return Edit(start, end)
        return Edit(comment.start, comment.end)
    begin = comment.start
    while begin > start and text[begin - 1] in " \t":
        begin -= 1
    return Edit(begin, comment.end)


def _without_names(comment: Comment, names: list[str]) -> list[Edit]:
    """Take names out of a list, each with one comma."""
    first, last = comment.names[0][1], comment.names[-1][2]
    kept = ", ".join(name for name, _, _ in comment.names if name not in names)
    return [Edit(first, last, kept)]


def unknown(silence: Silence, known: Known) -> Iterator[Finding]:
    """Names in comments that are of no rule and no group."""
    groups = {group for group, _ in known.values()}
    for comment in silence.comments:
        for name, start, end in comment.names:
            if known and name not in known and name not in groups:
                close = words.closest(name, (*known, *groups))
                remedy = f": did you mean “{close}”?" if close else "; `wikilint rules` lists what there is"
                fix = Fix(f"Write “{close}”", Edit(start, end, close), safety="unsafe") if close else None
                yield Finding(start, end, f"there is no rule or group “{words.shortened(name)}”{remedy}", fix)


def broken(document: Document, silence: Silence) -> Iterator[Finding]:
    """Comments that were meant for wikilint and do nothing."""
    working = {comment.start for comment in silence.comments if comment.names}
    for match in _ATTEMPT.finditer(document.text):
        if match.start() in working or not is_comment(document, match.start(), match.end()):
            continue
        if (said := _said(match)) is not None:
            yield Finding(match.start(), match.end(), said)


def _said(match: re.Match[str]) -> str | None:
    """What is wrong with a comment that does nothing; None where it only speaks of wikilint."""
    verb = match["verb"]
    if verb in _VERBS and match["colon"]:
        return f"names no rule, so it does nothing: write {verb}[RULE]"
    close = words.closest(verb, _VERBS, cutoff=0.75)
    if close and close != verb and match["colon"]:
        return f"“{verb}” does nothing: did you mean “{close}[RULE]”?"
    if close or verb in _HABITS or (match["colon"] and match["names"]):
        return f"does nothing as it is written: write wikilint: {close or 'ignore'}[RULE]"
    return None
