"""Values that a script wrote where words should be: `undefined`, `NaN`, `null`."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby

from wikilint.rule import Document, Finding, Findings, Heading, pattern, rule
from wikilint_rules._fold import folded

_LINE = pattern(
    r"(?:^|(?<=\r))(?P<indent>[ \t]*+)(?P<bullet>[-*+][ \t]++)?(?P<word>undefined|NaN|null)[ \t]*+(?=[\r\n]|\Z)",
    re.MULTILINE,
)
_ITEM = pattern(r"[ \t]*+[-*+][ \t]")
# Of a list without bullets: `null`, `undefined`, `symbol`, a line each. Another leak is no neighbour of that kind.
_WORD = pattern(r"[ \t]*+(?!undefined\b|null\b)[a-z]{3,20}+[ \t]*+\Z")
_TARGET = pattern(
    r"\]\([ \t]*+<?(?P<target>(?:\.{0,2}/|https?://)?(?:undefined|NaN|null|None)(?=[ \t)>/])[^ \t\r\n)>]*+"
    r"|[^\s()<>]{0,200}\[?object(?:%20)Object(?:\]|%5D)[^\s()<>]*+)"
)
# The values where they may be a leak: at the end of a line, as the target of a link.
_GATE = (
    (b"undefined", pattern(rb"undefined[ \t]*+(?:[\r\n#]|\Z)")),
    (b"null", pattern(rb"null[ \t]*+(?:[\r\n]|\Z)")),
    pattern(rb"NaN[ \t]*+(?:[\r\n]|\Z)"),
    pattern(rb"\]\([ \t]*+<?(?:\.{0,2}/|https?://)?(?:undefined|NaN|null|None)[ \t)>/]"),
    b"object%20Object",
)
# How far before its target a link's text is looked for: far enough to hold one of these words.
_LABEL = 20
# How far above a line what it answers is looked for.
_ABOVE = 200
# After words; `isNaN` and `typeofundefined` are names.
_GLUED = pattern(r"(?=[^\W\d_a-z]).*[^\W\d_A-Z.(](?P<word>undefined)\Z")


@rule(
    "script-leak",
    severity="warning",
    gate=_GATE,
    protected=True,
)
def script_leak(doc: Document) -> Findings:
    """The value of an empty variable (`undefined`, `NaN`, `null`) in place of words or of a URL.

    A template that joins strings writes them where the data had a gap: alone on a line, glued to the end of a
    heading, or as the target of a link (there also `None`). Values on adjacent lines are one finding.

    The rule ignores “null” where it may be an answer: right under a heading, after a colon, and as a list item
    among others (`* null`, `* false`). It also ignores headings about these values, all code, and “None” on a line
    of its own, which is an English word.

        ## Referencesundefined
        * [Home](./undefined)
        undefined

    Fix safety: there is no fix, because nothing shows what should be there.
    """
    yield from _lines(doc)
    yield from folded(doc, _targets(doc))
    yield from folded(doc, _headings(doc))


def _headings(doc: Document) -> Findings:
    for heading in doc.headings:
        if glued := _GLUED.match(heading.title):
            start = heading.title_start + glued.start("word")
            yield Finding(start, heading.title_end, f"a script wrote “{glued['word']}” after the heading")


def _targets(doc: Document) -> Findings:
    for match in _TARGET.finditer(doc.text, doc.body_start):
        if _is_leak(doc, match):
            yield Finding(*match.span("target"), f"a script wrote the link’s target “{match['target']}”")


def _is_leak(doc: Document, link: re.Match[str]) -> bool:
    """Whether a target is one indeed: no code, and not the page about the value (`[NaN](NaN)`)."""
    region = doc.protection(*link.span("target"))
    if not region or region.kind != "link" or doc.is_protected(link.start(), link.start()):
        return False
    label = doc.text[max(link.start() - _LABEL, doc.body_start) : link.start()].rpartition("[")[2]
    return label.strip("`*_ ").casefold() != link["target"].rpartition("/")[2].casefold()


def _lines(doc: Document) -> Findings:
    """Values that are alone on their lines, those on adjacent lines together."""
    found = [match for match in doc.search(_LINE) if not _is_meant(doc, match)]
    rows = {match: doc.row(match.start()) for match in found}
    for _, group in groupby(enumerate(found), key=lambda each: (rows[each[1]] - each[0], each[1]["word"])):
        run = [match for _, match in group]
        start, end = run[0].start("word"), run[-1].end("word")
        times = f" × {len(run)} on lines {rows[run[0]]}-{rows[run[-1]]}" if len(run) > 1 else ""
        yield Finding(start, end, f"a script wrote “{run[0]['word']}”{times}", count=len(run))


def _is_meant(doc: Document, match: re.Match[str]) -> bool:
    """Whether the value is an answer, or one of several that a list names."""
    start = doc.line_start(match.start())
    before = doc.text[max(start - _ABOVE, doc.body_start) : start].rstrip(" \t\r\n")
    row = doc.row(start)
    if match["bullet"]:
        around = [doc.line(each) for each in (row - 1, row + 1) if 0 < each <= len(doc.line_starts)]
        items = [line.strip("-*+ \t") for line in around if _ITEM.match(line)]
        if any(item != match["word"] for item in items):
            return True
    elif any(_WORD.match(doc.line(each)) for each in (row - 1, row + 1) if 0 < each <= len(doc.line_starts)):
        return True
    if match["word"] != "null":
        return before.endswith(":") and match["word"] == "NaN"
    above = bisect_right(doc.headings, start, key=_end) - 1
    if above >= 0 and start - _ABOVE <= (heading_end := doc.headings[above].end):
        before = doc.text[heading_end:start].rstrip(" \t\r\n")
    return not before or before.rstrip("*_").endswith((":", "：", ">", "|"))


def _end(heading: Heading) -> int:
    return heading.end
