"""Three pages that a child process fixes under fire, one of them with two names; and what has to hold of them after."""

from __future__ import annotations

import os
from pathlib import Path

from wikilint.disk import in_place, leftovers, restore, runs, session, store
from wikilint.disk.splices import Splice
from wikilint.disk.store import Change, Durability

OLD, NEW = b"old text\n" * 900, b"new text, and more of it\n" * 900
NAMES = ("a.md", "b.md", "linked.md")
OTHER_NAME = "other-name.txt"


def reset(tree: Path) -> None:
    for each in tree.iterdir():
        each.unlink()
    for name in NAMES:
        (tree / name).write_bytes(OLD)
    os.link(tree / "linked.md", tree / OTHER_NAME)


def fix(tree: Path, durability: Durability = "batch") -> None:
    with session.writing([str(tree)], "test", keep=True, durability=durability, say=lambda _: None) as out:
        out.write(
            [
                (Change(store.read(tree / name), NEW), [Splice(0, len(OLD), NEW, 0, 0, (), "safe")])
                for name in NAMES
            ]
        )


def undo() -> None:
    """Undo every run."""
    for name in runs.names():
        pages = list(restore.pages(runs.load(name).written))
        changes = [change for change in map(restore.back, pages) if change is not None]
        store.replace_all(changes, "none", lambda: None)
        for page in pages:
            leftovers.sweep(os.path.dirname(page.path))
        runs.remove(name)


def wrong(tree: Path, allowed: tuple[bytes, ...]) -> list[str]:
    return [name for name in NAMES if (tree / name).read_bytes() not in allowed]


def torn(tree: Path) -> list[str]:
    """Pages that are neither old nor new, and not half-way between, where that is allowed: in a linked file."""
    data = (tree / "linked.md").read_bytes()
    return [
        name
        for name in wrong(tree, (OLD, NEW))
        if name != "linked.md" or not in_place.is_torn(data, OLD, NEW)
    ]


def left_over(tree: Path) -> list[str]:
    return sorted({each.name for each in tree.iterdir()} - {*NAMES, OTHER_NAME})
