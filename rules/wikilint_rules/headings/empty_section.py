"""A heading with nothing under it."""

from __future__ import annotations

import re
from collections import Counter
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from wikilint.rule import Document, Finding, Findings, Fix, Severity, common_form, form, rule
from wikilint_rules.headings._datum import is_datum, is_form
from wikilint_rules.headings._names import names_tail
from wikilint_rules.headings._outline import HEADING_MARKS, outline
from wikilint_rules.headings._removal import cut_heading

if TYPE_CHECKING:
    from wikilint_rules.headings._entry import Entry

_COMMENT = re.compile(r"[ \t]{0,8}#(?!#)")
_DEEPEST = 7
# More empty sections than this are one finding: the page is an outline.
_SINGLE = 3
# More sections than this are not taken out of a page: that is no longer a remainder at its end.
_REMOVABLE = 2


def _is_form(titles: str, number: int, total: int) -> str:
    return f"{titles}: empty in {number} of {total} files, so it seems to be their form"


@rule("empty-section", severity="warning", gate=HEADING_MARKS, evidence=common_form(_is_form))
def empty_section(doc: Document, *, ignore: tuple[str, ...] = ("-*",)) -> Findings:
    """A section with a heading and no content.

    There is nothing between the heading and the next one of its level or above, or the end of the page; a section
    that holds only placeholders (`[object Object]`) is empty, too. Readers and search engines are sent to a place
    where nothing is. Often the text was lost when the page was made: a list of references that the script could not
    read. Between other sections, where the heading may also group those that follow, it is an info; and more than
    three empty sections are one finding.

    The rule is silent where deeper headings follow; where the heading is the content itself: a link, a picture,
    code, the name of a type or key, a release, a paragraph of a law, a whole sentence, text that the line below it
    makes a heading; on the page's own title; in templates (`.github/`, `archetypes/`, …), and in a command's help
    (`SYNOPSIS`, `DESCRIPTION`), whose format asks for the headings. A section that is empty in more than a fifth of a
    folder's files, five at least, is their form: one info for the folder.

    The fix removes an empty section that articles end with (References, Notes, See also, External links, Further
    reading, Gallery, in many languages) when nothing but such sections follows.

        * An entry

        ## References

    becomes

        * An entry

    ignore: titles of sections that may be empty, with `*` for any text; `-*` are stubs of API descriptions

    Fix safety: always unsafe, because the heading may be there to be filled in. No other section is removed, none
    that has subsections or would leave its parent empty, and none at all in a page with more than two of them.
    """
    entries = outline(doc)
    standing = [nth for nth, entry in enumerate(entries) if not entry.dropped]
    empty = [
        place for place in _empty(doc, entries, standing) if not _ignored(entries[standing[place]], ignore)
    ]
    if not empty or is_form(doc, frozenset(entry.key for entry in entries)):
        return
    removable = _removable(doc, entries, standing, empty)
    groups: dict[str, list[int]] = {"known": [], "last": [], "between": []}
    for place in empty:
        groups[_where(doc, entries, standing, place)].append(place)
    between = groups["between"]
    # The last section of an outline is one more of its headings.
    (between if len(between) >= _SINGLE else groups["known"]).extend(groups["last"])
    yield from _findings(doc, entries, standing, groups["known"], "warning", removable)
    yield from _findings(doc, entries, standing, between, "info", removable)


def _where(doc: Document, entries: tuple[Entry, ...], standing: list[int], place: int) -> str:
    entry, is_last = entries[standing[place]], place + 1 == len(standing)
    end = len(doc.text) if is_last else entries[standing[place + 1]].start
    if names_tail(entry.title) or not doc.is_blank(entry.end, end):
        return "known"
    return "last" if is_last else "between"


def _ignored(entry: Entry, ignore: tuple[str, ...]) -> bool:
    return any(fnmatchcase(entry.title, each) for each in ignore)


def _empty(doc: Document, entries: tuple[Entry, ...], standing: list[int]) -> list[int]:
    """The places in `standing` of the sections that are empty, and should not be."""
    found = []
    for place, nth in enumerate(standing):
        entry = entries[nth]
        if not entry.hollow:
            continue
        following = entries[standing[place + 1]] if place + 1 < len(standing) else None
        if following and (following.level > entry.level or following.repeats is entry):
            continue
        # The title of the page, or a remark above it.
        if place == 0 and (entry.level == 1 or (following and following.level < entry.level)):
            continue
        if not is_datum(entry) and not _in_comment(doc, entry):
            found.append(place)
    return found


def _in_comment(doc: Document, entry: Entry) -> bool:
    """Whether `# …` is a line of a comment, in code that has lost its fence: the line above or below is one, too."""
    if entry.level > 1 or entry.underlined:
        return False
    above = doc.line_start(entry.start - 1) if entry.start > doc.body_start else entry.start
    return any(_COMMENT.match(doc.text, each) for each in (above, entry.end) if each != entry.start)


def _removable(
    doc: Document, entries: tuple[Entry, ...], standing: list[int], empty: list[int]
) -> frozenset[int]:
    """The places of the sections that may be taken out of the page."""
    wanted = set()
    empties = set(empty)
    outer = _DEEPEST
    for place in range(len(standing) - 1, -1, -1):
        entry = entries[standing[place]]
        if not names_tail(entry.title):
            outer = min(outer, entry.level)
        elif place in empties and entry.is_line and entry.level < outer:
            wanted.add(place)
    if not 0 < len(wanted) <= _REMOVABLE:
        return frozenset()
    parents = _parents(entries, standing)
    left = Counter(parents[place] for place in range(len(standing)) if place not in wanted)
    top_is_hollow = doc.is_blank(doc.body_start, entries[standing[0]].start)
    hollow = {
        parent: entries[standing[parent]].hollow if parent >= 0 else top_is_hollow for parent in parents
    }
    return frozenset(place for place in wanted if left[parents[place]] or not hollow[parents[place]])


def _parents(entries: tuple[Entry, ...], standing: list[int]) -> list[int]:
    """For each place that of its parent, -1 for none."""
    parents, open_ = [], [-1]
    for place, nth in enumerate(standing):
        while open_[-1] >= 0 and entries[standing[open_[-1]]].level >= entries[nth].level:
            open_.pop()
        parents.append(open_[-1])
        open_.append(place)
    return parents


def _findings(
    doc: Document,
    entries: tuple[Entry, ...],
    standing: list[int],
    places: list[int],
    severity: Severity,
    removable: frozenset[int],
) -> Findings:
    if len(places) > _SINGLE:
        first, last = entries[standing[places[0]]], entries[standing[places[-1]]]
        shown = ", ".join(f"“{entries[standing[place]].title}”" for place in places[:_SINGLE]) + ", …"
        message = f"{len(places)} of {len(standing)} sections are empty: {shown}"
        count, whole = len(places), form(doc, f"{len(places)} sections ({shown})")
        yield Finding(first.start, last.title_end, message, None, severity, count, moot_if=whole)
        return
    for place in places:
        entry = entries[standing[place]]
        end = entries[standing[place + 1]].start if place + 1 < len(standing) else len(doc.text)
        is_blank = doc.is_blank(entry.end, end)
        state = "is empty" if is_blank else "holds only placeholders"
        fix = None
        if place in removable:
            span = cut_heading(doc, *_span(doc, entries, standing[place]))
            fix = Fix("Remove the empty section", span, safety="unsafe")
        message = f"the section “{entry.title}” {state}"
        # Where a script left placeholders, the page is damaged, however many others are.
        is_plain = is_blank and "[object " not in doc.text
        moot_if = form(doc, f"the section “{entry.title}”") if is_plain else None
        yield Finding(entry.start, entry.title_end, message, fix, severity, moot_if=moot_if)


def _span(doc: Document, entries: tuple[Entry, ...], nth: int) -> tuple[int, int]:
    """Where an empty section starts and ends, with the repeated headings that go with it."""
    first, after = nth, nth + 1
    while first and entries[first - 1].hollow and _goes_with(entries[first - 1], entries[nth]):
        first -= 1
    while after < len(entries) and _goes_with(entries[after], entries[nth]):
        after += 1
    return entries[first].start, entries[after].start if after < len(entries) else len(doc.text)


def _goes_with(repeated: Entry, entry: Entry) -> bool:
    return repeated.dropped and repeated.is_line and repeated.key == entry.key
