"""The headings of a page as they will be once the damage to them is fixed.

The fixes of several rules build on each other: placeholders go, glued headings part, repeated ones go, and only
then a section shows that it is empty. All rules of this group read the same outline, so that each says at once
what it would say in the end, and no fix brings up a finding that was not there before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from wikilint.rule import Document, Heading, fact
from wikilint_rules._placeholder import SEVERAL
from wikilint_rules.headings._names import has_words, key, names_sources, tail_start, without_placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator

# What the bytes of a page with a heading have, of either style.
HEADING_MARKS = (b"#", b"\n==", b"\n--", b"\r==", b"\r--")

_MARKS = re.compile(r"##++")
_PART = re.compile(r"(?<![ \t])[ \t]*+(?<!#)(?P<marks>#{1,6}+)[ \t]++(?=[^ \t#])")
_TITLE = re.compile(r"[ \t]*+([^\r\n]*)")
# Lines that are nothing, or that a safe fix makes nothing of: placeholders, a heading without a title.
_HOLLOW = re.compile(
    rf"(?:[ \t]*+(?:(?:(?:[-*+•]|#{{1,6}})[ \t]++)?{SEVERAL}[ \t]*+|#{{1,6}}+[ \t#]*+)?+(?:[\r\n]++|\Z))*+\Z"
)
_PLACEHOLDER_LINES = re.compile(rf"((?:[ \t]*+{SEVERAL}[ \t]*+[\r\n]++)++)[ \t]*+")
_CLOSING_FENCE = re.compile(r"[\r\n]-{3,}[ \t]*+(?:\r\n|[\r\n]|\Z)")
# After these, `## x` is not a heading that lost its line: `{##id}`, `"## x"`, `{{< note >}}## x`, `a/##`.
_NO_END_OF_PROSE = frozenset("{}([<>\"'`/\\=&|+-#$@~^,“‘«")
_END_OF_PROSE = frozenset(".!?:;)]”’»…%°*_。！？）」")
_NOTE_OR_LANGUAGE = re.compile(r"(?<!\w)[A-G]\Z")
_SENTENCE_ENDS = (".", "。", "！", "？", "!")
# A longer line after `##` is prose about headings, or a paragraph by mistake.
_MAX_TITLE = 120
# A line that holds `##` more often than this is not prose; and so a line of 8 MB is not read over and over.
_MAX_TRIES = 8

Kind = Literal["heading", "part", "glued", "tight"]


@dataclass(slots=True, eq=False)
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
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = key(self.title)

    @property
    def is_line(self) -> bool:
        """Whether it is a heading already, and alone in its line: only then a fix may take it out."""
        return self.kind == "heading" and not self.shared


@fact
def outline(doc: Document) -> tuple[Entry, ...]:
    """Every heading, in the order of the text; those without a title are none.

    The rules of the group look at one document after the other, so the last outline is all that is kept.
    """
    top = _body_start(doc)
    headings = [heading for heading in doc.headings if heading.title and heading.start >= top]
    found = [entry for heading in headings for entry in _of_heading(doc, heading)]
    if loose := list(_of_prose(doc, top)):
        found = sorted(found + loose, key=lambda entry: entry.start)
    for entry, following in zip_longest(found, found[1:]):
        end = following.start if following else len(doc.text)
        entry.hollow = _HOLLOW.match(doc.text, entry.end, end) is not None
        entry.empty = entry.hollow and (following is None or following.level <= entry.level)
    _find_repeats(found)
    return tuple(found)


def standing(doc: Document) -> list[Entry]:
    """The outline without what the fixes of repetitions take out."""
    return [entry for entry in outline(doc) if not entry.dropped]


def _body_start(doc: Document) -> int:
    """Where the body begins; after a block, too, that is not read as one because its fence is damaged."""
    damaged = doc.no_frontmatter
    closing = _CLOSING_FENCE.search(doc.text, damaged.end) if damaged else None
    return closing.end() if closing else doc.body_start


def _of_heading(doc: Document, heading: Heading) -> Iterator[Entry]:
    """A heading, or the several ones that its line holds."""
    if not (title := without_placeholders(heading.title)):
        return
    parts = list(_parts(doc, heading)) if "#" in title and heading.style == "atx" else []
    start, title_start = _without_placeholder_lines(doc, heading)
    underlined = heading.style == "setext"
    if not parts and start == heading.start:
        end = heading.title_end
        yield Entry("heading", start, heading.end, heading.level, title_start, end, title, underlined)
        return
    starts = [start, *(part.start("marks") for part in parts)]
    title_starts = [title_start, *(part.end() for part in parts)]
    title_ends = [*(part.start() for part in parts), heading.title_end]
    ends = [*(part.start() for part in parts), heading.end]
    titles = [without_placeholders(doc.text[a:b]) for a, b in zip(title_starts, title_ends, strict=True)]
    mixed = len(set(map(key, titles))) > 1
    levels = [heading.level, *(len(part["marks"]) for part in parts)]
    for nth, level in enumerate(levels):
        kind: Kind = "part" if nth else "heading"
        place = starts[nth], ends[nth], level, title_starts[nth], title_ends[nth], titles[nth]
        yield Entry(kind, *place, underlined, shared=bool(parts), mixed=mixed)


def _without_placeholder_lines(doc: Document, heading: Heading) -> tuple[int, int]:
    """Where a heading and its title start: an underline takes in the lines above, even placeholders."""
    if heading.style == "atx":
        return heading.start, heading.title_start
    lines = _PLACEHOLDER_LINES.match(doc.text, heading.start, heading.title_end)
    if not lines:
        return heading.start, heading.title_start
    return lines.end(1), lines.end()


def _parts(doc: Document, heading: Heading) -> list[re.Match[str]]:
    """The marks in a heading's title at which another heading begins."""
    parts = list(_PART.finditer(doc.text, heading.title_start, heading.title_end))
    if not parts or any(doc.is_protected(part.start("marks"), part.end()) for part in parts):
        return []
    edges = [heading.title_start, *(edge for part in parts for edge in part.span()), heading.title_end]
    titles = [doc.text[edges[nth] : edges[nth + 1]] for nth in range(0, len(edges), 2)]
    if len({key(without_placeholders(title)) for title in titles}) == 1:
        return parts
    return [
        part
        for part in parts
        if len(part["marks"]) > 1
        and part.start() == part.start("marks")
        and _ends_prose(doc.text[part.start() - 2 : part.start()])
        and _begins_heading(doc.text[part.end()])
    ]


def _of_prose(doc: Document, top: int) -> Iterator[Entry]:
    """What looks like a heading on lines that are not."""
    for start, end in _gaps(doc, top):
        line_end = tries = 0
        for marks in _MARKS.finditer(doc.text, start, end):
            at, after = marks.span()
            if after - at > 6:
                continue
            if at >= line_end:
                line_end, tries = doc.line_end(at), 0
            tries += 1
            if tries > _MAX_TRIES:
                continue
            entry = _loose(doc, at, after)
            if entry and not doc.is_protected(at, entry.title_start):
                yield entry


def _gaps(doc: Document, top: int) -> Iterator[tuple[int, int]]:
    """Where text with a `##` is, between headings."""
    text = doc.text
    for heading in doc.headings:
        if heading.start > top and text.find("##", top, heading.start) >= 0:
            yield top, heading.start
        top = max(top, heading.end)
    yield top, len(text)


def _loose(doc: Document, at: int, end: int) -> Entry | None:
    """The heading that the marks at `at`, which begin none, may have been meant to begin."""
    before = doc.text[doc.line_start(at) : at]
    found = _TITLE.match(doc.text, end)
    raw = found[1].rstrip(" \t") if found else ""
    kind: Kind = "glued" if before else "tight"
    if kind == "tight":
        raw = _without_closing_marks(raw, end - at)
    title = without_placeholders(raw)
    if not found or not title or len(title) > _MAX_TITLE:
        return None
    start = found.start(1)
    if (start > end) != (kind == "glued"):
        return None
    sources = names_sources(title)
    certain = sources
    if before:
        certain = sources or tail_start(raw) == len(title)
        if not _may_be_glued(before, title, certain=certain, proven=sources and title != raw):
            return None
    elif not (sources or (title[0].isalpha() and _begins_heading(title[0]))) or "[" in title.split(" ", 1)[0]:
        return None
    return Entry(kind, at, doc.line_end(at), end - at, start, start + len(raw), title, certain=certain)


def _without_closing_marks(raw: str, level: int) -> str:
    """`GitWeb` of `##GitWeb##`: as many marks as there are before it close a heading."""
    title = raw.removesuffix("#" * level)
    return title.rstrip(" \t") if title and title[-1] != "#" else raw


def _may_be_glued(before: str, title: str, *, certain: bool, proven: bool) -> bool:
    """Whether prose, the line up to the marks, may have run into a heading; before a digit it has to end for sure."""
    prose = before.rstrip(" \t")
    if not prose or prose[-1] in _NO_END_OF_PROSE or prose.lstrip(" \t")[0] in ">|":
        return False
    if prose != before:
        return proven
    if certain or "#" in prose or "#" in title or title.endswith(_SENTENCE_ENDS):
        return certain
    ends = prose[-1] in _END_OF_PROSE or (title[0].isupper() and _ends_prose(prose))
    return ends and _begins_heading(title[0])


def _ends_prose(text: str) -> bool:
    """Whether prose may end in these characters; `C##` and `F##` are notes and languages."""
    return (text[-1].isalnum() or text[-1] in _END_OF_PROSE) and not _NOTE_OR_LANGUAGE.search(text)


def _begins_heading(first: str) -> bool:
    return first.isalnum() and not first.islower()


def _find_repeats(entries: list[Entry]) -> None:
    """Sets `repeats` and `dropped`, see `Entry`."""
    # By level, the headings of the same parent; and those after which only hollow ones have come so far.
    siblings: list[dict[str, Entry]] = [{} for _ in range(7)]
    pending: list[dict[str, Entry]] = [{} for _ in range(7)]
    previous: Entry | None = None
    for entry in entries:
        ended = previous and not previous.hollow
        _clear(pending if ended else pending[entry.level + 1 :])
        _clear(siblings[entry.level + 1 :])
        earlier = _repeated(entry, previous, pending[entry.level], siblings[entry.level])
        if earlier:
            entry.repeats = earlier
            entry.adjacent = earlier is previous and earlier.hollow
            _drop_one(entry, earlier)
        if entry.dropped:
            if previous:
                previous.hollow = previous.hollow and entry.hollow
            continue
        previous = entry
        if entry.kind != "tight" and not entry.mixed:
            pending[entry.level][entry.key] = entry
            siblings[entry.level].setdefault(entry.key, entry)


def _clear(levels: list[dict[str, Entry]]) -> None:
    for level in levels:
        if level:
            level.clear()


def _repeated(
    entry: Entry, previous: Entry | None, pending: dict[str, Entry], siblings: dict[str, Entry]
) -> Entry | None:
    """The heading that an entry says again: right before it; or, of a list of sources, after nothing but empty
    headings, or anywhere in the same parent when the entry is empty."""
    if previous is None or entry.mixed or previous.mixed or "tight" in (entry.kind, previous.kind):
        return None
    if not has_words(entry.key):
        return None
    if previous.key == entry.key and (
        previous.hollow or (entry.kind, entry.level) == ("glued", previous.level)
    ):
        return previous
    if not names_sources(entry.title):
        return None
    earlier = pending.get(entry.key) if previous.hollow and entry.kind != "glued" else None
    if earlier and (earlier.empty or entry.empty):
        return earlier
    return siblings.get(entry.key) if entry.empty else None


def _drop_one(entry: Entry, earlier: Entry) -> None:
    """Of two that say the same, the one that goes; both stay where that would be a guess."""
    if entry.kind in ("part", "glued"):
        entry.dropped = True
    elif entry.level == earlier.level:
        goes = earlier if (entry.title == earlier.title if entry.adjacent else not entry.empty) else entry
        goes.dropped = True
