"""A second reader of frontmatter for blocks that YAML leaves no choice about: keys, words, quoted words, simple lists.

It shares nothing with libyaml and costs a fiftieth of ruamel.yaml, which is asked about every other block. What it
accepts is narrow: lines of printable characters without tabs; mappings in mappings, with keys of ASCII letters and
digits; plain values that begin with no sign of YAML and have no “: ” and no “:” at the end, so that they go on to “ #”
or to the end of their line, and of those below that are indented (YAML 1.2.2, 7.3.3); quoted ones with neither escapes
nor quotes in them; lists of these; block scalars without blank lines and, if they are folded, with equal indents.
"""

from __future__ import annotations

from wikilint.pattern import pattern
from wikilint.value import mutable

Event = tuple[str, str, str | None]
"""Kind, value and style of a token, as in `proof.Token`."""

_KEY = pattern(r"([A-Za-z_][A-Za-z0-9_.-]{0,99}(?::[A-Za-z0-9_.-]{1,99})?):(?: +(.*))?")
_ITEM = pattern(r"- +(.*)")
_WORDS = pattern(r"[^\s,\[\]{}#&*!|>'\"%@`:?-][^:#]*(?:(?::(?=[^ ])|(?<! )#)[^:#]*)*")
"""What begins with no sign that YAML knows, and has none of the two that end a plain scalar on its line."""
_QUOTED = pattern(r"\"([^\"\\]*)\"|'([^']*)'")
_FLOW = pattern(r"\[ *((?:(?:[\w/.][\w ./-]*|\"[^\"\\,]*\"|'[^',]*') *(?:, *|(?= *\])))*)\]")
_MAPPING: Event = ("{", "", "block")
_LIST: Event = ("[", "", "block")
_FLOW_LIST: Event = ("[", "", "flow")
_ENDS: dict[Event, Event] = {_MAPPING: ("}", "", None), _LIST: ("]", "", None)}
_NOTHING: Event = ("scalar", "", None)


class _Refused(Exception):
    """A line is not as simple as that."""


@mutable
class _BlockScalar:
    """The lines of a block scalar so far. style: `|` or `>`. keeps: whether it ends in a line break. indent: of its
    lines, 0 until there is one. is_over: whether a blank line came, after which no other may."""

    style: str
    keeps: bool
    indent: int
    lines: list[str]
    is_over: bool = False

    def takes(self, indent: int, line: str, least: int) -> bool:
        """Whether a line belongs to it, which is then taken. least: how far its lines are indented at least. Raises
        _Refused."""
        if indent == len(line):
            if not self.lines or indent > self.indent:
                raise _Refused
            self.is_over = True
            return True
        if not self.lines and indent >= least:
            self.indent = indent
        if indent < least and self.lines:
            return False
        if indent < max(self.indent, least) or self.is_over or (self.style == ">" and indent > self.indent):
            raise _Refused
        self.lines.append(line[self.indent :])
        return True

    def event(self) -> Event:
        if not self.lines:
            raise _Refused
        text = ("\n" if self.style == "|" else " ").join(self.lines)
        return "scalar", text + "\n" * self.keeps, self.style


class _Reader:
    """What was read so far."""

    def __init__(self) -> None:
        self.found: list[Event] = [_MAPPING]
        self.block: _BlockScalar | None = None
        # The collections around, and how far they are indented.
        self._open: list[tuple[Event, int]] = [(_MAPPING, 0)]
        self._is_empty = False  # whether the last key has no value yet
        self._goes_on = False  # whether the last line is a plain value of a key

    def read(self, line: str) -> None:
        """Raises _Refused."""
        if not line.replace("\xa0", "x").isprintable():
            raise _Refused
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        if self.block is not None:
            if self.block.takes(indent, line, self._open[-1][1] + 1):
                return
            self._end_block()
        if not text or text[0] == "#":
            self._goes_on = False
        elif item := _ITEM.fullmatch(text):
            self._read_item(indent, item[1])
        elif key := _KEY.fullmatch(text):
            self._read_pair(indent, key[1], key[2] or "")
        elif self._goes_on and indent > self._open[-1][1]:
            self._read_more(text)
        else:
            raise _Refused

    def end(self) -> None:
        """Raises _Refused."""
        if self.block is not None:
            self._end_block()
        self._close(_MAPPING, 0)
        self.found.append(_ENDS[_MAPPING])

    def _end_block(self) -> None:
        if self.block is not None:
            self.found.append(self.block.event())
            self.block = None

    def _close(self, kind: Event, indent: int) -> None:
        """End the collections within the one of this kind and indent."""
        if self._is_empty:
            self.found.append(_NOTHING)
            self._is_empty = False
        while self._open[-1] != (kind, indent):
            inner, depth = self._open[-1]
            if depth < indent or len(self._open) == 1:
                raise _Refused
            self.found.append(_ENDS[inner])
            self._open.pop()

    def _begin(self, kind: Event, indent: int) -> None:
        self.found.append(kind)
        self._open.append((kind, indent))
        self._is_empty = False

    def _read_item(self, indent: int, text: str) -> None:
        if self._is_empty and indent >= self._open[-1][1]:
            self._begin(_LIST, indent)
        elif self._open[-1] != (_LIST, indent):
            raise _Refused
        self.found.append(_scalar(_without_comment(text)))

    def _read_pair(self, indent: int, key: str, text: str) -> None:
        if self._is_empty and indent > self._open[-1][1]:
            self._begin(_MAPPING, indent)
        else:
            self._close(_MAPPING, indent)
        self.found.append(("scalar", key, None))
        value = _without_comment(text)
        self._is_empty, self._goes_on = not text, False
        if text in ("|", "|-", ">", ">-"):
            self.block = _BlockScalar(text[0], len(text) == 1, 0, [])
        elif text:
            self.found += _values(value)
            self._goes_on = value == text and self.found[-1][0] == "scalar" and self.found[-1][2] is None

    def _read_more(self, text: str) -> None:
        more = text.rstrip(" ")
        if not _WORDS.fullmatch(more):
            raise _Refused
        self.found[-1] = "scalar", f"{self.found[-1][1]} {more}", None


def events(inside: str) -> list[Event] | None:
    """The tokens of what is between the fences of a block; None where it is not as simple as that."""
    reader = _Reader()
    text = inside.replace("\r\n", "\n")
    try:
        for line in text.removesuffix("\n").split("\n"):
            reader.read(line)
        if reader.block is not None and not text.endswith("\n"):
            return None
        reader.end()
    except _Refused:
        return None
    return reader.found if len(reader.found) > 2 else None


def _without_comment(text: str) -> str:
    """A value without the comment after it, which only a plain one may have here."""
    return text if text[:1] in ("'", '"', "[") else text.partition(" #")[0].rstrip(" ")


def _values(text: str) -> list[Event]:
    if not text.startswith("["):
        return [_scalar(text)]
    flow = _FLOW.fullmatch(text.rstrip(" "))
    if flow is None or flow[1].rstrip(" ").endswith(","):
        raise _Refused
    return [_FLOW_LIST, *map(_scalar, flow[1].split(",") if flow[1] else ()), _ENDS[_LIST]]


def _scalar(text: str) -> Event:
    text = text.strip(" ")
    if quoted := _QUOTED.fullmatch(text):
        return ("scalar", quoted[1], '"') if quoted[1] is not None else ("scalar", quoted[2], "'")
    if not _WORDS.fullmatch(text):
        raise _Refused
    return "scalar", text, None
