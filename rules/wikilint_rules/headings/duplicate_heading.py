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

    Scripts that put a page together often write a section's title twice, once for the section and once for its text. A
    reader sees a section without a text. Two headings count as the same when only case, spaces, punctuation at their
    edges or a placeholder after them tell them apart; titles that hold code or a link have to be equal, and titles
    without a letter or digit are compared with nothing. Only empty lines and placeholders may be between them: the same
    title elsewhere in the page is normal, unless it heads an empty list of references, notes or links, and its parent
    has such a list already.

    The fix leaves one of the headings, and everything else as it is.

        ## References
        ## References

    becomes

        ## References

    any_level: also when the two are of different levels (as a warning)

    Fix safety: safe when the headings are of one level, because the title stays. When they are of different levels the
    page's outline changes with the heading that goes: then the fix is unsafe.
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
