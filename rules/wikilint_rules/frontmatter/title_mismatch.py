"""A title that is not the one of the page."""

from __future__ import annotations

from typing import Literal
from unicodedata import normalize

from wikilint.rule import Block, Document, EditRefused, Finding, Findings, Fix, Node, pattern, rule, shortened
from wikilint_rules.frontmatter._names import file_title, heading_title

_MARKUP = pattern(r"[*_`\[\]<>{}\\&]")


@rule("title-mismatch", severity="info", gate=b"---", default=False, deletes=100)
def title_mismatch(
    doc: Document, *, source: Literal["heading", "file-name"] = "heading", keys: tuple[str, ...] = ("title",)
) -> Findings:
    """A frontmatter title that differs from the page's first heading or file name.

    Off by default: many sites give a page a short title and a long heading on purpose. Where both should be the
    same, one of them was forgotten when the page was renamed.

    The rule ignores case, punctuation and markup, and pages without a heading of level 1.

        title: Battle of Sarin

        # Battle of Sarrin

    source: what the title is compared with: the first heading of level 1, or the file name, without a date at its
        beginning and with spaces for `-` and `_`.
    keys: the top-level keys that hold the title.

    Fix safety: unsafe. It writes the heading or the file name into the frontmatter; only the author knows which of
    the two is right.
    """
    block = doc.frontmatter
    wanted = heading_title(doc) if source == "heading" else file_title(doc)
    if block is None or block.root is None or not wanted:
        return
    for key in keys:
        node = block.get(key)
        if node is not None and node.kind == "scalar" and node.value and _bare(node.value) != _bare(wanted):
            where = "the first heading" if source == "heading" else "the name of the file"
            message = f"“{key}” is “{shortened(node.value)}”, and {where} is “{shortened(wanted)}”"
            yield Finding(node.start, node.end, message, _fix(block, node, wanted))


def _bare(title: str) -> str:
    return "".join(char for char in normalize("NFKC", title).casefold() if char.isalnum())


def _fix(block: Block, node: Node, title: str) -> Fix | None:
    if _MARKUP.search(title):
        return None
    try:
        return Fix(f"Write “{shortened(title)}”", *block.set_value(node, title), safety="unsafe")
    except EditRefused:
        return None
