"""Blocks of plain words: recognised without a parser, in one pass over the bytes.

More than half of all pages have such a block, and rules that look for damage in values need not look into it: they say
so with the gate `UNPLAIN_BLOCK`. What is plain is defined narrowly; a block that is not recognised is only slower.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wikilint.frontmatter.read.split import LIMIT
from wikilint.frontmatter.read.tag_keys import TAG_KEYS
from wikilint.pattern import pattern

_END = rb" *+[#\],\r\n]"
_SPACE = rb"\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8-\xaf]|\xe2\x81\x9f|\xe3\x80\x80"
"""Spaces beyond ASCII, in UTF-8."""

_WORDS = (
    # What YAML 1.1 takes for true and false; what a script writes for a value that it has not; what fills a hole. They
    # are looked for after spaces that YAML does not know, too.
    rb"(?:[Nn][Oo]|[Yy][Ee][Ss]|[Oo](?:[Nn]|[Ff][Ff]))"
    + _END
    + rb"|NaN|undefined|[Ii]nvalid|[Ll][Oo][Rr][Ee][Mm]"
    rb"|object |" + _SPACE
)
_NO_TEXT = _WORDS + rb"|[ -]|\{\{|\[object "
_START = (
    # A letter that begins none of these words; one that does; a number that goes on as a text; a number.
    rb"(?:[A-HJKMP-TV-XZa-hjkmp-tv-xz_/(<$\x80-\xc1\xc3-\xe0\xe4-\xff]"
    rb"|(?!" + _WORDS + rb")[ILNOUYilnouy\xc2\xe1-\xe3]"
    rb"|[1-9][0-9]*+(?=[eE]?+[0-9]*+[A-DF-Za-df-z/%\x80-\xff]|-[0-9A-Za-z]| ++[^\x00-\x20#,\]])"
    rb"|0[0-9]*+(?=[eE]?+[0-9]*+[ACDF-NP-WYZacdf-np-wyz/%\x80-\xff]|-[0-9A-Za-z]| ++[^\x00-\x20#,\]])"
    rb"|(?:0|-?+[1-9][0-9]{0,17}+)(?:\.[0-9]{1,17}+)*+(?=" + _END + rb"))"
)
"""The beginning of a plain scalar that YAML 1.1 and 1.2 read alike."""

_REST = rb"[^:#\x00-\x1f\x7f]*+(?:(?::(?![\x00-\x20])|(?<! )#)[^:#\x00-\x1f\x7f]*+)*+"
_FOLDED = rb"(?:\r?\n ++(?![:#\r\n-])" + _REST + rb"(?=\r?\n))*+"
_QUOTED = (
    rb"""(?!["'](?:""" + _NO_TEXT + rb"))"
    rb'(?:"(?:[^"\\\x00-\x1f\x7f]++(?:\r?\n ++[^"\\\x00-\x20\x7f][^"\\\x00-\x1f\x7f]*+)*+(?<! ))?+"'
    rb"|'(?:[^'\x00-\x1f\x7f]++(?<! ))?+')"
)
_FLOW = (
    rb"\[ *+(?:(?:"
    + _QUOTED
    + rb"|"
    + _START
    + rb"""[^,:#?\[\]{}"'\x00-\x1f\x7f]*+) *+(?:, *+|(?=\])))*+\]"""
)
_BLOCK_SCALAR = (
    rb">-?+ *+(?!\r?\n  (?:" + _NO_TEXT + rb"))(?:\r?\n  (?! )[^\x00-\x1f\x7f]++)++(?!\r?\n ++[^ \r\n])"
)
_COMMENT = rb"#[^\x00-\x08\x0a-\x1f\x7f]*+"
_NEXT_LINE = rb"\r?\n(?:(?:" + _COMMENT + rb"| *+)\r?\n)*+"
_BELOW = rb"(?:\r?\n ++(?![^\r\n]*?:[ \r\n]))?+"
"""A text that begins on the line below its key: no line of a mapping."""

_VALUE = rb"|".join((_BELOW + _START + _REST + _FOLDED, _QUOTED, _FLOW, _BLOCK_SCALAR))
_LINE = pattern(
    rb"( *+)(?:([A-Za-z_][\w .-]{0,99}+(?<! )(?::[\w.-]{1,99}+)?+):(?: ++|(?=\r?\n))|- ++)("
    + _VALUE
    + rb")?+"
    rb" *+(?:(?<= )(?=# )" + _COMMENT + rb")?+" + _NEXT_LINE + rb"|([^\n]*+\n)"
)
"""One entry or item: its indent, key and value; or a line that is neither."""

_OPENING = pattern(rb"(?:\xef\xbb\xbf)?+---" + _NEXT_LINE)
_CLOSING = pattern(rb"\n(?:---|\.\.\.)[ \t]*+(?:[\r\n]|\Z)")
_ANOTHER = pattern(rb"[ \t\r\n]*+---")
_SWITCHES = frozenset(
    word.encode() for each in ("yes", "no", "on", "off") for word in (each, each.title(), each.upper())
)
_TAG_KEYS = frozenset(map(str.encode, TAG_KEYS))
_UNTIDY = (b"*", b"<", b"undefined")
_LABEL = pattern(rb"(?<!:):(?!:[a-z])|(?:by|from|with|of|support|::):")
_SUFFIX = pattern(rb"\.[a-z]{3}")
_SEPARATORS = b" -_.,:;/&'`\"()[]!?"

_Line = tuple[bytes, bytes, bytes, bytes]
"""The indent, the key, the value; or what is none of these."""


def is_plain(raw: bytes) -> bool:
    """Whether a file begins with a block of plain words, quoted texts, dates and numbers, each key with one of them,
    a list, or a mapping of them.

    It is valid YAML then. No value has a line break in it, spaces inside its quotes, or another meaning in YAML 1.1
    than in 1.2; none is cut off by a comment, or a placeholder; no key appears twice in a mapping. The lists of
    `TAG_KEYS` hold words in ASCII, no two of them alike and none with a mark that a page left there. What follows is
    no second block.
    """
    opening = _OPENING.match(raw)
    if opening is None:
        return False
    closing = _CLOSING.search(raw, opening.end() - 1)
    if closing is None or closing.start() > LIMIT or _ANOTHER.match(raw, closing.end()):
        return False
    lines: list[_Line] = _LINE.findall(raw, opening.end(), closing.start() + 1)
    keys = _keys(lines)
    return keys is not None and all(map(_are_plain_tags, _tags(lines, keys)))


def _keys(lines: Sequence[_Line]) -> set[bytes] | None:
    """The keys at the top; None where a line does not belong where its indent puts it, a key is there twice in its
    mapping, or one is a word that YAML 1.1 reads as true or false."""
    top: set[bytes] = set()
    at: list[tuple[int, set[bytes] | None]] = [(0, top)]  # each open mapping with its keys, each open list
    may_go_deeper = False
    for indent, key, value, other in lines:
        if key and not indent:  # nearly every line
            if key in top:
                return None
            top.add(key)
            del at[1:]
        elif (
            other
            or not (key or value)
            or b"\n" in value
            or not _goes_below(at, len(indent), key, may_go_deeper)
        ):
            return None
        may_go_deeper = not value
    return top if top.isdisjoint(_SWITCHES) else None


def _goes_below(
    at: list[tuple[int, set[bytes] | None]], column: int, key: bytes, may_go_deeper: bool
) -> bool:
    """Whether a key or an item goes on what is open, or opens what is below the key above it; that is noted."""
    if may_go_deeper and (column > at[-1][0] or (column == at[-1][0] and not key)):
        at.append((column, set() if key else None))
    while column < at[-1][0] or (key and at[-1][1] is None):
        at.pop()
    depth, keys = at[-1]
    if depth != column or (keys is None) == bool(key) or key in _SWITCHES or (keys and key in keys):
        return False
    if keys is not None:
        keys.add(key)
    return True


def _tags(lines: Sequence[_Line], keys: set[bytes]) -> Iterator[list[bytes]]:
    """The items of each list below a key of `TAG_KEYS`."""
    wanted = {key for key in keys if key.lower() in _TAG_KEYS}
    items: list[bytes] = []
    is_wanted = False
    for indent, key, value, _ in lines if wanted else ():
        if key and not indent:
            if items:
                yield items
            is_wanted = key in wanted
            items = value[1:-1].split(b",") if is_wanted and value[:1] == b"[" and value != b"[]" else []
        elif is_wanted and not key:
            items.append(value)
    if items:
        yield items


def _are_plain_tags(tags: Sequence[bytes]) -> bool:
    """Whether tags are words in ASCII, no two of them alike, without a bullet, a label, or the name of a picture."""
    joined = b"\n".join(tags).lower()
    if not joined.isascii() or any(map(joined.__contains__, _UNTIDY)):
        return False
    if (b":" in joined and _LABEL.search(joined)) or (b"." in joined and _SUFFIX.search(joined)):
        return False
    bare = joined.translate(None, _SEPARATORS).split(b"\n")
    return len(set(bare)) == len(bare) and b"" not in bare
