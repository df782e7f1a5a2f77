"""New scalars as text: plain where every reader takes that for text, quoted where not."""

from __future__ import annotations

from wikilint.frontmatter.read.data import Plain, never_text
from wikilint.pattern import pattern

_UNPRINTABLE = pattern("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What only an escape may write. A lone surrogate is a byte that was no UTF-8: it stays as it is, in any style."""
_BREAK_OR_TAB = pattern(r"[\t\r\n]")
_INDICATOR = pattern(r"[!&*|>%@`\"'#{}\[\],]|[-?:](?:[ \t]|\Z)|---|\.\.\.")
_INSIDE = pattern(r":(?:[ \t]|\Z)|[ \t]#")
_FLOW_INSIDE = pattern(r"[\[\]{},]|:\Z|\A[?:-]")

_ESCAPED = {
    "\\": "\\\\",
    '"': '\\"',
    "\0": "\\0",
    "\a": "\\a",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\v": "\\v",
    "\f": "\\f",
    "\r": "\\r",
    "\x1b": "\\e",
    "\x85": "\\N",
    "\u2028": "\\L",
    "\u2029": "\\P",
}


def one_line(segment: str) -> bool:
    """Whether a plain or single-quoted scalar can hold these characters as they are."""
    return not (_UNPRINTABLE.search(segment) or _BREAK_OR_TAB.search(segment))


def printable(segment: str) -> bool:
    """Whether a block scalar can hold these characters as they are."""
    return not _UNPRINTABLE.search(segment) and "\r" not in segment


def plain_ok(value: str, *, flow: bool = False) -> bool:
    """Whether a value may stand without quotes, on one line, and is text for YAML 1.1 and 1.2 alike."""
    if not value or value != value.strip(" ") or not one_line(value) or never_text(value):
        return False
    if _INDICATOR.match(value) or _INSIDE.search(value):
        return False
    return not (flow and _FLOW_INSIDE.search(value))


def single(value: str) -> str:
    """Single-quoted; only for what `one_line` allows."""
    return "'" + value.replace("'", "''") + "'"


def double(value: str) -> str:
    """Double-quoted, with the escapes of YAML 1.1 and 1.2; a lone surrogate stays as it is."""
    return '"' + escape(value) + '"'


def escape(segment: str) -> str:
    return "".join(_ESCAPED.get(char) or _hex(char) for char in segment)


def _hex(char: str) -> str:
    if not _UNPRINTABLE.match(char):
        return char
    return f"\\x{ord(char):02X}" if ord(char) < 256 else f"\\u{ord(char):04X}"


def scalar(value: str, *, style: str | None = None, flow: bool = False, quote: str = '"') -> str:
    """A text value on one line: in `style` when that is a quote and can hold it, else plain, else quoted.

    quote: the quote to take when one is needed and both would do.
    """
    if style not in ("'", '"') and plain_ok(value, flow=flow):
        return value
    wanted = style if style in ("'", '"') else quote
    if wanted == "'" and one_line(value):
        return single(value)
    if (
        wanted == '"'
        and style != '"'
        and ('"' in value or "\\" in value)
        and one_line(value)
        and "'" not in value
    ):
        return single(value)
    return double(value)


def plain(value: Plain) -> str:
    """How JSON's values other than text are written so that YAML 1.1 and 1.2 read them alike."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    spelled = str(value)
    return spelled.replace("e", ".0e") if isinstance(value, float) and "." not in spelled else spelled
