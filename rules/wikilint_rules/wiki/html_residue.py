"""HTML tags that Markdown has a way of its own for, or that lay out a page."""

from __future__ import annotations

import re

from wikilint.rule import Document, Finding, Findings, pattern, rule

_TAG = pattern(r"</?(?P<name>[A-Za-z][A-Za-z0-9-]{0,40}+)(?:[ \t\r\n/][^<>]*+)?>")
# The elements of HTML, those of the past too, between bars; another name is somebody's component.
_HTML = (
    "|a|abbr|acronym|address|article|aside|audio|b|base|basefont|big|blink|blockquote|body|br|button|caption|"
    "center|cite|code|col|colgroup|dd|del|details|dfn|dir|div|dl|dt|em|embed|fieldset|figcaption|figure|font|"
    "footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|"
    "li|link|main|map|mark|marquee|meta|nav|nobr|noframes|noscript|object|ol|option|p|param|picture|pre|q|rp|"
    "rt|ruby|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|table|tbody|"
    "td|template|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr|"
)
_SPOKEN_OF = 3


@rule("html-residue", severity="info", gate=b"<", default=False)
def html_residue(
    doc: Document,
    *,
    allow: tuple[str, ...] = (
        "a",
        "abbr",
        "audio",
        "b",
        "br",
        "cite",
        "dd",
        "del",
        "details",
        "dfn",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "picture",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "source",
        "strong",
        "sub",
        "summary",
        "sup",
        "u",
        "var",
        "video",
        "wbr",
    ),
) -> Findings:
    """HTML that a conversion left in the text, such as `<div>`, `<span>`, `<font>` and `<table>`.

    Markdown allows HTML, so a browser may show it correctly; search, other renderers and readers of the source do
    not. Tags on adjacent lines are one finding. Off by default; on in the `wiki` profile.

    The rule ignores tags that Markdown has no syntax for (`<kbd>`, `<sup>`, `<details>`), components (`<MyBox>`)
    and code.

        <font color="red">Note</font>

    allow: names of tags to ignore.

    Fix safety: there is no fix, because only the author knows what a tag is for.
    """
    allowed = frozenset(allow)
    run: list[re.Match[str]] = []
    for match in doc.search(_TAG):
        name = match["name"]
        if name in allowed or f"|{name.lower()}|" not in _HTML:
            continue
        if run and doc.row(match.start()) > doc.row(run[-1].end()) + 1:
            yield _finding(run)
            run = []
        run.append(match)
    if run:
        yield _finding(run)


def _finding(run: list[re.Match[str]]) -> Finding:
    names = list(dict.fromkeys(match["name"].lower() for match in run))
    shown = ", ".join(f"<{name}>" for name in names[:_SPOKEN_OF]) + (", …" if len(names) > _SPOKEN_OF else "")
    message = f"{len(run)} HTML tag{'s' * (len(run) > 1)} in the text: {shown}"
    return Finding(run[0].start(), run[-1].end(), message, count=len(run))
