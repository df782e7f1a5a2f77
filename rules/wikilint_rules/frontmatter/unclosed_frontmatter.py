"""Metadata that is not frontmatter because a fence is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.rule import UNPLAIN_BLOCK, Absence, Document, Edit, Finding, Findings, Fix, pattern, rule
from wikilint_rules.frontmatter._trial import is_usable

_NEARLY = pattern(r"(?:[ \t]+-{2,}|-{2}|-{4,}|-[ \t]-[ \t]-|[—–]{1,3}|={3,}|\*{3,}|_{3,})[ \t]*\Z")
_MOST_LINES = 200
"""A close that was mistyped is looked for up to here; the longest of 9,500 real blocks has fewer lines."""


@rule("unclosed-frontmatter", severity="error", gate=UNPLAIN_BLOCK)
def unclosed_frontmatter(doc: Document) -> Findings:
    """Keys at the top of a page that are not read as frontmatter, because a fence is missing or malformed.

    The block must begin with a line that is exactly `---` and end at one that is exactly `---` or `...`. Where the
    closing fence is missing, or the opening one has four dashes or text after it, the metadata shows up as text on
    the page.

    The rule ignores a `---` rule above prose: it reports only lines that look like keys.

        ---
        title: Battle of Sarrin
        ----

    becomes

        ---
        title: Battle of Sarrin
        ---

    Fix safety: unsafe, because text that was displayed becomes frontmatter. The fix writes `---` in place of a line
    that looks like the intended fence (`----`, an indented `---`, a dash that a word processor made of it), if that
    gives a block that can be read. Without such a line there is no fix, because only the author knows where the
    block should end.
    """
    absence = doc.no_frontmatter
    if absence is None or absence.kind == "leading-blank":
        return
    for title, edits in _repairs(doc, absence):
        if is_usable(doc.with_edits(edits)):
            fix = Fix(title, *edits, safety="unsafe")
            yield Finding(absence.start, absence.end, absence.message, fix)
            return
    yield Finding(absence.start, absence.end, absence.message)


def _repairs(doc: Document, absence: Absence) -> Iterator[tuple[str, list[Edit]]]:
    if absence.kind == "crowded-fence":
        blanks = len(doc.line(1)) - len(doc.line(1)[3:].lstrip(" \t"))
        opening = [Edit(3, blanks, doc.newline)]
    elif absence.kind == "four-dashes":
        opening = [Edit(0, len(doc.line(1)), "---")]
    else:
        opening = []
    if opening:
        yield "Write the opening fence as `---`", opening
    for row in range(2, min(len(doc.line_starts), _MOST_LINES) + 1):
        line = doc.line(row)
        if _NEARLY.match(line):
            start = doc.line_starts[row - 1]
            title = f"Write line {row} as `---`" if not opening else "Write the fences as `---`"
            yield title, [*opening, Edit(start, start + len(line), "---")]
            return
