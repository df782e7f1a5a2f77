"""Why a text that looks as if it had frontmatter has none."""

from __future__ import annotations

from typing import Literal

from wikilint.finding import Edit
from wikilint.frontmatter.read.split import LIMIT, split
from wikilint.pattern import pattern
from wikilint.value import frozen

AbsenceKind = Literal["unclosed", "leading-blank", "four-dashes", "crowded-fence"]


@frozen
class Absence:
    """Why a text that seems to have a block has none.

    kind: what is wrong, in a word.
    start, end: the span that is wrong, in code points of the text.
    message: what is wrong, for people.
    edit: the edit that makes it a block, if that is certain.
    """

    kind: AbsenceKind
    start: int
    end: int
    message: str
    edit: Edit | None = None


_LEAD = pattern("[ \\t\\r\\n\ufeff]+(?=---[ \\t]*[\\r\\n])")
_FENCE = pattern(r"---[ \t]*(?:\r\n|\n|\r)")
_DASHES = pattern(r"-{4,}[ \t]*(?:\r\n|\n|\r)")
_CROWDED = pattern(r"---(?=[ \t]*[A-Za-z_][\w-]{0,60}:(?:[ \t]|[\r\n]))[^\r\n]{0,500}(?:\r\n|\n|\r)")
_ANY_CLOSE = pattern(r"[\r\n]-{3,}[ \t]*(?:[\r\n]|\Z)")
_LINE = pattern(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_KEY = pattern(r"""(?:[A-Za-z_][\w-]{0,60}|"[^"\r\n]{1,60}"|'[^'\r\n]{1,60}'):(?:[ \t]|\Z)""")
_STRUCTURE = pattern(r"[ \t]*- |[ \t]+\S|#")
_TELLING = pattern(
    r"(?:authors?|categories|date|description|draft|excerpt|id|image|keywords|lang(?:uage)?|layout|permalink"
    r"|published|slug|subject|summary|tags|title|toc|uid|updated|url|weight):"
)
"""Keys that alone mean frontmatter; any other needs a second line like it right below."""


def absent(text: str) -> Absence | None:
    """Why `text` has no block though it looks like it, or None when it does not, or when it has one.

    A `---` rule above prose is legal Markdown: only when the next lines look like keys is something said.
    """
    if lead := _LEAD.match(text):
        return _leading(text, lead.end())
    if dashes := _DASHES.match(text):
        if looks_like_keys(text, dashes.end()) and _ANY_CLOSE.search(text, dashes.end() - 1, LIMIT):
            end = len(text[: dashes.end()].rstrip())
            message = "the fence has more than three dashes, so this is not frontmatter: write `---`"
            return Absence("four-dashes", 0, end, message)
        return None
    if crowded := _CROWDED.match(text):
        if _ANY_CLOSE.search(text, crowded.end() - 1, LIMIT):
            message = (
                "the opening fence has text after it, so this is not frontmatter: put `---` on its own line"
            )
            return Absence("crowded-fence", 0, len(crowded.group().rstrip()), message)
        return None
    fence = _FENCE.match(text)
    if fence and split(text) is None and looks_like_keys(text, fence.end()):
        far = f" within {LIMIT // 1024} KiB" if len(text) > LIMIT else ""
        return Absence(
            "unclosed", 0, 3, f"the frontmatter is never closed{far}: no later line is exactly `---`"
        )
    return None


def _leading(text: str, top: int) -> Absence | None:
    bounds = split(text[top : top + LIMIT])
    if bounds is None or not looks_like_keys(text, top + bounds.start):
        return None
    message = "spaces or empty lines before the opening fence: many readers see no frontmatter here"
    return Absence("leading-blank", 0, top, message, Edit(0, top))


def looks_like_keys(text: str, start: int) -> bool:
    """Whether the lines from `start` on read like the top of a mapping, not like prose."""
    first = _LINE.match(text, start)
    assert first is not None  # noqa: S101 - the pattern matches everywhere
    while first[1].startswith("#") and first.end() < len(text):
        first = _LINE.match(text, first.end())
        assert first is not None  # noqa: S101
    if not _KEY.match(first[1]):
        return False
    if _TELLING.match(first[1]):
        return True
    second = _LINE.match(text, first.end())
    return second is not None and bool(_KEY.match(second[1]) or _STRUCTURE.match(second[1]))
