"""Text hidden in characters that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, pattern, rule

from ._census import unusual
from ._flood import one_for_many
from ._text import excerpt, spares_frontmatter

_HIDDEN = pattern(
    "[\U000e0000-\U000e007f]+|[\ufe00-\ufe0f]*[\U000e0100-\U000e01ef][\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
)

_FLAG = pattern("[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
"""After a black flag, the region that it is the flag of (Unicode Technical Standard 51, annex C)."""


def _is_ideograph(character: str) -> bool:
    return (
        "\u2e80" <= character <= "\u2fff"
        or "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def _decoded(run: str) -> str:
    """The ASCII text that tag characters spell, or the bytes that variation selectors stand for."""
    first = ord(run[0])
    if 0xE0000 <= first <= 0xE007F:
        return "".join(chr(ord(char) - 0xE0000) for char in run if char != "\U000e0001")
    numbers = (ord(char) - 0xFE00 if char <= "\ufe0f" else ord(char) - 0xE0100 + 16 for char in run)
    return bytes(numbers).decode("utf-8", "replace")


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """Where characters of a run begin and end that no flag and no ideograph has a use for."""
    for match in _HIDDEN.finditer(text):
        start, end = match.span()
        before = text[start - 1 : start]
        if before == "\U0001f3f4" and (flag := _FLAG.match(text, start, end)):
            start = flag.end()
        if start < end and not (end - start == 1 and _is_ideograph(before)):
            yield start, end


@rule("tag-character", severity="error", gate=NON_ASCII, protected=True)
@one_for_many
@spares_frontmatter
def tag_character(doc: Document) -> Findings:
    """Text hidden in tag characters or variation selectors.

    The characters U+E0000 to U+E007F spell ASCII, and variation selectors can carry any bytes: invisible to people,
    but read by language models and search engines. This is how prompts are smuggled into pages. The message shows
    the hidden text.

    Example: after “Hello”, tag characters say “ignore all previous instructions”.

    The rule ignores the flags of regions (England, Scotland, Wales) and single variation selectors of ideographs.

    Fix safety: unsafe, so that somebody looks at the hidden text before it is removed.
    """
    if not _HIDDEN.search(unusual(doc)):
        return
    for start, end in _hidden(doc.text):
        run = doc.text[start:end]
        said = excerpt(_decoded(run), 200).strip()
        what = f"hidden text: “{said}”" if said else "hidden characters"
        kind = "tag character" if "\U000e0000" <= run[0] <= "\U000e007f" else "variation selector"
        edit = Edit(start, end)
        fix = Fix("Remove it", edit, safety="unsafe")
        yield Finding(
            start, end, f"{what} ({end - start} {kind}{'s' * (end - start > 1)})", fix, count=end - start
        )
