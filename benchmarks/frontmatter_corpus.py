"""Runs the frontmatter package over every block of a folder and prints counts: `frontmatter_corpus.py FOLDER`.

Each scalar: does its source map read what the parser reads? Each text scalar: one character put into its middle,
proven; was that one character all that changed? With `--second N`, every Nth edit is shown to the second parser.
With `--structure`, each list item is deleted and split too, each entry deleted and renamed, and a key added.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from wikilint import frontmatter
from wikilint.finding import Edit
from wikilint.frontmatter import Block, Node
from wikilint.frontmatter.edit.proof import second_opinion, splice

SUFFIXES = {".md", ".markdown", ".mdx", ".txt"}


def blocks(folder: Path) -> Iterator[tuple[Path, Block]]:
    """Every block below a folder, in the order of the paths."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES and path.is_file():
            text = path.read_bytes().decode("utf-8", "surrogateescape").removeprefix("\ufeff")
            block = frontmatter.read_block(text)
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
        after = frontmatter.read_block(splice(block.text, edits))
        reason = second_opinion(block, after) if after else "no block"
        if reason:
            counts["ruamel.yaml disagrees"] += 1
            return reason
    return None if exact else "more than one character changed"


def operations(block: Block) -> Iterator[tuple[str, Callable[[], tuple[Edit, ...]]]]:
    """Every structural operation on every node that it is meant for."""
    for node in block.root.walk() if block.root else ():
        for item in node.items:
            yield "delete item", partial(block.delete_item, item)
            if item.kind == "scalar":
                yield "split item", partial(block.split_item, item, ["one", "two: three"])
        for pair in node.pairs:
            yield "delete entry", partial(block.delete_pair, pair)
            yield "rename key", partial(block.rename_key, pair, "a new name")
            if pair.key.parent is block.root:
                yield "add key", partial(block.add_key, "a new key", ["x", True], pair.name)


def try_structure(block: Block, counts: Counter[str]) -> Iterator[str]:
    """Count what becomes of each operation; yields a complaint for each that is refused."""
    for name, operation in operations(block):
        try:
            operation()
            counts[f"{name}: done"] += 1
        except frontmatter.EditRefused as refusal:
            counts[f"{name}: {str(refusal)[:70]}"] += 1
            yield f"{name}: {refusal}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--share", type=float, default=1.0, help="the share of blocks to look at")
    parser.add_argument(
        "--second", type=int, default=0, metavar="N", help="show every Nth edit to ruamel.yaml"
    )
    parser.add_argument("--structure", action="store_true", help="try the structural operations too")
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
        for refused in try_structure(block, counts) if options.structure else ():
            print(f"{path}: {refused}")
        for node in block.scalars():
            second = options.second > 0 and counts["scalars"] % options.second == 0
            if complaint := try_scalar(block, node, counts, second=second):
                print(f"{path}: {'.'.join(map(str, node.path))}: {complaint}")
    for what, count in sorted(counts.items()):
        print(f"{count:>10,}  {what}")
    print(f"{time.perf_counter() - began:>9.1f}s")


if __name__ == "__main__":
    main()
