"""A block of code that is never closed."""

from __future__ import annotations

import re

from wikilint.rule import Document, Finding, Findings, Region, pattern, rule

_FENCE = pattern(r"`{3,}+|~{3,}+")
# It begins with the backticks and looks back over them, so that `re` goes from fence to fence.
_PLAIN_FENCE = pattern(r"```(?<![^\r\n]```)(?!`)([^`\r\n]*+)(?=[\r\n]|\Z)")


@rule("unclosed-code-fence", severity="warning", gate=(b"```", b"~~~"), protected=True)
def unclosed_code_fence(doc: Document) -> Findings:
    """A fenced code block (three backticks or tildes) that is never closed.

    Everything after it is shown as code: headings, links and the rest of the page. The closing fence was lost, has
    words after it, is shorter than the opening one or is of the other kind. A fence that is closed only by the end
    of a list item or quotation is reported as well.

    The rule ignores characters that underline the line above, as in reStructuredText.

        ```python
        print("Hello")

        ## Next section

    Fix safety: there is no fix, because only the author knows where the code ends.
    """
    if _are_plain_pairs(doc.text):
        return
    for region in doc.regions:
        fence = _FENCE.match(doc.text, region.start) if region.kind == "fenced" else None
        if fence and not _is_closed(doc, region, fence) and not _is_underline(doc, fence):
            yield _finding(doc, region)


def _are_plain_pairs(text: str) -> bool:
    """Whether every fence of a text is three backticks at the start of a line, and every second one closes the one
    before it: then none is open, and the page need not be read as Markdown to know that."""
    infos = _PLAIN_FENCE.findall(text)
    if "~~~" in text or len(infos) % 2 or len(infos) != text.count("```"):
        return False
    return not any(map(str.strip, infos[1::2]))


def _is_closed(doc: Document, region: Region, fence: re.Match[str]) -> bool:
    if region.end <= doc.line_end(region.start):
        return False
    last = doc.text[doc.line_start(region.end - 1) : region.end].strip("> \t\r\n")
    return len(last) >= len(fence[0]) and set(last) == {fence[0][0]}


def _is_underline(doc: Document, fence: re.Match[str]) -> bool:
    """Whether the marks underline the line above, as reStructuredText has it."""
    row = doc.row(fence.start())
    if row == 1 or len(fence[0]) < 4 or doc.line(row).strip() != fence[0]:
        return False
    return abs(len(doc.line(row - 1).strip()) - len(fence[0])) <= 3


def _finding(doc: Document, region: Region) -> Finding:
    end = len(doc.text[region.start : doc.line_end(region.start)].rstrip("\r\n")) + region.start
    lines = doc.row(region.end - 1) - doc.row(region.start)
    shown = "the line after it is" if lines == 1 else f"the {lines} lines after it are"
    message = f"this code is never closed: {shown} shown as code" if lines else "this code is never closed"
    return Finding(region.start, end, message)
