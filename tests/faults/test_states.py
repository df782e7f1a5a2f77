"""Any order of editing, checking, fixing, crashing, undoing and replaying: what was there is never lost."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

from tree_of_pages import Tree

TestTree = Tree.TestCase
TestTree.settings = settings(
    max_examples=int(os.environ.get("WIKILINT_STATES", "30")),
    stateful_step_count=12,
    deadline=None,
    derandomize=True,
)
