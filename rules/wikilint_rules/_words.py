"""Whether words are on a page: asked before all of its words are read, because mostly they are not."""

from __future__ import annotations

from collections.abc import Collection

_FEW = 20
"""Words that are looked for one by one: for two of them that takes a fifth of what reading all words of a page does."""


def may_have(text: str, words: Collection[str]) -> bool:
    """Whether one of some words, case folded, may be in a text, alone or in a longer one; true for many words."""
    if len(words) > _FEW:
        return True
    folded = text.casefold()
    return any(map(folded.__contains__, words))
