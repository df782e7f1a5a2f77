"""For people: each finding with its line, a mark below it, and what the fix makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from wikilint.report.concise import mark
from wikilint.report.outcome import Diagnosis, Outcome, Snippet
from wikilint.report.style import Style, visible

if TYPE_CHECKING:
    from rich.text import Text

_COLORS = {"error": "red", "warning": "yellow", "info": "blue"}


def _place(each: Diagnosis) -> str:
    return f"{each.start[0]}:{each.start[1]}"


def _head(each: Diagnosis, places: int, names: int) -> Text:
    from rich.text import Text

    line = Text("  ")
    line.append(f"{_place(each):<{places}} ", "cyan")
    line.append(f"{each.severity:<8}", _COLORS[each.severity])
    line.append(f"{each.rule:<{names}}  ", "bold")
    line.append(visible(each.message))
    if sign := mark(each.fix):
        line.append(f" {sign}", "green" if sign == "[*]" else "magenta")
    return line


def _begin(snippet: Snippet, room: int) -> int:
    """From which code point on a snippet is shown, so that its mark is in sight of `room` columns."""
    from rich.cells import cell_len

    text, offset = snippet.text, snippet.offset
    if cell_len(visible(text[: offset + snippet.marked])) <= room * 2 // 3:
        return 0
    left = max(room // 3, room - 1 - cell_len(visible(text[offset:])))
    begin = offset
    while begin and (left := left - cell_len(visible(text[begin - 1]))) >= 0:
        begin -= 1
    while begin < offset and not cell_len(text[begin]):
        begin += 1  # An accent does not stand without its letter.
    return begin


def _piece(label: str, lead: str, text: str, room: int, color: str = "") -> Text:
    """A line of a snippet, cut to `room` columns."""
    from rich.text import Text

    shown = Text(lead + visible(text), color)
    shown.truncate(room, overflow="ellipsis")
    return Text.assemble((label, color or "dim"), shown)


def _body(snippet: Snippet, column: int, style: Style) -> Iterator[Text]:
    """A snippet whose mark stands at a column of its line, the mark below it, and what the fix makes of it."""
    from rich.cells import cell_len
    from rich.text import Text

    room = max(40, style.width - 9)
    begin = _begin(snippet, room)
    lead = "…" if begin or column - 1 > snippet.offset else ""
    yield _piece(f"{snippet.row:>6} │ ", lead, snippet.text[begin:], room)
    indent = cell_len(lead + visible(snippet.text[begin : snippet.offset]))
    length = cell_len(visible(snippet.text[snippet.offset : snippet.offset + snippet.marked]))
    yield Text.assemble(("       │ ", "dim"), " " * indent, ("^" * max(1, min(length, room - indent)), "red"))
    mended = snippet.mended or ()
    if len(mended) == 1:
        yield _piece("     + │ ", lead, mended[0][begin:], room, "green")
    else:
        for line in mended:
            yield _piece("     + │ ", "", line, room, "green")


def file(outcome: Outcome, style: Style) -> Iterator[str]:
    """A block of text for a file that has findings."""
    if not outcome.diagnoses:
        return
    from rich.text import Text

    lines = [Text(visible(outcome.path), "bold underline")]
    names = max(len(each.rule) for each in outcome.diagnoses)
    places = max(8, *(len(_place(each)) for each in outcome.diagnoses))
    for each in outcome.diagnoses:
        lines.append(_head(each, places, names))
        if each.snippet:
            lines += _body(each.snippet, each.start[1], style)
    yield rendered(lines, style)
    yield "\n"


def rendered(lines: Iterable[Text], style: Style) -> str:
    """Lines as text, with ANSI colours or without; long ones stay whole."""
    from io import StringIO

    from rich.console import Console

    console = Console(
        file=StringIO(),
        force_terminal=style.color,
        color_system="standard" if style.color else None,
        width=style.width,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        for line in lines:
            console.print(line, soft_wrap=True)
    return capture.get()
