"""The headings of a page as they will be once the damage to them is fixed.

The fixes of several rules build on each other: placeholders go, glued headings part, repeated ones go, and only
then a section shows that it is empty. All rules of this group read the same outline, so that each says at once
what it would say in the end, and no fix brings up a finding that was not there before.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from wikilint.rule import Document, Heading, fact, pattern
from wikilint_rules._placeholder import SEVERAL
from wikilint_rules.headings._entry import Entry, Kind
from wikilint_rules.headings._loose import begins_heading, ends_prose, headings_in_prose
from wikilint_rules.headings._names import has_words, key, names_sources, without_placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator

# What the bytes of a page with a heading have, of either style.
HEADING_MARKS = (b"#", b"\n==", b"\n--", b"\r==", b"\r--")

_PART = pattern(r"(?<![ \t])[ \t]*+(?<!#)(?P<marks>#{1,6}+)[ \t]++(?=[^ \t#])")
# Lines that are nothing, or that a safe fix makes nothing of: placeholders, a heading without a title.
_HOLLOW = pattern(
    rf"(?:[ \t]*+(?:(?:(?:[-*+•]|#{{1,6}})[ \t]++)?{SEVERAL}[ \t]*+|#{{1,6}}+[ \t#]*+)?+(?:[\r\n]++|\Z))*+\Z"
)
_PLACEHOLDER_LINES = pattern(rf"((?:[ \t]*+{SEVERAL}[ \t]*+[\r\n]++)++)[ \t]*+")
_CLOSING_FENCE = pattern(r"[\r\n]-{3,}[ \t]*+(?:\r\n|[\r\n]|\Z)")


@fact
def outline(doc: Document) -> tuple[Entry, ...]:
    """Every heading, in the order of the text; those without a title are none."""
    top = _body_start(doc)
    headings = [heading for heading in doc.headings if heading.title and heading.start >= top]
    found: list[Entry] = []
    for heading in headings:
        found += (_plain(heading),) if _is_plain(heading) else _of_heading(doc, heading)
    if loose := list(headings_in_prose(doc, top)):
        found = sorted(found + loose, key=lambda entry: entry.start)
    for entry, following in zip_longest(found, found[1:]):
        end = following.start if following else len(doc.text)
        entry.hollow = entry.end == end or _HOLLOW.match(doc.text, entry.end, end) is not None
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


def _is_plain(heading: Heading) -> bool:
    """Whether nothing in a heading's title can be a placeholder or another heading: nearly all are."""
    return heading.style == "atx" and "#" not in heading.title and not heading.title.endswith("]")


def _plain(heading: Heading) -> Entry:
    place = heading.start, heading.end, heading.level, heading.title_start, heading.title_end
    return Entry("heading", *place, heading.title)


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
        and ends_prose(doc.text[part.start() - 2 : part.start()])
        and begins_heading(doc.text[part.end()])
    ]


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
