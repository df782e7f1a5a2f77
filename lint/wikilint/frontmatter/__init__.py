"""The frontmatter block: where it ends, where each value stands, how one is rewritten in its own style."""

from wikilint.frontmatter.absent import Absence, absent
from wikilint.frontmatter.block import Block, read
from wikilint.frontmatter.data import is_text, readings
from wikilint.frontmatter.nodes import Node, Pair, Problem
from wikilint.frontmatter.proof import EditRefused, changed_keys, reads_alike, second_opinion
from wikilint.frontmatter.repair import repair_by_quoting
from wikilint.frontmatter.sourcemap import SourceMap

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
    "read",
    "readings",
    "reads_alike",
    "repair_by_quoting",
    "second_opinion",
]
