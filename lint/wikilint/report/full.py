"""For people: each finding with its line, a mark below it, and what the fix makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from wikilint.outcome import Diagnosis, Outcome, Snippet
from wikilint.report.concise import mark
from wikilint.report.style import Style, visible

if TYPE_CHECKING:
    from rich.text import Text

_COLORS = {"error": "red", "warning": "yellow", "info": "blue"}


def _head(each: Diagnosis, names: int) -> Text:
    from rich.text import Text

    place = f"{each.start[0]}:{each.start[1]}"
    line = Text("  ")
    line.append(f"{place:<9}", "cyan")
    line.append(f"{each.severity:<8}", _COLORS[each.severity])
    line.append(f"{each.rule:<{names}}  ", "bold")
    line.append(visible(each.message))
    if sign := mark(each.fix):
        line.append(f" {sign}", "green" if sign == "[*]" else "magenta")
    return line


def _window(snippet: Snippet, width: int) -> tuple[str, int, int]:
    """The part of a snippet that fits `width` columns, where its mark begins and how long it is, as shown."""
    from rich.cells import cell_len

    begin = max(0, min(snippet.offset - width // 3, len(snippet.text) - width))
    before = visible(snippet.text[begin : snippet.offset])
    meant = visible(snippet.text[snippet.offset : snippet.offset + snippet.marked])
    after = visible(snippet.text[snippet.offset + snippet.marked : begin + width])
    lead = "…" if begin else ""
    return lead + before + meant + after, cell_len(lead + before), max(1, cell_len(meant))


def _body(snippet: Snippet, style: Style) -> Iterator[Text]:
    from rich.text import Text

    room = max(40, style.width - 9)
    text, indent, length = _window(snippet, room)
    yield Text.assemble((f"{snippet.row:>6} │ ", "dim"), text[:room])
    yield Text.assemble(("       │ ", "dim"), " " * indent, ("^" * max(1, min(length, room - indent)), "red"))
    begin = max(0, min(snippet.offset - room // 3, len(snippet.text) - room))
    for line in snippet.mended or ():
        shown = visible(line[begin:] if len(snippet.mended or ()) == 1 else line)
        lead = "…" if begin and len(snippet.mended or ()) == 1 else ""
        yield Text.assemble(("     + │ ", "green"), ((lead + shown)[:room], "green"))


def write(outcomes: Iterable[Outcome], style: Style) -> Iterator[str]:
    """A block of text for each file that has findings."""
    for outcome in outcomes:
        if not outcome.diagnoses:
            continue
        from rich.text import Text

        lines = [Text(visible(outcome.path), "bold underline")]
        names = max(len(each.rule) for each in outcome.diagnoses)
        for each in outcome.diagnoses:
            lines.append(_head(each, names))
            if each.snippet:
                lines += _body(each.snippet, style)
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
