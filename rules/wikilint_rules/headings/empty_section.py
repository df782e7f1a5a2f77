"""A heading with nothing under it."""

from __future__ import annotations

from collections import Counter
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from wikilint.rule import Document, Finding, Findings, Fix, Severity, common_form, form, frozen, rule
from wikilint_rules.headings._comments import is_comment
from wikilint_rules.headings._datum import is_datum, is_form
from wikilint_rules.headings._glance import glance
from wikilint_rules.headings._names import names_tail
from wikilint_rules.headings._outline import HEADING_MARKS, outline
from wikilint_rules.headings._removal import cut_heading

if TYPE_CHECKING:
    from wikilint_rules.headings._entry import Entry

_DEEPEST = 7
# More empty sections than this are one finding: the page is an outline.
_SINGLE = 3
# More sections than this are not taken out of a page: that is no longer a remainder at its end.
_REMOVABLE = 2


def _is_form(titles: str, number: int, total: int) -> str:
    return f"{titles}: empty in {number} of {total} files, taken for their form (`run-evidence = false` reports each)"


@rule("empty-section", severity="warning", gate=HEADING_MARKS, evidence=common_form(_is_form), deletes=10_000)
def empty_section(doc: Document, *, ignore: tuple[str, ...] = ("-*",)) -> Findings:
    """A section with a heading and no content.

    Nothing comes between the heading and the next heading of the same or a higher level, or the end of the page. A
    section that contains only placeholders (`[object Object]`) counts as empty, too. The table of contents, links and
    search engines lead readers to a place without text, and often the text was lost when the page was made: a list of
    references, for example, that the script could not read. In the middle of a page, where the heading may group the
    sections after it, the severity is info. More than three empty sections are one finding.

    The rule is silent if deeper headings follow, and if the heading itself is the content: a link, a picture, code,
    the name of a type or key, a release, a paragraph of a law, a whole sentence, or text that an underline turned into
    a heading. It ignores the title of the page, templates (`.github/`, `archetypes/`, …) and the help of a command
    (`SYNOPSIS`, `DESCRIPTION`), whose format requires the headings. If the same section is empty in more than a fifth
    of a folder's files (and in at least five), that is their form: it is reported once for the folder, as info.

    The fix removes an empty section of the kind that ends an article (References, Notes, See also, External links,
    Further reading, Gallery, in many languages) if only such sections follow.

        * An entry

        ## References

    becomes

        * An entry

    ignore: titles of sections that may be empty, with `*` for any text; `-*` matches stubs in API descriptions

    Fix safety: always unsafe, because somebody may want to fill in the section. No other section is removed, nor one
    that has subsections or whose removal would leave its parent empty; on a page with more than two such sections,
    none is removed.
    """
    if not any(glance(doc)):
        return
    page = _sections(doc)
    empty = [each for each in page if _is_empty(doc, page, each) and not _is_ignored(each.entry, ignore)]
    if not empty or is_form(doc, frozenset(each.entry.key for each in page)):
        return
    known: list[_Section] = []
    between: list[_Section] = []
    last: list[_Section] = []
    for each in empty:
        is_known = names_tail(each.entry.title) or not each.is_blank
        (known if is_known else last if each.is_last else between).append(each)
    # The last section of an outline is one more of its headings.
    (between if len(between) >= _SINGLE else known).extend(last)
    yield from _findings(doc, page, known, "warning", _removable(doc, page, empty))
    yield from _findings(doc, page, between, "info", frozenset())


@frozen
class _Section:
    """A heading that stays, and what is under it.

    nth: its place among the headings that stay. outline_nth: the same in the whole outline.
    end: where the next heading that stays begins, or the end of the text. is_blank: whether nothing is before it.
    """

    entry: Entry
    nth: int
    outline_nth: int
    end: int
    is_last: bool
    is_blank: bool


def _sections(doc: Document) -> list[_Section]:
    stay = [(nth, entry) for nth, entry in enumerate(outline(doc)) if not entry.dropped]
    ends = [*(entry.start for _, entry in stay), len(doc.text)][1:]
    return [
        _Section(entry, nth, outline_nth, end, nth + 1 == len(stay), doc.is_blank(entry.end, end))
        for nth, ((outline_nth, entry), end) in enumerate(zip(stay, ends, strict=True))
    ]


def _is_ignored(entry: Entry, ignore: tuple[str, ...]) -> bool:
    return any(fnmatchcase(entry.title, each) for each in ignore)


def _is_empty(doc: Document, page: list[_Section], section: _Section) -> bool:
    """Whether a section is empty, and should not be."""
    entry = section.entry
    if not entry.hollow:
        return False
    if not section.is_last:
        following = page[section.nth + 1].entry
        if following.level > entry.level or following.repeats is entry:
            return False
        # A remark above the title of the page.
        if section.nth == 0 and following.level < entry.level:
            return False
    is_title = section.nth == 0 and entry.level == 1
    return not (is_title or is_datum(entry) or is_comment(doc, entry))


def _removable(doc: Document, page: list[_Section], empty: list[_Section]) -> frozenset[int]:
    """The places of the sections that may be removed from the page."""
    wanted = set()
    empties = {each.nth for each in empty}
    outer = _DEEPEST
    for section in reversed(page):
        entry = section.entry
        if not names_tail(entry.title):
            outer = min(outer, entry.level)
        elif section.nth in empties and entry.is_line and entry.level < outer:
            wanted.add(section.nth)
    if not 0 < len(wanted) <= _REMOVABLE:
        return frozenset()
    parents = _parents(page)
    left = Counter(parent for nth, parent in enumerate(parents) if nth not in wanted)
    top_is_hollow = doc.is_blank(doc.body_start, page[0].entry.start)
    hollow = {parent: page[parent].entry.hollow if parent >= 0 else top_is_hollow for parent in parents}
    return frozenset(nth for nth in wanted if left[parents[nth]] or not hollow[parents[nth]])


def _parents(page: list[_Section]) -> list[int]:
    """For each section the place of its parent, -1 for none."""
    parents, open_ = [], [-1]
    for section in page:
        while open_[-1] >= 0 and page[open_[-1]].entry.level >= section.entry.level:
            open_.pop()
        parents.append(open_[-1])
        open_.append(section.nth)
    return parents


def _findings(
    doc: Document, page: list[_Section], empty: list[_Section], severity: Severity, removable: frozenset[int]
) -> Findings:
    if len(empty) > _SINGLE:
        first, last = empty[0].entry, empty[-1].entry
        shown = ", ".join(f"“{each.entry.title}”" for each in empty[:_SINGLE]) + ", …"
        message = f"{len(empty)} of {len(page)} sections are empty: {shown}"
        whole = form(doc, f"{len(empty)} sections ({shown})")
        yield Finding(first.start, last.title_end, message, None, severity, len(empty), moot_if=whole)
        return
    for section in empty:
        entry = section.entry
        state = "is empty" if section.is_blank else "holds only placeholders"
        fix = _fix(doc, section) if section.nth in removable else None
        # Where a script left placeholders, the page is damaged, however many others are.
        is_plain = section.is_blank and "[object " not in doc.text
        moot_if = form(doc, f"the section “{entry.title}”") if is_plain else None
        message = f"the section “{entry.title}” {state}"
        yield Finding(entry.start, entry.title_end, message, fix, severity, moot_if=moot_if)


def _fix(doc: Document, section: _Section) -> Fix:
    """Removes an empty section, and the repeated headings that go with it."""
    entries = outline(doc)
    first, after = section.outline_nth, section.outline_nth + 1
    while first and entries[first - 1].hollow and _goes_with(entries[first - 1], section.entry):
        first -= 1
    while after < len(entries) and _goes_with(entries[after], section.entry):
        after += 1
    end = entries[after].start if after < len(entries) else len(doc.text)
    return Fix("Remove the empty section", cut_heading(doc, entries[first].start, end), safety="unsafe")


def _goes_with(repeated: Entry, entry: Entry) -> bool:
    return repeated.dropped and repeated.is_line and repeated.key == entry.key
