"""What one Markdown line says, read from a given place: columns, container marks, the text of a heading.

Positions are offsets into a source whose lines all end in LF; columns count from 0, with tab stops of four.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wikilint.markdown.syntax import ATX, BLANK_REST, DEFINITION


def indentation(source: str, position: int, column: int) -> tuple[int, int]:
    """Past the blanks: position and column."""
    while True:
        mark = source[position]
        if mark == " ":
            column += 1
        elif mark == "\t":
            column += 4 - column % 4
        else:
            return position, column
        position += 1


def after_quote_mark(source: str, position: int, column: int) -> tuple[int, int, int]:
    """Past `>` and the blanks behind it: position, column, and the column where the quoted text begins."""
    base = column + (2 if source[position + 1] in " \t" else 1)
    return *indentation(source, position + 1, column + 1), base


def after_item_mark(source: str, position: int, column: int) -> tuple[int, int, int]:
    """Past the blanks behind a list mark: position, column, and the column where the item's text begins."""
    text_position, text_column = indentation(source, position, column)
    if source[text_position] == "\n" or text_column - column > 4:
        return text_position, text_column, column + 1
    return text_position, text_column, text_column


def atx_heading(source: str, position: int, end: int) -> tuple[int, int, int] | None:
    """The level of the `# heading` at `position`, and where its title starts and ends; None for mere text."""
    marks = ATX.match(source, position)
    if not marks:
        return None
    title = source[marks.end() : end - 1].rstrip(" \t")
    unclosed = title.rstrip("#")
    if unclosed != title and unclosed[-1:] in " \t":
        title = unclosed.rstrip(" \t")
    title_end = marks.end() + len(title)
    return len(marks[0]), title_end - len(title.lstrip(" \t")), title_end


def underlined_start(source: str, stretch_start: int, underline: int) -> int:
    """Where the paragraph above a setext underline begins; `underline` itself when it is all definitions.

    The paragraph lies in the stretch of prose that begins at `stretch_start`, behind its last blank line.
    """
    start = underline
    while start > stretch_start:
        above = source.rfind("\n", stretch_start, start - 1) + 1 or stretch_start
        if BLANK_REST.match(source, above):
            break
        start = above
    while start < underline and (definition := DEFINITION.match(source, start, underline)):
        start = definition.end()
    return start


@lru_cache(maxsize=64)
def closing_fence(mark: str, length: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What closes a fence: a pattern for the marks, and one that finds their line outside all containers."""
    marks = rf"{mark}{{{length},}}+[ \t]*+\n"
    return re.compile(marks), re.compile(rf"\n {{0,3}}{marks}")
