"""Text that holds a place until the real one comes: lorem ipsum, `[INSERT NAME HERE]`, `TODO`."""

from __future__ import annotations

import re

from wikilint.rule import Document, Finding, Findings, pattern, rule
from wikilint_rules._fold import folded

# More notes than this in one page are one finding.
_NOTES = 3
# Cicero's words in the order of typesetters; “lorem ipsum” alone is a thing that one can write about.
_LOREM = pattern(r"\blorem ipsum dolor\b", re.IGNORECASE)
# What shows how text looks needs no real one.
_SAMPLES = pattern(
    r"typograph|kitchen.?sink|style.?guide|\bsamples?\b|\bdemo\b|\btheme\b|lorem", re.IGNORECASE
)
_INSERT = pattern(
    r"(?<![!\[\]\\\w])\[(?:(?:INSERT|PLACEHOLDER|TODO|TBD)\b[^\[\]\r\n]{0,80}+"
    r"|[Ii]nsert [^\[\]\r\n]{1,80}? here)\](?![(\[:])"
)
_NOTE = pattern(
    r"(?<![\w#/\\\[.-])(?P<word>TODO|TBD|FIXME)(?:\([\w@. -]{1,30}\))?(?P<colon>:(?!:))?(?![\w\]/-])"
)
# Found from one capital to the next, which is twice as fast as two needles.
_NOTES_GATE = pattern(rb"T(?:ODO|BD)")
_INSERT_GATE = pattern(rb"\[(?:INSERT|PLACEHOLDER|TODO|TBD|[Ii]nsert )")


@rule(
    "filler-text",
    severity="warning",
    gate=(b"orem ipsum", b"OREM IPSUM", _NOTES_GATE, b"FIXME", (b"[", _INSERT_GATE)),
)
def filler_text(doc: Document) -> Findings:
    """Filler text: lorem ipsum, `[INSERT NAME]`, a lone `TODO`.

    It was meant to be replaced and was forgotten. “Lorem ipsum dolor” is reported once per page. `TODO:`, `TBD` and
    `FIXME` are an info where they begin or make up a line or cell; more than three of them on a page are one
    finding.

    The rule ignores lorem ipsum on a page of samples (its title or name mentions typography, a style guide, a
    kitchen sink, …), its name in a sentence, links (`[insert x](…)`), link texts, comments and code.

        Lorem ipsum dolor sit amet, consectetur adipiscing elit.
        Contact: [INSERT NAME HERE]
        TODO: describe the second phase

    Fix safety: there is no fix, because only the author knows what should be there.
    """
    yield from _lorem(doc)
    yield from folded(doc, (_unfilled(match) for match in doc.search(_INSERT)))
    notes = [match for match in doc.search(_NOTE) if _is_note(doc, match)]
    if len(notes) > _NOTES:
        start, end = notes[0].start("word"), notes[-1].end("word")
        places = f"{len(notes)} places up to line {doc.row(end)}"
        message = f"“{notes[0]['word']}”: something is still to be written, in {places}"
        yield Finding(start, end, message, severity="info", count=len(notes))
        return
    for match in notes:
        message = f"“{match['word']}”: something is still to be written"
        yield Finding(*match.span("word"), message, severity="info")


def _lorem(doc: Document) -> Findings:
    found = list(doc.search(_LOREM))
    titles = [re.split(r"[\\/]", doc.path)[-1], *(heading.title for heading in doc.headings)]
    if not found or any(map(_SAMPLES.search, titles)):
        return
    times = f", {len(found)} times up to line {doc.row(found[-1].start())}" if len(found) > 1 else ""
    message = f"lorem ipsum: the real text is missing{times}"
    yield Finding(*found[0].span(), message, count=len(found))


def _unfilled(match: re.Match[str]) -> Finding:
    return Finding(*match.span(), f"“{match[0]}” was never filled in")


def _is_note(doc: Document, match: re.Match[str]) -> bool:
    """Whether the word begins a line or cell and a note follows, or is alone there."""
    line_start, line_end = doc.line_start(match.start()), doc.line_end(match.end())
    before = doc.text[max(line_start, match.start() - 200) : match.start()].rpartition("|")[2]
    if before.strip(" \t>*+-_:") and not before.rstrip().endswith(":"):
        return False
    if match["colon"]:
        return True
    after = doc.text[match.end() : min(line_end, match.end() + 200)].partition("|")[0]
    return not after.strip(" \t\r\n.*_…!")
