"""The footnotes of a page: where they are defined, and where the text calls them."""

from __future__ import annotations

import re
from typing import NamedTuple

from wikilint.rule import Document, fact, pattern

_NOTE = pattern(r"(?<!\\)\[\^(?P<label>[^\]\[\s^]{1,100}+)\](?![\[(])")
_BEFORE_DEFINITION = pattern(r"[ \t>]*+(?:[-*+][ \t]++|\d{1,9}[.)][ \t]++)?\Z")


class Footnotes(NamedTuple):
    """Places of definitions and calls, in the order of the text; labels differ by more than case."""

    definitions: list[re.Match[str]]
    calls: list[re.Match[str]]


def label(match: re.Match[str]) -> str:
    return match["label"].casefold()


@fact
def footnotes(doc: Document) -> Footnotes:
    """Every `[^label]` outside code, comments and mathematics."""
    found = Footnotes([], [])
    for match in doc.search(_NOTE):
        before = doc.text[doc.line_start(match.start()) : match.start()]
        defines = doc.text.startswith(":", match.end()) and _BEFORE_DEFINITION.match(before)
        (found.definitions if defines else found.calls).append(match)
    return found
