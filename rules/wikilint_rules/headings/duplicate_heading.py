"""The same heading twice in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wikilint.rule import COPIES, Document, Edit, Finding, Findings, Fix, rule
from wikilint_rules._fold import folded
from wikilint_rules.headings._comments import is_comment
from wikilint_rules.headings._glance import glance
from wikilint_rules.headings._outline import HEADING_MARKS, outline
from wikilint_rules.headings._removal import cut_heading, parted

if TYPE_CHECKING:
    from wikilint_rules.headings._entry import Entry


@rule("duplicate-heading", severity="error", gate=HEADING_MARKS, deletes=50, kept=COPIES)
def duplicate_heading(doc: Document, *, any_level: bool = True) -> Findings:
    """The same heading twice in a row.

    Scripts that assemble a page often write a section's title twice, once for the section and once for its text.
    Readers see a section without text. Two headings count as the same when they differ only in case, spaces,
    punctuation at the edges or a placeholder at the end; titles that contain code or a link must be equal. Only
    empty lines and placeholders may be between them.

    The rule ignores titles without a letter or digit, and the same title elsewhere on the page, unless it heads an
    empty list of references, notes or links and its parent already has such a list.

        ## References
        ## References

    becomes

        ## References

    any_level: also report headings of different levels (as a warning).

    Fix safety: safe where both headings have the same level, because the title stays and nothing else changes.
    Unsafe where the levels differ, because the outline of the page changes.
    """
    if glance(doc).may_repeat:
        yield from folded(doc, _repeats(doc, any_level=any_level))


def _repeats(doc: Document, *, any_level: bool) -> Findings:
    entries = outline(doc)
    nth = 0
    while nth < len(entries):
        entry, earlier = entries[nth], entries[nth].repeats
        nth += 1
        if (
            earlier is None
            or entry.kind in ("part", "glued")
            or is_comment(doc, earlier)
            or is_comment(doc, entry)
        ):
            continue
        message = f"the heading “{entry.title}” repeats the one on line {doc.row(earlier.start)}"
        run = [earlier, entry]
        while nth < len(entries) and _is_same(run[-2], run[-1]) and _is_same(run[-1], entries[nth]):
            run.append(entries[nth])
            nth += 1
        if len(run) > 2:
            message += f", and again up to line {doc.row(run[-1].start)}"
            fix = Fix("Remove the repeated headings", parted(doc, earlier.start, run[-1].start))
            yield Finding(entry.start, run[-1].title_end, message, fix, count=len(run) - 1)
            continue
        movable = earlier.is_line and entry.is_line
        if entry.level == earlier.level:
            level_fix = _fix(doc, earlier, entry) if movable else None
            yield Finding(entry.start, entry.title_end, message, level_fix)
        elif any_level:
            level_fix = _level_fix(doc, earlier, entry, entries[nth : nth + 1]) if movable else None
            message += f", at level {entry.level} instead of {earlier.level}"
            yield Finding(entry.start, entry.title_end, message, level_fix, severity="warning")


def _is_same(earlier: Entry, entry: Entry) -> bool:
    """Whether a heading comes right after one that is just the same, which goes."""
    if entry.repeats is not earlier or not (entry.adjacent and earlier.dropped):
        return False
    return (entry.level, entry.title) == (earlier.level, earlier.title) and earlier.is_line and entry.is_line


def _fix(doc: Document, earlier: Entry, entry: Entry) -> Fix:
    if not entry.adjacent:
        goes = earlier if earlier.dropped else entry
        edit = cut_heading(doc, goes.start, goes.end)
    elif earlier.dropped:
        edit = parted(doc, earlier.start, entry.start)
    else:
        edit = Edit(earlier.end, entry.end)
    return Fix("Remove the repeated heading", edit)


def _level_fix(doc: Document, earlier: Entry, entry: Entry, following: tuple[Entry, ...]) -> Fix | None:
    """Takes out the deeper of the two, unless what follows says the same again or would be too deep then."""
    if any(each.repeats is entry for each in following):
        return None
    if entry.level < earlier.level:
        return Fix("Remove the deeper heading", parted(doc, earlier.start, entry.start), safety="unsafe")
    if any(each.level > earlier.level + 1 for each in following):
        return None
    return Fix("Remove the deeper heading", Edit(earlier.end, entry.end), safety="unsafe")
