"""Where the time of a check goes: each rule's own, and what several rules share charged to itself."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import cached_property, partial
from typing import Any, TypeVar

from wikilint.document import Document
from wikilint.frontmatter.block import Block
from wikilint.frontmatter.read.reading import Reading

T = TypeVar("T")


class Stopwatch:
    """Adds up seconds by name. What runs inside something else is charged to itself alone."""

    def __init__(self, seconds: MutableMapping[str, float], clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._clock = clock
        self._inside = 0.0

    def charge(self, name: str, work: Callable[[], T]) -> T:
        """What `work` gives, with its time less that of what was charged while it ran."""
        began, outer = self._clock(), self._inside
        self._inside = 0.0
        try:
            return work()
        finally:
            took = self._clock() - began
            self._seconds[name] = self._seconds.get(name, 0.0) + took - self._inside
            self._inside = outer + took


def _charged(label: str, known: Any) -> Any:
    """A cached property like `known`, charged to a name of its own."""
    return cached_property(lambda self: self.watch.charge(label, partial(known.func, self)))


_OF_DOCUMENT, _OF_BLOCK = vars(Document), vars(Reading)


class _TimedBlock(Block):
    watch: Stopwatch
    _parsed = _charged("(yaml)", _OF_BLOCK["_parsed"])


class TimedDocument(Document):
    """A document whose facts are charged to themselves, in round brackets, and not to the rule that asks first."""

    watch: Stopwatch
    text = _charged("(text)", _OF_DOCUMENT["text"])
    line_starts = _charged("(lines)", _OF_DOCUMENT["line_starts"])
    _blocks = _charged("(blocks)", _OF_DOCUMENT["_blocks"])
    sections = _charged("(sections)", _OF_DOCUMENT["sections"])
    regions = _charged("(regions)", _OF_DOCUMENT["regions"])

    @classmethod
    def of(cls, document: Document, watch: Stopwatch) -> TimedDocument:
        """The same document, with nothing known of it yet."""
        made = cls(document.raw, document.path, document.evidence)
        vars(made).update(watch=watch)
        return made

    @cached_property
    def frontmatter(self) -> Block | None:
        block: Block | None = self.watch.charge(
            "(frontmatter)", partial(_OF_DOCUMENT["frontmatter"].func, self)
        )
        if block is None:
            return None
        timed = _TimedBlock(block.text, block.syntax, block.start, block.end, block.body)
        timed.watch = self.watch
        return timed

    def fact(self, compute: Callable[[Document], T]) -> T:
        if compute in self._facts:
            return super().fact(compute)
        name = compute.__name__.strip("_").replace("_", " ")
        return self.watch.charge(f"({name})", partial(super().fact, compute))
