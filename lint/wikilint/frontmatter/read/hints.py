"""What is probably behind a block that cannot be used."""

from __future__ import annotations

from wikilint.frontmatter.read.lines import line_start, line_stop
from wikilint.frontmatter.read.nodes import Problem
from wikilint.pattern import pattern
from wikilint.value import replace

_TEMPLATE = pattern(r"\{\{|\{%|<%")
_LINK = pattern(r"[:-][ \t]+!?\[[^\]\r\n]{0,300}\]\(")
_FENCE_LIKE = pattern(r"(?:\A|(?<=[\r\n]))(?:[ \t]+---[ \t]*(?=[\r\n])|---[^ \t\r\n][^\r\n]*)")


def with_hint(text: str, start: int, end: int, problem: Problem) -> Problem:
    """The problem with a word on what is probably behind it."""
    line = text[line_start(text, problem.offset) : line_stop(text, problem.offset)]
    hint = ""
    if _TEMPLATE.search(line):
        hint = "this looks like a template (`{{ }}`, `{% %}`): quote the value, or leave the file out"
    elif _LINK.search(line):
        hint = "this looks like a Markdown link: quote the value"
    elif found := _FENCE_LIKE.search(text, start, end):
        hint = f"is {found.group().strip()[:20]!r} meant as the closing fence? It has to be exactly `---`"
    elif _TEMPLATE.search(text, start, end):
        hint = "the block holds template code (`{{ }}`, `{% %}`)"
    return replace(problem, hint=hint) if hint else problem
