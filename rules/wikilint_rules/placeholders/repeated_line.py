"""The same line again and again."""

from __future__ import annotations

import re

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule

_THREE = re.compile(rb"[\r\n]([^\r\n]{4,}+)(?:\r\n|[\r\n])\1(?:\r\n|[\r\n])\1(?=[\r\n]|\Z)")
_RUN = re.compile(
    r"(?:^|(?<=\r))(?P<line>[^\r\n]{4,}+)(?:\r\n|[\r\n])(?:(?P=line)(?:\r\n|[\r\n]|\Z)){2,}", re.MULTILINE
)
_BREAK = re.compile(r"\r\n|[\r\n]")
_WORDS = re.compile(r"[^\W\d_]{2}")
# Tables, quotations, HTML, templates and forms (`Name:`) repeat lines for good reasons, as do drawings. Lines of
# switches are the settings of some program (office-residue).
_LAYOUT = re.compile(
    r"[ \t]*+(?:[|>:<{&#\\]|[-*+][ \t]++\[|!\[|\[object |(?:true|false)[ \t]*+\Z)"
    r"|.*(?:\||[ \t]{4}|&nbsp;|[-=_.*~#]{4}|:[ \t*_]*+\Z)"
)
_SHOWN = 40


@rule("repeated-line", severity="warning", gate=_THREE)
def repeated_line(doc: Document, *, at_least: int = 3) -> Findings:
    """A line of words that stands in the text three times or more in a row.

    A loop in the generator, or a paste that was done too often. Lines without words, headings, tables, quotations,
    HTML, templates, forms (`Name:`), drawings and code are left alone; `[object Object]` is left to
    stringified-object. With `--unsafe-fixes` one line is left: a poem or a chant may want them all.

        The bridge was destroyed.
        The bridge was destroyed.
        The bridge was destroyed.

    becomes

        The bridge was destroyed.

    at_least: how many equal lines in a row it takes.
    """
    for match in doc.search(_RUN):
        line = match["line"]
        lines = match[0].rstrip("\r\n")
        count = len(_BREAK.split(lines))
        if count < at_least or not _WORDS.search(line) or _LAYOUT.match(line):
            continue
        end = match.start() + len(lines)
        shown = line.strip() if len(line) <= _SHOWN else f"{line.strip()[:_SHOWN]}…"
        fix = Fix("Keep one", Edit(match.end("line"), end), safety="unsafe")
        yield Finding(match.start(), end, f"“{shown}” stands here {count} times in a row", fix, count=count)
