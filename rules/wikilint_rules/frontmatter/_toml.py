"""Where the keys and values of a TOML block are; the text is known to be valid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wikilint.rule import pattern

Path = tuple[str | int, ...]

_SPACE = pattern(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_NAME = pattern(r"""[A-Za-z0-9_-]+|"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'""")
_DOT = pattern(r"[ \t]*\.[ \t]*")
_STRING = pattern(
    r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\r\n]|\\.)*"'
    r"|'[^'\r\n]*'"
)
_BARE = pattern(r"[^,\]}#\r\n]*[^,\]}#\r\n \t]")
_MAX_DEPTH = 64


class Place(NamedTuple):
    """The spans of a key and its value; an item of an array has the key of its array."""

    key: tuple[int, int]
    value: tuple[int, int]


class _Scanner:
    """Walks once over the block and notes every key and item that it passes."""

    def __init__(self, text: str, end: int) -> None:
        self.text, self.end = text, end
        self.places: dict[Path, Place] = {}
        self.lengths: dict[Path, int] = {}

    def skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at, self.end)
        return found.end() if found else at

    def name(self, at: int) -> tuple[list[str], int]:
        """The parts of a dotted key, and where it ends."""
        parts = []
        while found := _NAME.match(self.text, at, self.end):
            parts.append(found.group().strip("\"'"))
            at = found.end()
            dot = _DOT.match(self.text, at, self.end)
            if dot is None:
                break
            at = dot.end()
        return parts, at

    def block(self, at: int) -> None:
        prefix: Path = ()
        at = self.skip(at)
        while at < self.end:
            if self.text[at] == "[":
                prefix, at = self.header(at)
            else:
                after = self.pair(prefix, at, 0)
                at = after if after > at else self.end
            at = self.skip(at)

    def header(self, at: int) -> tuple[Path, int]:
        many = self.text.startswith("[[", at)
        start = self.skip(at + 1 + many)
        parts, end = self.name(start)
        path: Path = ()
        for part in parts[:-1]:
            path = self.last((*path, part))
        path = (*path, *parts[-1:])
        self.places.setdefault(path, Place((start, end), (start, end)))
        if many:
            self.lengths[path] = self.lengths.get(path, 0) + 1
            path = self.last(path)
            self.places[path] = Place((start, end), (start, end))
        return path, max(self.text.find("]", end, self.end) + 1 + many, end + 1)

    def last(self, path: Path) -> Path:
        return (*path, self.lengths[path] - 1) if path in self.lengths else path

    def pair(self, prefix: Path, at: int, depth: int) -> int:
        parts, end = self.name(at)
        sign = self.skip(end)
        path = (*prefix, *parts)
        start = self.skip(sign + 1)
        stop = self.value(path, (at, end), start, depth)
        for length in range(len(prefix) + 1, len(path) + 1):
            self.places.setdefault(path[:length], Place((at, end), (start, stop)))
        return stop

    def value(self, path: Path, key: tuple[int, int], at: int, depth: int) -> int:
        opening = self.text[at : at + 1]
        if opening not in ("[", "{") or depth > _MAX_DEPTH:
            found = (_STRING if opening in ('"', "'") else _BARE).match(self.text, at, self.end)
            return found.end() if found else at
        number = 0
        at = self.skip(at + 1)
        while at < self.end and self.text[at] not in "]}":
            if opening == "{":
                after = self.pair(path, at, depth + 1)
            else:
                after = self.value((*path, number), key, at, depth + 1)
                self.places[*path, number] = Place(key, (at, after))
                number += 1
            after = self.skip(after)
            at = self.skip(after + 1) if self.text[after : after + 1] == "," else max(after, at + 1)
        return at + 1


def places(text: str, start: int, end: int) -> dict[Path, Place]:
    """The place of each key and item in `text[start:end]`, by its path of keys and indices."""
    scanner = _Scanner(text, end)
    scanner.block(start)
    return scanner.places


def closest(found: dict[Path, Place], path: Sequence[str | int]) -> Iterator[Place]:
    """The places of a path and of what is around it, from the inside out."""
    for length in range(len(path), 0, -1):
        if place := found.get(tuple(path[:length])):
            yield place
