"""One text: read once, parsed at most once, never changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, wraps
from itertools import accumulate, count
from operator import add
from typing import TYPE_CHECKING, Any, TypeVar

from wikilint import frontmatter
from wikilint.finding import Edit
from wikilint.frontmatter.read.split import split
from wikilint.pattern import pattern
from wikilint.utf16 import Utf16, detect

if TYPE_CHECKING:
    from wikilint.frontmatter import Absence, Block
    from wikilint.markdown import Blocks, Heading, Region, Section

BOM = b"\xef\xbb\xbf"
_LINE_BREAK = pattern(r"\r\n|\n|\r")
_OPENS_MAPPING = pattern(
    r"(?:[ \t]*+(?:#[^\r\n]*+)?+(?:\r\n|\n|\r))*+[A-Za-z_][A-Za-z0-9_ .-]*+:(?=[ \t\r\n])", re.ASCII
)
"""A first line that makes a block a mapping or an error, whatever follows: no YAML needs to be parsed to know that."""


T = TypeVar("T")


class Document:
    """A file as rules see it. Everything is computed on first use and kept.

    raw: the bytes as they are on disk.
    path: the name of the file as the user gave it ("" for a text without a file); for messages and settings only.
    evidence: facts that the run has proven, see `wikilint.evidence`.
    """

    raw: bytes
    path: str
    evidence: frozenset[str]
    _facts: dict[object, Any]

    def __init__(self, raw: bytes, path: str = "", evidence: frozenset[str] = frozenset()) -> None:
        # Not by assignment: that is refused, see below.
        vars(self).update(raw=raw, path=path, evidence=evidence, _facts={})

    def __setattr__(self, name: str, _value: object) -> None:
        """Rules share a document, so none may change it. Facts and properties are kept without assignment."""
        raise AttributeError(f"a document never changes: {name!r} cannot be set")

    @property
    def folder(self) -> str:
        """The folder of `path`, with `/`; "" for the folder that paths are relative to, or if there is no file."""
        return self.path.rpartition("/")[0]

    @classmethod
    def from_text(cls, text: str, path: str = "", evidence: frozenset[str] = frozenset()) -> Document:
        """The document that `text` would be on disk; lone surrogates U+DC80..DCFF stand for raw bytes.

        Other lone surrogates cannot be stored in a file: each becomes the three bytes that strict UTF-8 forbids.
        """
        try:
            raw = text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            raw = text.encode("utf-8", "surrogatepass")
        return cls(raw, path, evidence)

    def with_text(self, text: str) -> Document:
        """The same file with another text; path, evidence and byte order mark stay the same."""
        return Document(self.bom + text.encode("utf-8", "surrogateescape"), self.path, self.evidence)

    def with_edits(self, changes: Iterable[Edit]) -> Document:
        """The same file with disjoint edits, in any order, applied to its text.

        Raises ValueError if two edits overlap or one reaches beyond the text.
        """
        from wikilint import edits

        return self.with_text(edits.apply(self.text, sorted(changes)))

    def fact(self, compute: Callable[[Document], T]) -> T:
        """`compute(self)`, computed at most once; see `fact`."""
        if compute not in self._facts:
            self._facts[compute] = compute(self)
        known: T = self._facts[compute]
        return known

    @cached_property
    def bom(self) -> bytes:
        """The UTF-8 byte order mark, or nothing. It is not part of `text`."""
        return BOM if self.raw.startswith(BOM) else b""

    @cached_property
    def text(self) -> str:
        """The decoded text. A byte that is not UTF-8 is a lone surrogate U+DC80..DCFF, so none is lost."""
        return self._read[0]

    @cached_property
    def is_utf8(self) -> bool:
        """Whether every byte is part of strictly valid UTF-8."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[str, bool]:
        raw = self.raw[len(self.bom) :]
        try:
            return raw.decode("utf-8"), True
        except UnicodeDecodeError:
            return raw.decode("utf-8", "surrogateescape"), False

    @cached_property
    def utf16(self) -> Utf16 | None:
        """The form of UTF-16 or UTF-32 that the bytes are in. Then `text` is noise and only `reads_utf16` rules run."""
        return detect(self.raw)

    @cached_property
    def newline(self) -> str:
        r"""The line break that new lines should end in: the most frequent of `\n`, `\r\n`, `\r`."""
        if b"\r" not in self.raw:
            return "\n"
        crlf = self.raw.count(b"\r\n")
        counts = {"\n": self.raw.count(b"\n") - crlf, "\r\n": crlf, "\r": self.raw.count(b"\r") - crlf}
        return max(counts, key=counts.__getitem__)

    @cached_property
    def frontmatter(self) -> Block | None:
        """The block of metadata at the top, or None."""
        bounds = split(self.text)
        if bounds is None:
            return None
        from wikilint.frontmatter.block import Block

        return Block(self.text, *bounds)

    @cached_property
    def no_frontmatter(self) -> Absence | None:
        """Why a text that seems to have a block has none (unclosed, empty lines above it, …)."""
        return None if self.frontmatter else frontmatter.absent(self.text)

    @cached_property
    def body_start(self) -> int:
        """Where the body begins: after the block. Prose between two `---` lines is part of the body."""
        block = self.frontmatter
        if block is None:
            return 0
        is_mapping = _OPENS_MAPPING.match(block.text, block.start, block.end)
        if not is_mapping and block.problem is not None and block.problem.kind == "not-a-mapping":
            return 0
        return block.body

    @cached_property
    def _blocks(self) -> Blocks:
        from wikilint import markdown  # of many pages nobody asks for more than the text

        return markdown.blocks(self.text, self.body_start)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the page, in the order of the text, without those in lists, quotes or code."""
        return self._blocks.headings

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Each heading with its content, in the order of the text."""
        from wikilint import markdown

        return markdown.sections(self.text, self.headings)

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Regions that no rule may touch: code, comments, math, link destinations; sorted and disjoint."""
        from wikilint import markdown

        return markdown.regions(self.text, self.body_start, self._blocks)

    @cached_property
    def _region_starts(self) -> tuple[int, ...]:
        return tuple(region.start for region in self.regions)

    def protection(self, start: int, end: int) -> Region | None:
        """The first protected region that `text[start:end]` touches; an empty span touches the region it is in."""
        at = bisect_right(self._region_starts, start) - 1
        if at >= 0 and start < self.regions[at].end:
            return self.regions[at]
        following = at + 1
        if following < len(self.regions) and self.regions[following].start < end:
            return self.regions[following]
        return None

    def is_protected(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` touches a protected region, see `protection`."""
        return self.protection(start, end) is not None

    def search(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Every match of `pattern` in the body that touches no protected region."""
        for match in pattern.finditer(self.text, self.body_start):
            if not self.is_protected(match.start(), match.end()):
                yield match

    def is_blank(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` consists only of spaces, tabs and line breaks."""
        return not self.text[start:end].strip(" \t\r\n")

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Where each line begins. Lines end in CRLF, LF or CR and in nothing else."""
        text = self.text
        breaks = {text.count(mark) for mark in ("\r\n", "\n", "\r")} if "\r" in text else set()
        if len(breaks) > 1:
            return (0, *(match.end() for match in _LINE_BREAK.finditer(text)))
        # One kind of break: a page of a thousand lines is common, and this is five times as fast.
        mark = "\r\n" if breaks else "\n"
        lengths = map(len, text.split(mark)[:-1])
        return tuple(map(add, accumulate(lengths, initial=0), count(0, len(mark))))

    def row(self, offset: int) -> int:
        """The 1-based number of the line that contains `offset`."""
        return bisect_right(self.line_starts, offset)

    def position(self, offset: int) -> tuple[int, int]:
        """`offset` as 1-based row and column, the column in code points."""
        row = self.row(offset)
        return row, offset - self.line_starts[row - 1] + 1

    def line_start(self, offset: int) -> int:
        """Where the line that contains `offset` begins."""
        return self.line_starts[self.row(offset) - 1]

    def line_end(self, offset: int) -> int:
        """Where the line that contains `offset` ends, after its line break."""
        row = self.row(offset)
        return self.line_starts[row] if row < len(self.line_starts) else len(self.text)

    def line(self, row: int) -> str:
        """The text of a line by its 1-based number, without its line break."""
        return self.text[self.line_starts[row - 1] : self.line_end(self.line_starts[row - 1])].rstrip("\r\n")


def fact(compute: Callable[[Document], T]) -> Callable[[Document], T]:
    """Turn a function of a document into a fact: computed on first use, kept with the document, and shared by all
    rules of all groups.

        @fact
        def outline(doc: Document) -> tuple[Entry, ...]: ...

    A fact depends only on the document and is never changed, because rules share the value.
    """

    @wraps(compute)
    def known(doc: Document) -> T:
        return doc.fact(compute)

    return known
