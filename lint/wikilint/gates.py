"""Gates: what the bytes of a file have to hold before a rule is worth running."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import islice
from operator import eq
from typing import Literal, TypeGuard

from wikilint.frontmatter.read.plain import is_plain
from wikilint.pattern import pattern
from wikilint.scan import Scan, literal, made, translated

Needle = bytes | re.Pattern[bytes]

_Name = Literal["non-ascii", "equal-lines", "fenced", "unplain-block"]
Gate = Needle | tuple[Needle | tuple[Needle, ...], ...] | _Name | None
"""What has to be in a file's bytes before a rule is worth running: a needle, or a tuple that asks for any of its
members; of a tuple within the tuple, all have to be there."""

NON_ASCII: Literal["non-ascii"] = "non-ascii"
"""A gate for rules that speak of characters beyond ASCII: `bytes.isascii` costs next to nothing."""

EQUAL_LINES: Literal["equal-lines"] = "equal-lines"
"""A gate for rules that speak of a line that is there three times in a row."""

FENCED: Literal["fenced"] = "fenced"
"""A gate for rules that read frontmatter: the file begins, after spaces and empty lines, with what may open a block."""

UNPLAIN_BLOCK: Literal["unplain-block"] = "unplain-block"
"""Like `FENCED`, for rules that never speak of a block of plain words, dates and numbers (`frontmatter.read.plain`).
That is a claim about their default options: with others, such a rule is asked of every block."""

Test = Callable[[bytes, bytes], bool]
"""Whether a gate is open: for the bytes of a file, and the marks in them."""

_Tested = tuple[Test, tuple[int, ...]]
"""The test of a gate, and the places that it opens."""

_SCAN_AFTER = 256
"""Files that a process has asked for before it makes a scan: to import, compile and warm it takes about 30 ms."""

_FENCE = pattern(rb"(?:[ \t\r\n]|\xef\xbb\xbf)*+(?:---|\+\+\+|\{)")
_BOM = b"\xef\xbb\xbf"
_COMMON = bytes(range(0x80, 0x100)) + b"abcdefghijklmnopqrstuvwxyz0123456789 \n.,"


def marks(raw: bytes) -> bytes:
    """The capitals and marks of a file, without what all prose consists of: an eighth of it, at the speed of a search.

    A needle is in a file only where its own marks are among these, side by side. Nearly every needle has some, so that
    a hundred of them cost less than three searches of the file itself.
    """
    return raw.translate(None, _COMMON)


@lru_cache(maxsize=1024)
def compiled(gate: Gate) -> Test:
    """The test for a gate. Whatever the marks can tell, the bytes are not searched for."""
    if gate is None:
        return _always
    if isinstance(gate, str):
        return _NAMED[gate]
    return _any(tuple(map(_member, gate))) if isinstance(gate, tuple) else _member(gate)


def _member(member: Needle | tuple[Needle, ...]) -> Test:
    if isinstance(member, tuple):
        return _all(tuple(_marks_of(each, member) or _member(each) for each in member))
    return _needle(member) if isinstance(member, bytes) else _pattern(member)


def _marks_of(needle: Needle, members: tuple[Needle, ...]) -> Test | None:
    """The test for a needle that a pattern beside it begins with: the pattern finds it anyway, twice as fast."""
    if not isinstance(needle, bytes):
        return None
    begins = tuple({re.escape(needle), needle})
    if not any(not isinstance(each, bytes) and each.pattern.startswith(begins) for each in members):
        return None
    own = marks(needle)
    return lambda _raw, marks: own in marks


def _needle(needle: bytes) -> Test:
    own = marks(needle)
    if not needle.isascii():
        first = needle[:1]
        return lambda raw, _marks: (
            first in raw and needle in raw
        )  # a search for one byte costs next to nothing
    if not own:
        return lambda raw, _marks: needle in raw
    return lambda raw, marks: own in marks and needle in raw


def _pattern(pattern: re.Pattern[bytes]) -> Test:
    return lambda raw, _marks: (
        pattern.search(raw) is not None
    )  # compiled when it is asked, see `wikilint.pattern`


def _any(tests: tuple[Test, ...]) -> Test:
    def is_open(raw: bytes, marks: bytes) -> bool:
        for each in tests:  # noqa: SIM110  # half the time of any()
            if each(raw, marks):
                return True
        return False

    return is_open


def _all(tests: tuple[Test, ...]) -> Test:
    def is_open(raw: bytes, marks: bytes) -> bool:
        for each in tests:  # noqa: SIM110
            if not each(raw, marks):
                return False
        return True

    return is_open


def _always(_raw: bytes, _marks: bytes) -> bool:
    return True


def _non_ascii(raw: bytes, _marks: bytes) -> bool:
    return not raw.isascii()


def _equal_lines(raw: bytes, _marks: bytes) -> bool:
    """Whether three lines in a row are equal, and not empty. A tenth of the time of a pattern that refers back."""
    lines = raw.removeprefix(_BOM).splitlines()  # of bytes: at LF, CRLF and CR, and nowhere else
    equal = bytes(map(eq, lines, islice(lines, 1, None)))
    at = equal.find(b"\1\1")
    while at >= 0 and not lines[at]:
        at = equal.find(b"\1\1", at + 1)
    return at >= 0


def _fenced(raw: bytes, _marks: bytes) -> bool:
    return _FENCE.match(raw) is not None


def _unplain_block(raw: bytes, _marks: bytes) -> bool:
    return _FENCE.match(raw) is not None and not is_plain(raw)


_NAMED: dict[str, Test] = {
    NON_ASCII: _non_ascii,
    EQUAL_LINES: _equal_lines,
    FENCED: _fenced,
    UNPLAIN_BLOCK: _unplain_block,
}


def _is_marked(gate: Gate) -> TypeGuard[bytes]:
    return isinstance(gate, bytes) and marks(gate) != b""


class Gates:
    """Several gates, asked together: each different one once, and needles without a call.

    After `_SCAN_AFTER` files, one scan asks most of them at once, where `wikilint[fast]` is installed.
    """

    __slots__ = ("_always", "_asked", "_beside", "_needles", "_scan", "_scanned", "_tests")

    def __init__(self, gates: Sequence[Gate]) -> None:
        places: dict[Gate, list[int]] = {}
        for place, gate in enumerate(gates):
            places.setdefault(gate, []).append(place)
        self._always = tuple(places.pop(None, ()))
        self._needles = tuple(
            (marks(gate), gate, tuple(where)) for gate, where in places.items() if _is_marked(gate)
        )
        self._tests = tuple(
            (gate, compiled(gate), tuple(where)) for gate, where in places.items() if not _is_marked(gate)
        )
        self._asked = 0
        self._scan: Scan | None = None
        self._scanned: tuple[_Tested, ...] = ()
        self._beside: tuple[_Tested, ...] = ()

    def passed(self, raw: bytes) -> list[int]:
        """The places of the gates that are open for the bytes of a file, in their order."""
        self._asked += 1
        if self._asked == _SCAN_AFTER:
            self._make_scan()
        if self._scan is not None and (may_be := self._scan(raw)) is not None:
            return self._passed_of(may_be, raw)
        found = list(self._always)
        seen = marks(raw)
        for own, needle, places in self._needles:
            if own in seen and needle in raw:
                found += places
        for _gate, is_open, places in self._tests:
            if is_open(raw, seen):
                found += places
        found.sort()
        return found

    def _passed_of(self, may_be: Sequence[int], raw: bytes) -> list[int]:
        """The same, where a scan has said which gates may be open."""
        found = list(self._always)
        seen = marks(raw) if may_be else b""
        for nth in may_be:
            is_open, places = self._scanned[nth]
            if is_open(raw, seen):
                found += places
        for is_open, places in self._beside:
            if is_open(raw, seen):
                found += places
        found.sort()
        return found

    def _make_scan(self) -> None:
        tested: list[tuple[Gate, Test, tuple[int, ...]]] = [
            (gate, compiled(gate), places) for _own, gate, places in self._needles
        ]
        tested += self._tests
        sources = [_for_scan(gate) for gate, _is_open, _places in tested]
        self._scan = made([source for source in sources if source is not None])
        several = [(source, each[1:]) for source, each in zip(sources, tested, strict=True)]
        self._scanned = tuple(each for source, each in several if source is not None)
        self._beside = tuple(each for source, each in several if source is None)


def _for_scan(gate: Gate) -> bytes | None:
    """A pattern for a scan that is there wherever a gate is open; None if there is none."""
    if gate is None or isinstance(gate, str):
        return None
    members = gate if isinstance(gate, tuple) else (gate,)
    sources = [_of_all(member) if isinstance(member, tuple) else _of(member) for member in members]
    known = [source for source in sources if source is not None]
    return b"|".join(known) if known and len(known) == len(sources) else None


def _of(needle: Needle) -> bytes | None:
    return literal(needle) if isinstance(needle, bytes) else translated(needle.pattern, needle.flags)


def _of_all(members: tuple[Needle, ...]) -> bytes | None:
    """Of needles that all have to be there, the longest: it is in the fewest files."""
    return max((source for source in map(_of, members) if source is not None), key=len, default=None)
