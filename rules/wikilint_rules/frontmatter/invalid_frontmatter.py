"""Frontmatter that no reader can use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wikilint.rule import UNPLAIN_BLOCK, Block, Document, Edit, Finding, Findings, Fix, pattern, rule
from wikilint_rules.frontmatter._trial import is_usable
from wikilint_rules.frontmatter._wiki import TEMPLATE

_SITE_TEMPLATE = pattern(r"\{[ \t]?\{|\{%|<%")
_COMMA = pattern(r",(?=[ \t\r\n]*[}\]])")
_LOCAL_TAG = pattern(r"![^!<\s]")
_PLACE = pattern(r"(?::| \(at) line \d+[^\r\n]*\Z")
_BLANK_LINE = pattern(r"(?:\A|\r\n|\n|\r(?!\n))[ \t]*[\r\n]")
_LINE = pattern(r"[^\r\n]+")
_YAML_LINE = pattern(
    r"""[ \t]*(?:#|-[ \t]|[\[\]{}]|(?:[\w.$-]+|"[^"\r\n]*"|'[^'\r\n]*')[ \t]*:(?:[ \t]|\Z))|[ \t]{2}"""
)
_TELLING = pattern(
    r"\A[a-z_][\w-]*:(?=[ \t\r\n])"
    r"|(?:\A|(?<=[\r\n]))(?:title|description|summary|date|author|tags|categories|layout|slug|draft|permalink)"
    r":(?=[ \t\r\n])"
)
"""What no prose has: a key right below the fence, or one of the usual ones at the start of any line."""
_LAST_COMMA = pattern(r",(?=[ \t]*(?:[\r\n]|\Z))")
_OPEN_QUOTE = pattern(r"""[^"']*[:-][ \t]+(["'])[^"'\r\n]*[^"'\s]()[ \t]*\Z""")


@rule("invalid-frontmatter", severity="error", gate=UNPLAIN_BLOCK)
def invalid_frontmatter(doc: Document) -> Findings:
    """A block that does not parse or is not a mapping of keys to values.

    Site generators stop at such a page, or show the block as text; no other rule can read it. The finding is where
    the parser gave up, and names the probable cause: a Markdown link that must be quoted, an extra comma, a quote
    that is never closed, a raw wiki template, a second document. TOML (`+++`) and JSON blocks are read too.

    A template (a Hugo archetype with `{{ }}` in its values) becomes YAML only when it is filled in, so it is
    reported as info and not as an error. So is a tag that only one program knows (`!secret`, `!expr`).

    The rule ignores prose between two `---` rules, which is Markdown and not frontmatter.

        custodian: [Ada](https://example.org/ada)

    becomes

        custodian: "[Ada](https://example.org/ada)"

    Fix safety: unsafe, because only the author knows what was meant. The fix quotes a value, closes its quote or
    removes the comma, and is offered only where that alone makes the block parse.
    """
    block = doc.frontmatter
    if block is None or block.problem is None or block.problem.kind == "too-complex" or _is_prose(block):
        return
    wiki = TEMPLATE.search(doc.text, block.start, block.end)
    template = None if wiki else _SITE_TEMPLATE.search(doc.text, block.start, block.end)
    if template is not None:
        message = f"the block is a template, and becomes {block.syntax.upper()} only when it is filled in"
        yield Finding(template.start(), _line_end(doc, template.start()), message, severity="info")
        return
    start = min(block.problem.offset, block.end)
    message = _PLACE.sub("", block.problem.message)
    if block.problem.kind == "unsupported-tag" and _LOCAL_TAG.match(doc.text, start):
        yield Finding(start, _line_end(doc, start), message, severity="info")
        return
    if wiki is not None:
        message = f"{message}; the raw wiki template “{wiki.group()}…” is where a value should be"
        yield Finding(wiki.start(), _line_end(doc, wiki.start()), message)
        return
    if comma := _stray_comma(block, start):
        edit = Edit(comma.start(), comma.end())
        fix = _fix(doc, "Remove the comma", [edit]) if block.syntax == "yaml" else None
        yield Finding(
            edit.start,
            edit.end,
            f"the frontmatter is not valid {block.syntax.upper()}: there is a comma too many",
            fix,
        )
        return
    fix = _fix(doc, "Close the quote", _closing(doc, start))
    hint = "this quote is never closed" if fix else block.problem.hint
    if fix is None and (fix := _fix(doc, "Quote the value", block.repair_by_quoting())):
        hint = hint or "it would be valid with this value in quotes"
    if fix is not None:
        first = fix.edits[0]
        start = first.start if first.start < first.end else doc.line_start(first.start)
    yield Finding(start, _line_end(doc, start), f"{message}; {hint}" if hint else message, fix)


def _line_end(doc: Document, start: int) -> int:
    row = doc.row(start)
    return doc.line_starts[row - 1] + len(doc.line(row))


def _is_prose(block: Block) -> bool:
    """Whether the block reads like text between two rules: no key that only frontmatter has, hardly a line of YAML,
    and paragraphs, or nothing else but words."""
    own = block.text[block.start : block.end]
    if block.syntax != "yaml" or block.problem is None or _TELLING.search(own):
        return False
    paragraphs = own.rstrip(" \t\r\n")  # the block's own last line break ends no paragraph
    if block.problem.kind != "not-a-mapping" and not _BLANK_LINE.search(paragraphs):
        return False
    # A comment may as well be a heading.
    lines = [line for line in _LINE.findall(own) if not line.lstrip(" ").startswith("#")]
    return 2 * sum(1 for line in lines if _YAML_LINE.match(line)) < len(lines)


def _stray_comma(block: Block, offset: int) -> re.Match[str] | None:
    """The comma that the parser stumbled over: behind a value that is complete, or before a closing bracket."""
    if block.syntax == "json":
        begin = max(block.start, len(block.text[: offset + 1].rstrip(" \t\r\n}]")) - 1)
        return _COMMA.match(block.text, begin, block.end)
    return _LAST_COMMA.match(block.text, offset, block.end)


def _closing(doc: Document, offset: int) -> Sequence[Edit] | None:
    """The quote that is missing at the end of the value on the last line above that has an odd one."""
    for row in range(doc.row(offset), max(doc.row(offset) - 3, 1), -1):
        found = _OPEN_QUOTE.match(doc.line(row))
        if found is not None:
            end = doc.line_starts[row - 1] + found.end(2)
            return [Edit(end, end, found[1])]
    return None


def _fix(doc: Document, title: str, edits: Sequence[Edit] | None) -> Fix | None:
    return Fix(title, *edits, safety="unsafe") if edits and is_usable(doc.with_edits(edits)) else None
