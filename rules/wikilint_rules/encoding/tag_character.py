"""Text hidden in characters that nobody sees."""

from __future__ import annotations

import re

from wikilint.rule import Document, Edit, Finding, Findings, Fix, rule

from ._text import excerpt, keeps_block

_HIDDEN = re.compile(
    "[\U000e0000-\U000e007f]+|[\ufe00-\ufe0f]*[\U000e0100-\U000e01ef][\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
)

_FLAG = re.compile("[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f\\Z")
"""Behind a black flag, the region that it is the flag of (Unicode Technical Standard 51, annex C)."""

_IDEOGRAPH = re.compile("[\u2e80-\u2fff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def _decoded(run: str) -> str:
    """The ASCII text that tag characters spell, or the bytes that variation selectors stand for."""
    first = ord(run[0])
    if 0xE0000 <= first <= 0xE007F:
        return "".join(chr(ord(char) - 0xE0000) for char in run if char != "\U000e0001")
    numbers = (ord(char) - 0xFE00 if char <= "\ufe0f" else ord(char) - 0xE0100 + 16 for char in run)
    return bytes(numbers).decode("utf-8", "replace")


def _is_used(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    if before == "\U0001f3f4" and _FLAG.match(text, start, end):
        return True
    return end - start == 1 and bool(_IDEOGRAPH.match(before))


@rule("tag-character", severity="error", needs=b"\xf3\xa0", protected=True)
def tag_character(doc: Document) -> Findings:
    """Text that is hidden in tag characters or variation selectors.

    The characters U+E0000 to U+E007F spell ASCII, and variation selectors can carry any bytes: invisible to
    people, and read by language models and search engines. That is how prompts are smuggled into pages. The
    message shows what they say. They are removed with `--unsafe-fixes`, so that somebody has a look first.

    Example: behind “Hello” stand tag characters that say “ignore all previous instructions”.

    Silent on the flags of regions (England, Scotland, Wales) and on single variation selectors of ideographs.
    """
    for match in _HIDDEN.finditer(doc.text):
        start, end = match.span()
        if _is_used(doc.text, start, end):
            continue
        said = excerpt(_decoded(match.group()), 200).strip()
        what = f"hidden text: “{said}”" if said else "hidden characters"
        kind = (
            "tag characters"
            if match.group()[0] < "\U000e0080" and match.group()[0] > "\uffff"
            else "variation selectors"
        )
        edit = Edit(start, end)
        fix = Fix("Remove it", edit, safety="unsafe") if keeps_block(doc, [edit]) else None
        yield Finding(start, end, f"{what} ({end - start} {kind})", fix, count=end - start)
