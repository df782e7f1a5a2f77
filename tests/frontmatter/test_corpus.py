"""Real blocks: every source map, and one character put into every text value of a sample."""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.frontmatter_corpus import blocks, try_scalar

from wikilint.frontmatter.edit.proof import reads_alike

SHARE = 0.02


@pytest.mark.skipif(
    "WIKILINT_CORPORA" not in os.environ, reason="WIKILINT_CORPORA names no folder of real pages"
)
def test_real_blocks_are_mapped_and_edited_exactly() -> None:
    counts: Counter[str] = Counter()
    dice = random.Random(7)
    complaints = []
    for path, block in blocks(Path(os.environ["WIKILINT_CORPORA"])):
        if dice.random() < SHARE and block.problem is None:
            complaints += [f"{path}: {reason}" for reason in [reads_alike(block)] if reason]
            for node in block.scalars():
                complaint = try_scalar(block, node, counts, second=False)
                complaints += [f"{path}: {node!r}: {complaint}"] if complaint else []
    assert counts["scalars"]
    assert complaints == []
