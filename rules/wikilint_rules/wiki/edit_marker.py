"""What MediaWiki shows in brackets beside its text: `[edit]`, `[citation needed]`."""

from __future__ import annotations

import re

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule
from wikilint_rules._cut import cut_span
from wikilint_rules.wiki._markers import DOUBT, EDIT
from wikilint_rules.wiki._wikitext import heading_at, is_code

_BRACKETS = re.compile(
    r"(?<![!\[])\[ ?(?P<first>[^\[\]\\|\r\n]{2,40}?) ?(?:\| ?(?P<second>[^\[\]\\|\r\n]{2,40}?) ?)?\\?\](?![(\[:])"
)
_ADDRESS = r"\([^()\s]{0,300}action=edit[^()\s]{0,300}(?:[ \t]{1,4}\"[^\"\r\n]{0,200}\")?\)"
# The same with its links, as a converter from HTML writes it.
_CONVERTED = re.compile(
    rf"\[\[(?P<first>[^\[\]|\r\n]{{2,40}})\]{_ADDRESS}"
    rf"(?:[ \t]?\|[ \t]?\[(?P<second>[^\[\]|\r\n]{{2,40}})\]{_ADDRESS})?\\?\](?!\()"
)


@rule("edit-marker", severity="warning", needs=b"[", protected=True)
def edit_marker(doc: Document) -> Findings:
    """A marker such as `[edit]` or `[citation needed]` that came along with the text.

    MediaWiki writes an edit link behind every heading, and editors leave notes like `[citation needed]`, `[when?]`,
    in the reader's language. Copied out of their wiki they are noise; in a heading they also spoil its anchor. An
    edit link counts only at the end of a heading or line; a note of doubt anywhere outside code, unless it is the
    text of a link.

    The fix takes the marker off a heading's end. Elsewhere it goes with `--unsafe-fixes`: without it an open doubt
    would read like a fact.

        ## History[edit]

    becomes

        ## History
    """
    defined: dict[str, bool] = {}
    for pattern in (_BRACKETS, _CONVERTED):
        for match in pattern.finditer(doc.text, doc.body_start):
            if not _is_marker(doc, match):
                continue
            label = match["first"]
            if label not in defined:
                defined[label] = f"\n[{label}]:" in doc.text
            if not defined[label]:
                yield _finding(doc, match)


def _is_marker(doc: Document, match: re.Match[str]) -> bool:
    first, second = (f"|{(word or '').casefold()}|" for word in match.group("first", "second"))
    if first in EDIT and (not match["second"] or second in EDIT):
        following = doc.text[match.end() : match.end() + 200]
        return not following.lstrip(" \t#")[:1].strip("\r\n") and not is_code(doc, match.start())
    return first in DOUBT and not match["second"] and not is_code(doc, match.start())


def _finding(doc: Document, match: re.Match[str]) -> Finding:
    start, end = match.span()
    if doc.text[start - 1 : start] == "\\":
        start -= 1
    message = f"“[{match['first']}]” is a marker of the wiki that the text comes from"
    heading = heading_at(doc, start)
    if not heading or end != heading.title_end:
        return Finding(
            start, end, message, Fix("Remove the marker", cut_span(doc, start, end), safety="unsafe")
        )
    title = doc.text[heading.title_start : start].rstrip(" \t")
    if not title:
        return Finding(start, end, message)
    return Finding(start, end, message, Fix("Remove the marker", Edit(heading.title_start + len(title), end)))
