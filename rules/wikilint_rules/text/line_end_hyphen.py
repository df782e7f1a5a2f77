"""A word that the end of a line cut in two: `exam-` and, on the next line, `ple`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule
from wikilint_rules._words import may_have

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

# From the hyphen on, which is rare; the first half of the word is looked at afterwards.
_FIRST = pattern(r"(?<![\w/.@-])[^\W\d_]{2,30}\Z")
_LONGEST = 30
_CUT = pattern(
    r"[-\u2010\u00ad](?<=[^\W\d_].)[ \t]*+(?P<break>\r\n|[\r\n])(?P<indent>[ \t>]*+)"
    r"(?P<second>[^\W\d_]{2,30})(?P<rest>[^\s\w-]*+)(?![\w-])(?P<space>[ ]?)"
)
_WORDS = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BELOW = rb"[ \t]*+(?:\r\n?|\n)[ \t>]*+[a-z\x80-\xff]"
# Each begins with its hyphen, which is rare; the letter before it is looked at afterwards.
_GATE = (
    pattern(rb"-(?<=[a-zA-Z\x80-\xff]-)" + _BELOW),
    pattern(rb"\xe2\x80\x90" + _BELOW),
    pattern(rb"\xc2\xad" + _BELOW),
)


@rule("line-end-hyphen", severity="warning", gate=_GATE)
def line_end_hyphen(doc: Document) -> Findings:
    """A word that is still hyphenated where a printed line ended: `exam-` and `ple`.

    Text taken from a PDF or a scan keeps the hyphens of its lines. Markdown turns the line break into a space, so
    readers see “exam- ple”, and searches miss the word. A hyphen can also be part of a word (`long-term`), so the
    word is reported only if it appears unbroken elsewhere on the page. One finding per page.

    The rule ignores code, suspended hyphens (`pre- and postwar`), and words that the page has in neither or both
    spellings.

        An exam-
        ple is better than no example.

    becomes

        An example
        is better than no example.

    Fix safety: unsafe. The word is joined on the first line, spelled as elsewhere on the page, with or without the
    hyphen.
    """
    cuts = list(_cuts(doc))
    known = _known(doc, cuts)
    edits: list[Edit] = []
    first: tuple[int, int, str] | None = None
    for start, match, joined, kept in cuts:
        if (joined.casefold() in known) == (kept.casefold() in known):
            continue
        word = joined if joined.casefold() in known else kept
        first = first or (start, match.end("second"), word)
        below = match["break"] + match["indent"] if match["space"] else ""
        edits.append(Edit(start, match.end(), word + match["rest"] + below))
    if first:
        more = f" and {len(edits) - 1} more" if len(edits) > 1 else ""
        message = f"the end of a line cuts “{first[2]}”{more} in two"
        fix = Fix("Join the word", *edits, safety="unsafe")
        yield Finding(first[0], first[1], message, fix, count=len(edits))


class _Cut(NamedTuple):
    """Where a word that is cut begins, how it goes on, and the word without and with its hyphen."""

    start: int
    match: re.Match[str]
    joined: str
    kept: str


def _cuts(doc: Document) -> Iterator[_Cut]:
    for match in doc.search(_CUT):
        hyphen = match.start()
        half = _FIRST.search(doc.text, max(hyphen - _LONGEST, 0), hyphen)
        if half and match["second"].islower():
            yield _Cut(half.start(), match, half[0] + match["second"], f"{half[0]}-{match['second']}")


def _known(doc: Document, cuts: list[_Cut]) -> set[str]:
    """The words of the page; none if no word that was cut can be among them."""
    if not may_have(doc.text, {word.casefold() for cut in cuts for word in (cut.joined, cut.kept)}):
        return set()
    return {word.casefold() for word in _WORDS.findall(doc.text, doc.body_start)}
