"""What MediaWiki shows in brackets beside its text: `[edit]`, `[citation needed]`."""

from __future__ import annotations

import re
from typing import Literal

from wikilint.rule import Document, Edit, Finding, Findings, Fix, Safety, pattern, rule
from wikilint_rules._cut import cut_span
from wikilint_rules._fold import folded
from wikilint_rules.wiki._markers import DOUBT, EDIT
from wikilint_rules.wiki._wikitext import heading_at

_BRACKETS = pattern(r"\[(?P<marker>[^\[\]\\\r\n]{2,80}+)\\?+\](?![(\[:])")
# A marker has no digits and nearly no punctuation: links, lists of tags and numbers of notes are passed over.
_GATE = (
    pattern(rb"\[ *[A-Za-z\x80-\xff][A-Za-z\x80-\xff |?!().-]{1,300}+\\?\](?![(\[:])"),
    b"action=edit",
    b"Wikipedia:",
)
# Behind these, the word in brackets may be something to press or choose.
_CHOSEN = pattern(
    r"(?:\b(?:menus?|menü|click(?: on)?|press|select|choose|tap|buttons?|commands?|befehl|taste|klicken auf)"
    r"|メニュー|ボタン|の|菜单|選單|按钮|按鈕|메뉴|버튼|\[[^\W\d]{3,40}\])[:：]?\Z",
    re.IGNORECASE,
)
# The same with its links, as a converter from HTML writes it.
_ADDRESS = r"\([^()\s]{0,300}(?:action=edit|Wikipedia:)[^()\s]{0,300}+(?:[ \t]\"[^\"\r\n]{0,200}+\")?\)"
_CONVERTED = pattern(
    rf"\[(?P<emphasis>[_*]{{0,2}})\[(?P<marker>[^\[\]|\r\n]{{2,40}}+)\]{_ADDRESS}"
    rf"(?:[ \t]?\|[ \t]?\[[^\[\]|\r\n]{{2,40}}+\]{_ADDRESS})?(?P=emphasis)\\?+\](?!\()"
)


@rule("edit-marker", severity="warning", gate=_GATE, protected=True, deletes=200)
def edit_marker(doc: Document) -> Findings:
    """A marker such as `[edit]` or `[citation needed]` that came along with the text.

    MediaWiki writes an edit link after every heading, and editors leave notes like `[citation needed]` or
    `[when?]`, in many languages. Copied out of their wiki they are noise; in a heading they also spoil its anchor.
    An edit link counts only at the end of a heading or line, an editors' note anywhere.

    The rule ignores code, and notes that are the text of a link.

        ## History[edit]

    becomes

        ## History

    Fix safety: safe at the end of a heading. Unsafe where the marker may name a button (“The menu [edit]”, or other
    words follow it on the page), and for editors' notes in the text: without its note an open doubt reads like a
    fact.
    """
    return folded(doc, _markers(doc))


def _markers(doc: Document) -> Findings:
    defined: dict[str, bool] = {}
    amid: dict[str, bool] = {}
    kinds = {marker: _kind(marker) for marker in set(_BRACKETS.findall(doc.text, doc.body_start))}
    known = _BRACKETS.finditer(doc.text, doc.body_start) if any(kinds.values()) else ()
    for match in known:
        kind = kinds[match["marker"]]
        if not kind or (kind == "edit" and not _ends_line(doc.text, match.end())):
            continue
        label = match["marker"]
        if label not in defined:
            defined[label] = f"[{label}]:" in doc.text
        if not defined[label]:
            yield from _finding(doc, match, amid)
    if "action=edit" in doc.text or "Wikipedia:" in doc.text:
        for match in _CONVERTED.finditer(doc.text, doc.body_start):
            if f"|{match['marker'].casefold()}|" in (EDIT if "action=edit" in match[0] else DOUBT):
                yield from _finding(doc, match, amid)


def _kind(marker: str) -> Literal["edit", "doubt", ""]:
    """What MediaWiki says with the words in a pair of brackets."""
    words = [word.strip().casefold() for word in marker.split("|")]
    if len(words) == 1 and f"|{words[0]}|" in DOUBT:
        return "doubt"
    # MediaWiki writes `[edit]`; `[Edit]` is somebody's button.
    return "edit" if not marker.startswith("E") and all(f"|{word}|" in EDIT for word in words) else ""


def _ends_line(text: str, end: int) -> bool:
    return not text[end : end + 200].lstrip(" \t#")[:1].strip("\r\n")


def _finding(doc: Document, match: re.Match[str], amid: dict[str, bool]) -> Findings:
    start, end = match.span()
    if doc.text[start - 1 : start] == "\\":
        start -= 1
    region = doc.protection(match.start(), match.start())
    # `\[edit\]` is how a formula is written too; then the formula is the marker.
    if region and not (region.kind == "math" and region.start == start):
        return
    marker = match["marker"].partition("|")[0].strip()
    message = f"“[{marker}]” is a marker from the wiki that the text comes from"
    heading = heading_at(doc, start)
    start, count = _first(doc.text, start, match[0])
    if not heading or end != heading.title_end:
        fix = Fix("Remove the marker", cut_span(doc, start, end), safety="unsafe")
        yield Finding(start, end, message, fix, count=count)
    elif title := doc.text[heading.title_start : start].rstrip(" \t"):
        if match[0] not in amid:
            amid[match[0]] = _stands_amid_text(doc.text, match[0])
        doubtful = amid[match[0]] or _CHOSEN.search(title[-50:])
        safety: Safety = "unsafe" if doubtful else "safe"
        edit = Edit(heading.title_start + len(title), end)
        yield Finding(start, end, message, Fix("Remove the marker", edit, safety=safety), count=count)


def _first(text: str, start: int, marker: str) -> tuple[int, int]:
    """Where the first of equal markers in a row begins, the last of them at `start`, and how many they are."""
    count = 1
    while True:
        before = start
        while text[before - 1 : before] in (" ", "\t"):
            before -= 1
        if before < len(marker) or not text.startswith(marker, before - len(marker)):
            return start, count
        start = before - len(marker)
        count += 1


def _stands_amid_text(text: str, marker: str) -> bool:
    """Whether a marker comes before other words, too, as the name of a button does: “press [edit] to …”."""
    return bool(re.compile(re.escape(marker) + r"[^\S\r\n]?[\w>]").search(text))
