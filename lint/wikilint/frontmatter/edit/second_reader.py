"""A second reader of frontmatter for blocks that YAML leaves no choice about: keys, words, quoted words, simple lists.

It shares nothing with libyaml and costs a hundredth of ruamel.yaml, which is asked about every other block. What it
accepts is narrow: lines of printable characters without tabs; keys of ASCII letters and digits; plain values that begin
with no sign of YAML and have no “: ”, no “ #” and no “:” at the end, so that they go on to the end of their line and of
those below that are indented (YAML 1.2.2, 7.3.3); quoted ones with neither escapes nor quotes in them; lists of these.
"""

from __future__ import annotations

from wikilint.pattern import pattern

Event = tuple[str, str, str | None]
"""Kind, value and style of a token, as in `proof.Token`."""

_KEY = pattern(r"([A-Za-z_][A-Za-z0-9_.-]{0,99}):(?: +(.*))?")
_ITEM = pattern(r"( {0,8})- +(.*)")
_MORE = pattern(r" +([^ ].*)")
_WORDS = pattern(r"[^\s,\[\]{}#&*!|>'\"%@`:?-][^:#]*(?:(?::(?=[^ ])|(?<! )#)[^:#]*)*")
"""What begins with no sign that YAML knows, and has none of the two that end a plain scalar on its line."""
_QUOTED = pattern(r"\"([^\"\\]*)\"|'([^']*)'")
_FLOW = pattern(r"\[ *((?:(?:[\w/.][\w ./-]*|\"[^\"\\,]*\"|'[^',]*') *(?:, *|(?= *\])))*)\]")
_OPEN: Event = ("{", "", "block")
_CLOSE: Event = ("}", "", None)
_LIST: Event = ("[", "", "block")
_FLOW_LIST: Event = ("[", "", "flow")
_END: Event = ("]", "", None)


class _Refused(Exception):
    """A line is not as simple as that."""


class _Reader:
    """What was read so far. indent: of the list that is open. is_empty: whether the last key has no value yet."""

    def __init__(self) -> None:
        self.found: list[Event] = [_OPEN]
        self._indent: int | None = None
        self._is_empty = False
        self._goes_on = False  # whether the last line is a plain value of a key

    def read(self, line: str) -> None:
        """Raises _Refused."""
        if not line.isprintable():
            raise _Refused
        if not line or line[0] == "#":
            self._goes_on = False
        elif item := _ITEM.fullmatch(line):
            self._read_item(len(item[1]), item[2])
        elif key := _KEY.fullmatch(line):
            self._read_pair(key[1], key[2] or "")
        elif more := _MORE.fullmatch(line):
            self._read_more(more[1].rstrip(" "))
        else:
            raise _Refused

    def end(self) -> None:
        if self._indent is not None:
            self.found.append(_END)
        if self._is_empty:
            self.found.append(("scalar", "", None))

    def _read_item(self, indent: int, text: str) -> None:
        if self._is_empty:
            self.found.append(_LIST)
            self._indent, self._is_empty = indent, False
        elif indent != self._indent:
            raise _Refused
        self.found.append(_scalar(text))

    def _read_pair(self, key: str, text: str) -> None:
        self.end()
        self._indent, self._is_empty = None, not text
        self.found.append(("scalar", key, None))
        if text:
            self.found += _values(text)
        self._goes_on = bool(text) and self.found[-1][0] == "scalar" and self.found[-1][2] is None

    def _read_more(self, text: str) -> None:
        if not self._goes_on or not _WORDS.fullmatch(text):
            raise _Refused
        self.found[-1] = "scalar", f"{self.found[-1][1]} {text}", None


def events(inside: str) -> list[Event] | None:
    """The tokens of what is between the fences of a block; None where it is not as simple as that."""
    reader = _Reader()
    try:
        for line in inside.replace("\r\n", "\n").removesuffix("\n").split("\n"):
            reader.read(line)
    except _Refused:
        return None
    reader.end()
    return [*reader.found, _CLOSE] if len(reader.found) > 1 else None


def _values(text: str) -> list[Event]:
    if not text.startswith("["):
        return [_scalar(text)]
    flow = _FLOW.fullmatch(text.rstrip(" "))
    if flow is None or flow[1].rstrip(" ").endswith(","):
        raise _Refused
    return [_FLOW_LIST, *map(_scalar, flow[1].split(",") if flow[1] else ()), _END]


def _scalar(text: str) -> Event:
    text = text.strip(" ")
    if quoted := _QUOTED.fullmatch(text):
        return ("scalar", quoted[1], '"') if quoted[1] is not None else ("scalar", quoted[2], "'")
    if not _WORDS.fullmatch(text):
        raise _Refused
    return "scalar", text, None
