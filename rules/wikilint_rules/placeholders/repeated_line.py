"""The same line, again and again."""

from __future__ import annotations

import re

from wikilint.rule import COPIES, EQUAL_LINES, Document, Edit, Finding, Findings, Fix, pattern, rule

_RUN = pattern(
    r"(?:^|(?<=\r))(?P<line>[^\r\n]{4,}+)(?:\r\n|[\r\n])(?:(?P=line)(?:\r\n|[\r\n]|\Z)){2,}", re.MULTILINE
)
_BREAK = pattern(r"\r\n|[\r\n]")
_WORD = pattern(r"[^\W_]++")
_DENSE = pattern(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]++")
_ITEM = pattern(r"[ \t]*+[-*+•][ \t]")
_SAMPLE = pattern(r"\blist[ -]?items?\b", re.IGNORECASE)
_FEW = 3
# Tables, quotations, HTML, templates and forms (`Name:`) repeat lines for good reasons, as do drawings. Lines of
# switches are the settings of some program (office-residue).
_LAYOUT = pattern(
    r"[ \t]*+(?:[|>:<{&#\\]|[-*+][ \t]++\[|!\[|\[object |(?:true|false)[ \t]*+\Z)"
    r"|.*(?:\||[ \t]{4}|&nbsp;|[-=_.*~#]{4}|:[ \t*_]*+\Z)"
)
_SHOWN = 40


@rule("repeated-line", severity="warning", gate=EQUAL_LINES, kept=COPIES)
def repeated_line(doc: Document, *, at_least: int = 3) -> Findings:
    """The same line of words three or more times in a row.

    A loop in the generator repeated it, or it was pasted too often.

    The rule ignores lines of fewer than three different words, headings, tables, quotations, HTML, templates, forms
    (`Name:`), drawings, sample lists (“list item”), code, and `[object Object]` (see `stringified-object`).

        The bridge was destroyed.
        The bridge was destroyed.
        The bridge was destroyed.

    becomes

        The bridge was destroyed.

    at_least: how many equal lines in a row are reported.

    Fix safety: unsafe, because each line may have been different before the damage. A line of only three different
    words that is not a list item has no fix, because a song or a chant may repeat it on purpose.
    """
    for match in doc.search(_RUN):
        line = match["line"]
        lines = match[0].rstrip("\r\n")
        count = len(_BREAK.split(lines))
        words = _words(line)
        if count < at_least or words < _FEW or _LAYOUT.match(line) or _SAMPLE.search(line):
            continue
        end = match.start() + len(lines)
        shown = line.strip() if len(line) <= _SHOWN else f"{line.strip()[:_SHOWN]}…"
        certain = words > _FEW or _ITEM.match(line)
        fix = Fix("Keep one", Edit(match.end("line"), end), safety="unsafe") if certain else None
        yield Finding(match.start(), end, f"“{shown}” is repeated {count} times in a row", fix, count=count)


def _words(line: str) -> int:
    """How many different words a line has; four letters of a script without spaces count as one."""
    found = {word.casefold() for word in _WORD.findall(line)}
    return max(len(found), sum(map(len, _DENSE.findall(line))) // 4)
