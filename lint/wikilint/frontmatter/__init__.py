"""The frontmatter block: where it ends, where each value is, how one is rewritten in its own style.

What edits and proves (`frontmatter.edit`) is imported by those who need it: most files are only looked at.
"""

from wikilint.frontmatter.block import Block, read_block
from wikilint.frontmatter.read.absence import Absence, absent
from wikilint.frontmatter.read.data import is_text, readings
from wikilint.frontmatter.read.nodes import EditRefused, Node, Pair, Problem
from wikilint.frontmatter.read.sourcemap import SourceMap

__all__ = [
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
