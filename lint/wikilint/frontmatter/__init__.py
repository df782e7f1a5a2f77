"""The frontmatter block: where it ends, where each value stands, how one is rewritten in its own style."""

from wikilint.frontmatter.block import Block, read_block
from wikilint.frontmatter.edit.proof import EditRefused, changed_keys, reads_alike, second_opinion
from wikilint.frontmatter.edit.repair import repair_by_quoting
from wikilint.frontmatter.read.absence import Absence, absent
from wikilint.frontmatter.read.data import is_text, readings
from wikilint.frontmatter.read.nodes import Node, Pair, Problem
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
    "changed_keys",
    "is_text",
    "read_block",
    "readings",
    "reads_alike",
    "repair_by_quoting",
    "second_opinion",
]
