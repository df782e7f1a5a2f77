"""From each character of a scalar's value to the characters of the source that it was read from."""

from __future__ import annotations

from bisect import bisect_right


class SourceMap:
    """The value of one scalar, and where in the text each of its characters stands.

    A character may come from more than one of the source (an escape, a folded line break); some of the source
    gives no character at all (quotes, indentation). Indices are into `value`, offsets into the whole text.
    """

    __slots__ = ("_at", "_parts", "_runs", "_sources", "value")

    def __init__(self) -> None:
        self.value = ""
        self._parts: list[str] = []
        self._at: list[int] = []  # index into the value where each run begins
        self._sources: list[tuple[int, int]] = []  # its span in the text; as long as the run, or a run of one
        self._runs = 0

    def run(self, source: str, start: int, end: int) -> None:
        """`text[start:end]`, which is not empty, stands for itself."""
        self._put(source[start:end], start, end)

    def char(self, char: str, start: int, end: int) -> None:
        """`text[start:end]` stands for the one character `char`."""
        self._put(char, start, end)

    def _put(self, part: str, start: int, end: int) -> None:
        self._at.append(self._runs)
        self._sources.append((start, end))
        self._parts.append(part)
        self._runs += len(part)

    def done(self) -> SourceMap:
        self.value = "".join(self._parts)
        self._parts.clear()
        return self

    def __len__(self) -> int:
        return self._runs

    def char_span(self, index: int) -> tuple[int, int]:
        """The span in the text of one character of the value. Raises IndexError."""
        if not 0 <= index < self._runs:
            raise IndexError(index)
        run = bisect_right(self._at, index) - 1
        start, end = self._sources[run]
        length = (self._at[run + 1] if run + 1 < len(self._at) else self._runs) - self._at[run]
        if end - start == length:
            offset = start + index - self._at[run]
            return offset, offset + 1
        return start, end

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text of `value[start:end]`, which must not be empty. Raises IndexError."""
        return self.char_span(start)[0], self.char_span(end - 1)[1]
