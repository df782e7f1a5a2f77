"""One scan that answers many patterns: the set of google-re2, where it is installed (`wikilint[fast]`).

The scan only ever says that a pattern may be there. Whoever asks looks for the pattern itself then, so that the answer
is the same with and without it. It is translated so that it says too much and never too little.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence

from wikilint.pattern import pattern

SWITCH = "WIKILINT_FAST"
"""The environment variable that turns the scan off, if it is `0`."""

Scan = Callable[[bytes], "list[int] | None"]
"""The numbers of the patterns that may be in the bytes, in no order; None if the scan failed and says nothing."""

_ESCAPE = rb"x[0-9A-Fa-f]{2}|[^0-9A-Za-z]|[tnrfvsdw]"
_CLASS = rb"\[\^?\]?(?:\\(?:" + _ESCAPE + rb")|[^\]\\])*\]"
_TOKEN = pattern(
    rb"(?P<cls>" + _CLASS + rb")"
    rb"|(?P<look>\(\?<?[=!](?:" + _CLASS + rb"|\\.|[^()\[\\])*\))"
    rb"|(?P<group>\((?:\?i?:|(?!\?)))"
    rb"|(?P<times>(?:[*+?]|\{(?P<least>\d+)(?:,(?P<most>\d*))?\}))[+?]?"
    rb"|\\(?P<escape>" + _ESCAPE + rb"|Z)"
    rb"|(?P<plain>[^\[\](){}*+?\\^$])|(?P<end>[)\]}])",
    re.DOTALL,
)
_SPACES = rb"\t\n\v\f\r "
"""What `\\s` stands for in a pattern of bytes; RE2's leaves out `\\v`."""
_IN_CLASS = pattern(rb"\\.", re.DOTALL)
_COUNTED = 16
"""A repetition that is counted further than this is not counted: each count is a state of the automaton."""
_BEHIND = pattern(rb"([^\\()\[{*+?|.^$])\(\?<=(" + _CLASS + rb")\1\)", re.DOTALL)
_NOT_AHEAD = pattern(rb"\(\?!(\[[^\^\]](?:\\.|[^\]\\])*\])\)\Z", re.DOTALL)


def translated(source: bytes, flags: int = 0) -> bytes | None:
    """A pattern of `re` for RE2, which matches wherever the first does; None if it has what is not known here.

    Repetitions give back what they took, and what has to be before or after is not asked, except for two forms that
    RE2 can say too: `x(?<=[ab]x)` at the beginning, and `(?![ab])` at the end.
    """
    if flags & ~re.DOTALL:
        return None
    if (behind := _BEHIND.match(source)) is not None:
        source = behind[2] + behind[1] + source[behind.end() :]
    source = _NOT_AHEAD.sub(lambda ahead: rb"(?:[^" + ahead[1][1:] + rb"|\Z)", source)
    out = [b"(?s:"] if flags & re.DOTALL else [b"(?:"]
    at = 0
    while at < len(source):
        token = _TOKEN.match(source, at)
        if token is None or (said := _said(token)) is None:
            return None
        out.append(said)
        at = token.end()
    return b"".join(out) + b")"


def _said(token: re.Match[bytes]) -> bytes | None:
    match token.lastgroup:
        case "cls":
            # RE2 knows classes of names within a class; a range is the same in both.
            inside = token[0][1:]
            return None if b"[:" in _IN_CLASS.sub(b"", inside) else b"[" + _IN_CLASS.sub(_spelled, inside)
        case "look":
            return b"(?:)"
        case "escape":
            return {b"s": b"[" + _SPACES + b"]", b"Z": rb"\z"}.get(token["escape"], token[0])
        case "times" | "least" | "most":
            return _repeated(token)
        case _:
            return token[0]


def _spelled(escape: re.Match[bytes]) -> bytes:
    return _SPACES if escape[0] == rb"\s" else escape[0]


def _repeated(token: re.Match[bytes]) -> bytes:
    most = token["most"]
    if most and int(most) > _COUNTED:
        return b"{%b,}" % token["least"]
    return token["times"]


def literal(needle: bytes) -> bytes:
    """The pattern for RE2 that matches these bytes alone."""
    return re.escape(needle)


def made(sources: Sequence[bytes]) -> Scan | None:
    """The scan for patterns of RE2; None if google-re2 is not installed, is not wanted or does not take a pattern."""
    if os.environ.get(SWITCH) == "0":
        return None
    try:
        import re2
    except ImportError:
        return None
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    options.never_capture = True
    several = re2.Set.SearchSet(options)
    try:
        for source in sources:
            several.Add(source)
        # Always there. If it is not among the answers, the automaton ran out of memory, and they mean nothing.
        witness = several.Add(b"")
        several.Compile()
    except re2.error:
        return None

    def scan(raw: bytes) -> list[int] | None:
        found: list[int] = several.Match(raw)
        try:
            found.remove(witness)
        except ValueError:
            return None
        return found

    return scan
