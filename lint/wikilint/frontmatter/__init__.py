"""The frontmatter block: where it ends, where each value is, how one is rewritten in its own style.

Names are imported when they are asked for: of a page without a block only its first line is looked at, and what edits
and proves (`frontmatter.edit`) is imported by those who need it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wikilint.frontmatter.block import Block, read_block
    from wikilint.frontmatter.read.absence import Absence, absent
    from wikilint.frontmatter.read.data import is_text, readings
    from wikilint.frontmatter.read.nodes import EditRefused, Node, Pair, Problem
    from wikilint.frontmatter.read.sourcemap import SourceMap
    from wikilint.frontmatter.read.tag_keys import TAG_KEYS

__all__ = [
    "TAG_KEYS",
    "Absence",
    "Block",
    "EditRefused",
    "Node",
    "Pair",
    "Problem",
    "SourceMap",
    "absent",
    "is_text",
    "read_block",
    "readings",
]

_HOMES = {
    "TAG_KEYS": "read.tag_keys",
    "Absence": "read.absence",
    "Block": "block",
    "EditRefused": "read.nodes",
    "Node": "read.nodes",
    "Pair": "read.nodes",
    "Problem": "read.nodes",
    "SourceMap": "read.sourcemap",
    "absent": "read.absence",
    "is_text": "read.data",
    "read_block": "block",
    "readings": "read.data",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
