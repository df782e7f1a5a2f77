"""A block that does not parse, repaired by quoting one value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wikilint.edits import apply
from wikilint.finding import Edit
from wikilint.frontmatter.read.lines import line_start, line_stop
from wikilint.frontmatter.read.reading import Reading
from wikilint.frontmatter.read.split import split
from wikilint.pattern import pattern

_ENTRY = pattern(
    r""" [ ]* (?: -[ ]++ )*+
    (?: (?: "[^"]*" | '[^']*' | [^\s"'\#:\[\]{}][^:\#]* ) :[ ]+ | (?<=-[ ]) )
    (?P<value> [^ \t] .* ) \Z""",
    re.VERBOSE,
)


def repair_by_quoting(block: Reading) -> tuple[Edit, ...] | None:
    """The edit that puts one value into quotes and thereby makes the block parse; None when none does.

    Tried on the line where the parser gave up and the two lines above it that are not blank. The value that is
    quoted is the whole rest of its line, without the quotes around it if it has a pair.
    """
    problem = block.problem
    if problem is None or block.syntax != "yaml" or problem.kind not in ("invalid", "unsupported-key"):
        return None
    from wikilint.frontmatter.edit import render

    for start, stop in _lines_above(block, problem.offset):
        entry = _ENTRY.match(block.text[start:stop])
        if entry is None:
            continue
        value = entry["value"].rstrip(" \t")
        first, last = start + entry.start("value"), start + entry.start("value") + len(value)
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        edit = Edit(first, last, render.scalar(value, quote=block.quote_mark))
        if _is_repaired(block, edit, value):
            return (edit,)
    return None


def _lines_above(block: Reading, offset: int) -> Iterator[tuple[int, int]]:
    """The line of an offset and those above it, as far as three lines that are not blank go."""
    seen = 0
    while seen < 3 and offset >= block.start:
        start = max(line_start(block.text, offset), block.start)
        stop = min(line_stop(block.text, offset), block.end)
        if block.text[start:stop].strip():
            seen += 1
            yield start, stop
        offset = start - 1


def _is_repaired(block: Reading, edit: Edit, value: str) -> bool:
    text = apply(block.text, (edit,))
    bounds = split(text)
    if bounds is None:
        return False
    after = Reading(text, *bounds)
    return after.root is not None and any(
        node.start == edit.start and node.value == value for node in after.scalars()
    )
