"""The same heading twice in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule
from wikilint_rules.headings._outline import HEADING_MARKS, outline
from wikilint_rules.headings._removal import cut_heading, parted

if TYPE_CHECKING:
    from wikilint_rules.headings._outline import Entry


@rule("duplicate-heading", severity="error", gate=HEADING_MARKS)
def duplicate_heading(doc: Document, *, any_level: bool = True) -> Findings:
    """A heading says again what the heading right above it says.

    Scripts that put a page together often write a section's title twice, once for the section and once for
    its text. A reader sees a section without a text. Two headings count as the same when only case, blanks,
    punctuation at their edges or a placeholder behind them tell them apart; titles that hold code or a link
    have to be equal. Only blank lines and placeholders may stand between them: the same title elsewhere in the page
    is normal, unless it heads an empty list of references, notes or links, and its parent has such a list already.

    The fix leaves one of the two, and everything else as it is. When they are of different levels the page's
    outline changes with it: then it takes `--unsafe-fixes`.

        ## References
        ## References

    becomes

        ## References

    any_level: also when the two are of different levels (as a warning)
    """
    entries = outline(doc)
    for nth, entry in enumerate(entries):
        earlier = entry.repeats
        if earlier is None or entry.kind in ("part", "glued"):
            continue
        message = f"the heading “{entry.title}” repeats the one in line {doc.row(earlier.start)}"
        movable = earlier.is_line and entry.is_line
        if entry.level == earlier.level:
            fix = _fix(doc, earlier, entry) if movable else None
            yield Finding(entry.start, entry.title_end, message, fix)
        elif any_level:
            fix = _level_fix(doc, earlier, entry, entries[nth + 1 : nth + 2]) if movable else None
            message += f", at level {entry.level} instead of {earlier.level}"
            yield Finding(entry.start, entry.title_end, message, fix, severity="warning")


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
    """Takes out the deeper of the two, unless what follows would then stand too deep."""
    if entry.level < earlier.level:
        return Fix("Remove the deeper heading", parted(doc, earlier.start, entry.start), safety="unsafe")
    if any(each.level > earlier.level + 1 for each in following):
        return None
    return Fix("Remove the deeper heading", Edit(earlier.end, entry.end), safety="unsafe")
