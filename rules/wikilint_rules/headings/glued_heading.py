"""A heading that is stuck to something: another heading, the end of a text, a placeholder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wikilint.rule import COPIES, Document, Edit, Finding, Findings, Fix, rule
from wikilint_rules._fold import folded
from wikilint_rules.headings._glance import glance
from wikilint_rules.headings._names import tail_start
from wikilint_rules.headings._outline import outline

if TYPE_CHECKING:
    from wikilint_rules.headings._entry import Entry


@rule("glued-heading", severity="error", gate=(b"# ", b"[object "), deletes=500, kept=COPIES)
def glued_heading(doc: Document) -> Findings:
    """A heading that is glued to another heading, to the end of a text, or to a placeholder.

    Scripts that assemble a page forget the line break: `## Notes## Notes`, `… in 2016.## See also`,
    `## References[object Object]`. Markdown then shows the marks as text, or the rest of the line as part of the
    title, and the outline of the page is wrong.

    The rule ignores closing marks (`## Title ##`), an id (`{##id}`), `C##`, the fragment of a URL, code, tables and
    quotations.

        It ended in 2016.## References[object Object]

    becomes

        It ended in 2016.

        ## References

    Fix safety: safe where a placeholder or a repeated title is removed, and where a heading for references, notes
    or links is moved to a line of its own. Unsafe for any other heading, because the marks may be meant.
    """
    if glance(doc).is_odd:
        yield from folded(doc, _glued(doc))


def _glued(doc: Document) -> Findings:
    for entry in outline(doc):
        if entry.kind in ("part", "glued"):
            yield _stuck(doc, entry)
        elif entry.kind == "heading":
            tail = tail_start(doc.text[entry.title_start : entry.title_end])
            if tail == len(entry.title) and not doc.is_protected(entry.title_start + tail, entry.title_end):
                start = entry.title_start + tail
                message = f"a placeholder is glued to the heading “{entry.title}”"
                fix = Fix("Remove the placeholder", Edit(start, entry.title_end))
                yield Finding(start, entry.title_end, message, fix)


def _stuck(doc: Document, entry: Entry) -> Finding:
    before = entry.start
    while doc.text[before - 1] in " \t":
        before -= 1
    marks = "#" * entry.level
    what = "the heading before it" if entry.kind == "part" else "the text before it"
    if entry.dropped:
        message = f"“{marks} {entry.title}” is glued to {what} and says the heading again"
        fix = Fix("Remove the repeated heading", Edit(before, entry.title_end))
        return Finding(entry.start, entry.title_end, message, fix)
    edits = [Edit(before, entry.start, doc.newline * 2)]
    title_end = entry.title_start + len(entry.title)
    if title_end < entry.title_end:
        edits.append(Edit(title_end, entry.title_end))
    certain = entry.kind == "glued" and entry.certain
    fix = Fix("Put the heading on its own line", *edits, safety="safe" if certain else "unsafe")
    return Finding(entry.start, entry.title_end, f"the heading “{entry.title}” is glued to {what}", fix)
