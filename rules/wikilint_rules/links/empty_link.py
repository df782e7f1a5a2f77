"""A link without an address, or without words: `[text]()`, `[](address)`."""

from __future__ import annotations

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule
from wikilint_rules._fold import folded

# `call[key]()` and `list[](x)` are code; so is what begins a lambda: `[&name]() {`.
_EMPTY = pattern(
    r"(?<![\w)\].\\])(?P<image>!?+)\[(?P<label>(?![&=])[^\[\]\r\n]{0,300}+)\]"
    r"\([ \t]*+(?P<target><>|(?:https?://)?)[ \t]*+\)(?![ \t]*+[{(;]|\.\w|[ \t]*+=>)"
)
_WORDLESS = pattern(
    r"(?<![\w)\]!.\\])\[[ \t]*+\]\((?P<target>(?:https?:/|\.{0,2}/|[\w-]+[./])[^\s()<>]*+)\)(?![ \t]*+[{(;])"
)
# It begins with what every link has; that one has no words is asked of the character before.
_GATE = pattern(rb"\]\((?:(?<=[\[ \t]\]\()|[ \t]*(?:<>|https?://)?[ \t]*\))")
_QUOTED = pattern(r"(['\"]).*\1\Z")


@rule("empty-link", severity="warning", gate=_GATE, protected=True, deletes=10)
def empty_link(doc: Document) -> Findings:
    """A link or image without a URL, or a link without text.

    `[text]()` looks like a link and leads nowhere: the URL was unknown or got lost. `[](address)` leads somewhere,
    but nobody can see it.

    The rule ignores `[top](#)`, anchors (`[](#name)`), images without a description, code, and program expressions
    (`[&value]() {`, `table[key]()`).

        See [our manual]() for more.

    becomes

        See our manual for more.

    Fix safety: unsafe. The words of a link without a URL stay as plain text. There is no fix for a link without
    words or an image.
    """
    return folded(doc, sorted(_empty(doc), key=lambda finding: finding.start))


def _empty(doc: Document) -> Findings:
    return folded(doc, _links(doc))


def _links(doc: Document) -> Findings:
    for match in _EMPTY.finditer(doc.text, doc.body_start):
        label = match["label"].strip()
        if doc.is_protected(match.start(), match.end("label")) or _QUOTED.match(label):
            continue
        if match["image"]:
            yield Finding(*match.span(), "this image has no URL")
        else:
            fix = (
                Fix("Keep only the text", Edit(*match.span(), match["label"]), safety="unsafe")
                if label
                else None
            )
            yield Finding(*match.span(), "this link has no URL", fix)
    for match in _WORDLESS.finditer(doc.text, doc.body_start):
        if not doc.is_protected(match.start(), match.start("target")):
            yield Finding(*match.span(), "this link has no text, so readers cannot see it")
