"""Values that a script wrote because it had none."""

from __future__ import annotations

import re

from wikilint.rule import UNPLAIN_BLOCK, Block, Document, Finding, Findings, Node, pattern, rule
from wikilint_rules.frontmatter._fields import Field, fields
from wikilint_rules.frontmatter._wiki import TEMPLATE

_OBJECTS = pattern(r"(?:\[object [A-Z]\w*\][,;\s]*)+\Z")
_OBJECT_IN_LIST = pattern(
    r"object (?:Object|Array|Undefined|Null|Promise|Map|Set|Function|Error|Date|String)\Z"
)
_LOREM = pattern(r"lorem ipsum dolor\b", re.IGNORECASE)
_LEAKS = frozenset({"undefined", "NaN", "Invalid Date", "Invalid date"})
_TELLING = ("object ", "{{", "undefined", "NaN", "nvalid ", "orem ")
"""What stands in every block that has such a value; in bodies it is common, so the block alone is asked."""

_TITLES = (
    *(
        "title",
        "linkTitle",
        "short-title",
        "shortTitle",
        "sidebar_label",
        "name",
        "id",
        "slug",
        "term",
        "subject",
    ),
    *("aliases", "permalink", "redirect_from", "type", "returns", "default", "defaultValue", "value"),
)


@rule("placeholder-value", severity="error", gate=UNPLAIN_BLOCK)
def placeholder_value(
    doc: Document,
    *,
    titles: tuple[str, ...] = _TITLES,
) -> Findings:
    """A placeholder instead of a value: an object written as text, a raw wiki template, filler.

    JavaScript writes `[object Object]` where somebody forgot to pick a field, and `undefined`, `NaN` or
    `Invalid Date` where there was none; `{{Infobox …` is the source of a wiki page where its first sentence should
    be; `Lorem ipsum dolor …` was never replaced. Only the whole value counts, or its beginning for templates and
    filler. Unquoted, `[object Object]` is even a list to YAML.

    The rule ignores `undefined` and `NaN` in titles and names, because there are pages about them, and below the
    top level, where a page describes the default of an option (in lists of tags, see `tag-residue`); `null` and
    `None`; and `{{ .Title }}` and other templates of site generators.

        img: "[object Object]"
        description: "{{Infobox military conflict | conflict = …"

    titles: top-level keys in which `undefined`, `NaN` and `Invalid Date` may be meant.

    Fix safety: there is no fix, because only the author knows the value.
    """
    block = doc.frontmatter
    if block is None or all(doc.text.find(words, block.start, block.end) < 0 for words in _TELLING):
        return
    for field in fields(block, lambda node: _what(block, node) is not None):
        message = _what(block, field.node)
        if message is not None and not (field.node.value in _LEAKS and _may_leak(block, field, titles)):
            yield Finding(*_span(block, field.node), message)


def _may_leak(block: Block, field: Field, titles: tuple[str, ...]) -> bool:
    """Whether a script's word may be meant: in a title, in the default of an option that a page describes."""
    return field.top in titles or field.node.parent is not block.root


def _what(block: Block, node: Node) -> str | None:
    if node.value in _LEAKS:
        return f"“{node.value}” is what a script writes where it has no value"
    return _object(block, node) or _words(node.value)


def _in_brackets(block: Block, node: Node) -> bool:
    """Whether an unquoted item is the only one of its flow list: `[object Object]` as a script wrote it."""
    parent = node.parent
    return (
        parent is not None
        and parent.kind == "sequence"
        and parent.flow
        and len(parent.items) == 1
        and block.text[parent.start : parent.end] == f"[{node.value}]"
    )


def _object(block: Block, node: Node) -> str | None:
    if node.style is None and _OBJECT_IN_LIST.match(node.value) and _in_brackets(block, node):
        return f"“[{node.value}]” is an object written as text, and a list to YAML"
    if "[object " in node.value and _OBJECTS.match(node.value.strip()):
        count = node.value.count("[object ")
        return f"“{node.value.strip()[:40]}” is {'an object' if count == 1 else 'objects'} written as text"
    return None


def _words(value: str) -> str | None:
    text = value.lstrip()
    if text.startswith("{{") and (found := TEMPLATE.match(text)):
        return f"the value begins with the raw wiki template “{found.group()[:40]}…”"
    if text[:1] in "lL" and _LOREM.match(text):
        return "the value is filler text: “Lorem ipsum …”"
    return None


def _span(block: Block, node: Node) -> tuple[int, int]:
    if node.parent is not None and node.style is None and _in_brackets(block, node):
        return node.parent.start, node.parent.end
    return node.start, node.end
