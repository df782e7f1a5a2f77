"""Runs the frontmatter package over every block of a folder and prints counts: `frontmatter_corpus.py FOLDER`.

Each scalar: does its source map read what the parser reads? Each text scalar: one character put into its middle,
proven; was that one character all that changed? With `--second N`, every Nth edit is shown to the second parser.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from wikilint import frontmatter
from wikilint.finding import Edit
from wikilint.frontmatter import Block, Node
from wikilint.frontmatter.proof import splice

SUFFIXES = {".md", ".markdown", ".mdx", ".txt"}


def blocks(folder: Path) -> Iterator[tuple[Path, Block]]:
    """Every block below a folder, in the order of the paths."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES and path.is_file():
            text = path.read_bytes().decode("utf-8", "surrogateescape").removeprefix("\ufeff")
            block = frontmatter.read(text)
            if block is not None:
                yield path, block


def try_scalar(block: Block, node: Node, counts: Counter[str], *, second: bool) -> str | None:
    """Count what becomes of one scalar; a complaint if it is not as it should be."""
    counts["scalars"] += 1
    if block.source_map(node).value != node.value:
        counts["source map differs"] += 1
        return "the source map differs from the parser"
    if not node.value.strip() or not frontmatter.is_text(node):
        return None
    middle = len(node.value.rstrip()) // 2
    wanted = node.value[:middle] + "x" + node.value[middle:]
    try:
        edits = block.set_value(node, wanted)
    except frontmatter.EditRefused as refusal:
        counts[f"refused: {refusal}"] += 1
        return f"refused: {refusal}"
    exact = len(edits) == 1 and edits[0] == Edit(edits[0].start, edits[0].start, "x")
    counts["one character, nothing else" if exact else "rewritten in more places"] += 1
    if second:
        counts["shown to ruamel.yaml"] += 1
        after = frontmatter.read(splice(block.text, edits))
        reason = frontmatter.second_opinion(block, after) if after else "no block"
        if reason:
            counts["ruamel.yaml disagrees"] += 1
            return reason
    return None if exact else "more than one character changed"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--share", type=float, default=1.0, help="the share of blocks to look at")
    parser.add_argument(
        "--second", type=int, default=0, metavar="N", help="show every Nth edit to ruamel.yaml"
    )
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    dice = random.Random(1)
    began = time.perf_counter()
    for path, block in blocks(options.folder):
        if dice.random() >= options.share:
            continue
        counts["blocks"] += 1
        if block.problem is not None:
            counts[f"problem: {block.problem.kind}"] += 1
            continue
        for node in block.scalars():
            second = options.second > 0 and counts["scalars"] % options.second == 0
            if complaint := try_scalar(block, node, counts, second=second):
                print(f"{path}: {'.'.join(map(str, node.path))}: {complaint}")
    for what, count in sorted(counts.items()):
        print(f"{count:>10,}  {what}")
    print(f"{time.perf_counter() - began:>9.1f}s")


if __name__ == "__main__":
    main()
