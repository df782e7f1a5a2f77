"""One heading of the outline: where it is, what it says, and what is wrong with it."""

from __future__ import annotations

from typing import Literal

from wikilint.rule import mutable
from wikilint_rules.headings._names import key

Kind = Literal["heading", "part", "glued", "tight"]


@mutable
class Entry:
    """One heading of the outline.

    kind: a `heading` of the page; a `part` of one that holds several (`## A## B`); `glued` to the end of prose;
        `tight`, without a space after its marks.
    start, end: its text, from its first mark to after its line break (a first part ends where the next begins).
    title_start, title_end: the title, with the placeholders that it may end in.
    title: without those.
    key: what it has in common with titles that say the same.
    underlined: whether its mark is a line of `=` or `-` below it.
    shared, mixed: whether other headings are on its line, and whether those say something else.
    certain: whether the words prove that it is a heading, where only the marks' place speaks against it.
    repeats: the heading that this one says again, when the two are one.
    adjacent: whether that one is right above, with only empty lines and placeholders between.
    dropped: whether the fix of that repetition takes out this one of the two.
    hollow: whether only empty lines and placeholders follow up to the next heading.
    empty: whether it is hollow, and the next heading is none of its own.
    """

    kind: Kind
    start: int
    end: int
    level: int
    title_start: int
    title_end: int
    title: str
    underlined: bool = False
    shared: bool = False
    mixed: bool = False
    certain: bool = True
    repeats: Entry | None = None
    adjacent: bool = False
    dropped: bool = False
    hollow: bool = False
    empty: bool = False
    key: str = ""

    def __post_init__(self) -> None:
        self.key = key(self.title)

    @property
    def is_line(self) -> bool:
        """Whether it is a heading already, and alone in its line: only then a fix may take it out."""
        return self.kind == "heading" and not self.shared
