"""Text that holds a place until the real one comes: lorem ipsum, `[INSERT NAME HERE]`, `TODO`."""

from __future__ import annotations

import re

from wikilint.rule import Document, Finding, Findings, rule

# Cicero's words in the order of typesetters; “lorem ipsum” alone is a thing that one can write about.
_LOREM = re.compile(r"\blorem ipsum dolor\b", re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"(?:\r\n|[\r\n])[ \t]*+(?:[\r\n]|\Z)")
_INSERT = re.compile(
    r"(?<![!\[\]\\\w])\[(?:(?:INSERT|PLACEHOLDER|TODO|TBD)\b[^\[\]\r\n]{0,80}+"
    r"|[Ii]nsert [^\[\]\r\n]{1,80}? here)\](?![(\[:])"
)
_NOTE = re.compile(
    r"(?<![\w#/\\\[.-])(?P<word>TODO|TBD|FIXME)(?:\([\w@. -]{1,30}\))?(?P<colon>:(?!:))?(?![\w\]/-])"
)


@rule(
    "filler-text",
    severity="warning",
    gate=(b"orem ipsum", b"OREM IPSUM", b"TODO", b"TBD", b"FIXME", b"[INSERT", b"[PLACEHOLDER", b" here]"),
)
def filler_text(doc: Document) -> Findings:
    """Text that only holds a place: lorem ipsum, `[INSERT NAME]`, a lonely `TODO`.

    It was meant to be replaced and was forgotten. “Lorem ipsum dolor” counts once a paragraph; the name of the thing
    in a sentence does not. `TODO:`, `TBD` and `FIXME` are reported as info, where they open or make up a line or
    cell. Links (`[insert x](…)`), link texts, comments and code are left alone. There is no fix.

        Lorem ipsum dolor sit amet, consectetur adipiscing elit.
        Contact: [INSERT NAME HERE]
        TODO: describe the second phase
    """
    done = doc.body_start
    for match in doc.search(_LOREM):
        if match.start() >= done:
            found = _PARAGRAPH_END.search(doc.text, match.end())
            done = found.start() if found else len(doc.text)
            yield Finding(match.start(), match.end(), "lorem ipsum: the real text is missing")
    for match in doc.search(_INSERT):
        yield Finding(*match.span(), f"“{match[0]}” was never filled in")
    for match in doc.search(_NOTE):
        if _is_note(doc, match):
            yield Finding(
                *match.span("word"), f"“{match['word']}”: something is still to be written", severity="info"
            )


def _is_note(doc: Document, match: re.Match[str]) -> bool:
    """Whether the word opens a line or cell and a note follows, or stands alone there."""
    line_start, line_end = doc.line_start(match.start()), doc.line_end(match.end())
    before = doc.text[max(line_start, match.start() - 200) : match.start()].rpartition("|")[2]
    if before.strip(" \t>*+-_:") and not before.rstrip().endswith(":"):
        return False
    if match["colon"]:
        return True
    after = doc.text[match.end() : min(line_end, match.end() + 200)].partition("|")[0]
    return not after.strip(" \t\r\n.*_…!")
