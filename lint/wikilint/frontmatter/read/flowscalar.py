"""Plain and quoted scalars: from source to value, character by character."""

from __future__ import annotations

import re

from wikilint.frontmatter.read.nodes import Node
from wikilint.frontmatter.read.sourcemap import SourceMap
from wikilint.pattern import pattern

_BREAK = r"(?:\r\n|\n|\r)"
_FOLD = rf"[ \t]*{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*"


def _run(special: str) -> str:
    """A pattern for characters of one line that stand for themselves; blanks at its end may be part of a fold."""
    char = rf"[^ \t\r\n{special}]"
    return rf"{char}+(?:[ \t]++{char}+)*|[ \t]+"


_PLAIN = pattern(rf"(?P<fold>{_FOLD})|{_run('')}")
_SINGLE = pattern(rf"(?P<fold>{_FOLD})|(?P<quote>'')|{_run(chr(39))}")
_DOUBLE = pattern(
    rf"(?P<fold>{_FOLD})"
    rf"|(?P<joint>\\{_BREAK}[ \t]*(?:{_BREAK}[ \t]*)*)"
    r"|\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8}))"
    r"|\\(?P<escape>.)"
    rf"|{_run(chr(92) * 2)}"
)
_LINE_BREAK = pattern(_BREAK)
_PROPERTIES = pattern(r"(?:[&!][^ \t\r\n]*(?:[ \t]+|(?:[ \t]+#[^\r\n]*)?[\r\n]+|#[^\r\n]*[\r\n])*)+")

ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}
"""YAML 1.2.2, section 5.7; `\\/` is new in 1.2 and libyaml reads it."""


def content_start(text: str, node: Node) -> int:
    """Where a node's own text begins, past its anchor and tag; `node.end` when there is nothing else."""
    if node.anchor is None and node.tag is None:
        return node.start
    properties = _PROPERTIES.match(text, node.start, node.end)
    return properties.end() if properties else node.start


def decode_flow(text: str, node: Node) -> SourceMap:
    """The source map of a plain or quoted scalar."""
    start, end = content_start(text, node), node.end
    pattern = _PLAIN
    if node.style is not None and start < end:
        start, end = start + 1, end - 1
        pattern = _SINGLE if node.style == "'" else _DOUBLE
    out = SourceMap()
    for token in pattern.finditer(text, start, end):
        name = token.lastgroup
        if name is None:
            out.run(text, token.start(), token.end())
        elif name == "fold":
            _fold(out, token)
        elif name == "quote":
            out.char("'", token.start(), token.end())
        elif name == "escape":
            out.char(ESCAPES.get(token["escape"], ""), token.start(), token.end())
        elif name == "joint":
            _joint(out, token)
        else:
            out.char(chr(int(token[name], 16)), token.start(), token.end())
    return out.done()


def _fold(out: SourceMap, token: re.Match[str]) -> None:
    """One line break reads as a space; of more, all but the first read as line feeds."""
    breaks = [found.span() for found in _LINE_BREAK.finditer(token.string, token.start(), token.end())]
    if len(breaks) == 1:
        out.char(" ", token.start(), token.end())
        return
    starts = [token.start()] + [start for start, _ in breaks[2:]]
    for start, end in zip(starts, [*starts[1:], token.end()], strict=True):
        out.char("\n", start, end)


def _joint(out: SourceMap, token: re.Match[str]) -> None:
    """An escaped line break reads as nothing; each blank line after it as a line feed."""
    breaks = [found.span() for found in _LINE_BREAK.finditer(token.string, token.start(), token.end())]
    for start, end in breaks[1:]:
        out.char("\n", start, end)
