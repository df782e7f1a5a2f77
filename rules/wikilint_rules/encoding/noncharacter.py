"""Code points that Unicode promises never to be a character."""

from __future__ import annotations

from wikilint.rule import NON_ASCII, Document, Edit, Finding, Findings, Fix, pattern, rule

from ._census import unusual
from ._flood import one_for_many
from ._text import outside, spares_frontmatter

_PLANES = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
_NONCHARACTERS = pattern(f"[\ufdd0-\ufdef{_PLANES}]+")


@rule("noncharacter", severity="error", gate=NON_ASCII)
@one_for_many
@spares_frontmatter
def noncharacter(doc: Document) -> Findings:
    """A noncharacter, such as U+FFFE or U+FFFF: a code point that Unicode will never assign.

    Programs use them internally, so one in a text has leaked: U+FFFE is a byte order mark read in the wrong byte
    order, U+FFFF often the “end of file” of a C program. XML and YAML reject them.

    Example: `The end<U+FFFF>` becomes `The end`.

    Fix safety: unsafe, because text may be missing where a program left one.
    """
    if not _NONCHARACTERS.search(unusual(doc)):
        return
    for match in outside(doc, _NONCHARACTERS):
        edit = Edit(*match.span())
        fix = Fix("Remove it", edit, safety="unsafe")
        code = f"U+{ord(match.group()[0]):04X}"
        yield Finding(edit.start, edit.end, f"{code} is not a character", fix, count=edit.end - edit.start)
