"""A heading with nothing under it."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from wikilint.rule import Document, Finding, Findings, Fix, rule
from wikilint_rules.headings._names import names_sources
from wikilint_rules.headings._outline import HEADING_MARKS, outline
from wikilint_rules.headings._removal import cut_heading

if TYPE_CHECKING:
    from wikilint_rules.headings._outline import Entry

# The heading is the content: a link, a picture, a shortcode.
_CONTENT = re.compile(
    r"(?:.*\](?:\([^)]*\)|\[[^\]]*\])[*_:.]*|\[\[[^\]]*\]\]|<a\s.*</a>)\Z|.*(?:!\[|\{\{|<img|<figure|<picture)",
    re.IGNORECASE | re.DOTALL,
)
# A release without notes, with or without a link and its date; and what is still to come.
_RELEASE = re.compile(
    r"(?:\[?(?:v|version[ \t])?\d+(?:\.\d+)+[\w.+-]*\]?(?:\([^()\s]*\))?(?:[ \t][/–—-])?"
    r"(?:[ \t][(\[]?\d{4}[-/.]\d\d?[-/.]\d\d?[)\]]?)?|\[?unreleased\]?|latest changes|upcoming)\Z",
    re.IGNORECASE,
)
_CODE = re.compile(r"`[^`]++`\Z|[\w.$:<>]+\([^()]*\)\Z")
_SENTENCE_ENDS = (".", "!", "?", ":", "。", "！", "？")
# An underline that was meant as a rule makes a heading of the text above it: of a paragraph, of `key: value`.
_TEXT = re.compile(r"[\r\n]|: |[.!?:;,。！？：；，]\Z")
# A longer title that ends like a sentence is a sentence.
_SHORT = 40
_LONG = 120


@rule("empty-section", severity="warning", gate=HEADING_MARKS)
def empty_section(doc: Document, *, ignore: tuple[str, ...] = ("-*",)) -> Findings:
    """A section has a heading and nothing else.

    Nothing stands between the heading and the next one of its level or above, or the end of the page; a
    section that holds only placeholders (`[object Object]`) is empty, too. Readers and search engines are
    sent to a place where nothing is. Often the text was lost when the page was made: a list of references
    that the script could not read.

    The rule stays silent when deeper headings follow (the heading groups them), when the heading is the
    content itself (a link, a picture, a shortcode, code, a release, a whole sentence, text with a line below that
    makes it a heading), and on the page's own title.

    The fix takes out the heading, with `--unsafe-fixes`: it may be there to be filled in.

        * An entry

        ## References

    becomes

        * An entry

    ignore: titles of sections that may be empty, with `*` for any text; `-*` are stubs of API descriptions
    """
    entries = outline(doc)
    standing = [nth for nth, entry in enumerate(entries) if not entry.dropped]
    for place, nth in enumerate(standing):
        entry = entries[nth]
        following = entries[standing[place + 1]] if place + 1 < len(standing) else None
        if not entry.hollow or (following and _belongs(entry, following)):
            continue
        if _may_be_empty(entry, first=place == 0) or any(fnmatchcase(entry.title, each) for each in ignore):
            continue
        yield _finding(doc, entries, nth, following)


def _belongs(entry: Entry, following: Entry) -> bool:
    """Whether the next heading is a part of the section, or says the same and will be its only heading."""
    return following.level > entry.level or following.repeats is entry


def _may_be_empty(entry: Entry, *, first: bool) -> bool:
    title = entry.title
    if (first and entry.level == 1) or len(title) > _LONG:
        return True
    if entry.underlined and _TEXT.search(title):
        return True
    if len(title) > _SHORT and title.endswith(_SENTENCE_ENDS):
        return True
    if _CODE.match(title) or _RELEASE.match(title):
        return True
    return bool(_CONTENT.match(title)) or not any(map(str.isalnum, title))


def _finding(doc: Document, entries: tuple[Entry, ...], nth: int, following: Entry | None) -> Finding:
    entry = entries[nth]
    end = following.start if following else len(doc.text)
    holds = "" if doc.is_blank(entry.end, end) else "nothing but placeholders"
    message = f"the section “{entry.title}” holds {holds or 'nothing'}"
    fix = None
    if entry.is_line:
        last = following is None and names_sources(entry.title)
        title = "Remove the empty last section" if last else "Remove the empty section"
        span = cut_heading(doc, *_span(doc, entries, nth))
        fix = Fix(title, span, safety="unsafe")
    return Finding(entry.start, entry.title_end, message, fix)


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
