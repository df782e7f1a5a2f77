"""Which asterisks of a paragraph make emphasis and which are shown: asked of a CommonMark parser.

Imported only where something is odd: the parser takes longer to load than a clean page to check.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import emphasis

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline


class Run(NamedTuple):
    """Asterisks side by side: `text[start:end]`; `shown` are the places of those that make no emphasis."""

    start: int
    end: int
    shown: tuple[int, ...]

    @property
    def length(self) -> int:
        return self.end - self.start


def _emphasis(state: StateInline, silent: bool) -> bool:
    """The parser's own rule; it also notes where each mark is."""
    start = state.pos
    found = emphasis.tokenize(state, silent)
    if found:
        for nth, token in enumerate(state.tokens[start - state.pos :]):
            token.meta["at"] = start + nth
    return found


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.inline.ruler.at("emphasis", _emphasis)
    # These two would join what is shown with the text around it.
    parser.disable(["fragments_join", "text_join"])
    return parser


def _marks(text: str, mark: str) -> dict[int, bool]:
    """Where `mark` may make emphasis, and whether it is shown instead."""
    # The parser makes one character of CRLF: no offset may move.
    text = text.replace("\r\n", " \n").replace("\r", "\n")
    places: dict[int, bool] = {}
    for token in _parser().parseInline(text)[0].children or ():
        if "at" in token.meta and text[token.meta["at"]] == mark:
            places[token.meta["at"]] = token.type == "text" and token.content == mark
    return places


def shown_underscores(text: str) -> int:
    """How many underscores are shown that could have made emphasis."""
    return sum(_marks(text, "_").values())


def runs(text: str) -> list[Run]:
    """The runs of asterisks in the text of one paragraph, without those that are escaped or in code."""
    found: list[Run] = []
    for at, is_shown in sorted(_marks(text, "*").items()):
        shown = (at,) if is_shown else ()
        if found and found[-1].end == at:
            found[-1] = Run(found[-1].start, at + 1, found[-1].shown + shown)
        else:
            found.append(Run(at, at + 1, shown))
    return found
