"""What is measured on, made of the pages of a folder: damaged copies, more files, larger files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

from benchmarks.damage import damage
from benchmarks.speed.programs import SUFFIXES

Damaged = dict[Path, tuple[bytes, bytes]]
"""By its path below the folder: the bytes of a page as they were, and as they are damaged."""

CLEAN = "---\ntitle: A page\ntags: [a, b]\n---\n\n# A page\n\nSome words.\n"


def pages(folder: Path) -> list[Path]:
    """The Markdown files of a folder, sorted."""
    return sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())


def spread(found: Sequence[Path], count: int) -> list[Path]:
    """`count` pages at equal distances, so that no part of a folder stands for the whole; all if there are fewer."""
    if count >= len(found):
        return list(found)
    return [found[place * len(found) // count] for place in range(count)]


def chosen(found: Sequence[Path], count: int) -> list[tuple[int, Path]]:
    """`count` pages with the number of the copy each is in: every page as often as any other, or once more."""
    whole, rest = divmod(count, len(found))
    copies = [(number, page) for number in range(whole) for page in found]
    return [*copies, *((whole, page) for page in spread(found, rest))]


def grow(folder: Path, out: Path, count: int) -> None:
    """Fill `out` with `count` files: hard links to the pages of a folder, or copies where links cannot be made."""
    for number, page in chosen(pages(folder), count):
        target = out / str(number) / page.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(page, target)
        except OSError:
            shutil.copyfile(page, target)


def damaged(folder: Path, count: int) -> Damaged:
    """Of `count` pages, by their path below the folder: the bytes as they were, and after their UTF-8 was read as
    Windows-1252. Pages that this does not change are not among them.
    """
    made = {}
    for page in pages(folder):
        before = page.read_bytes()
        if not before.isascii():
            try:
                after = damage(before.decode("utf-8"), "sloppy-windows-1252").encode("utf-8")
            except UnicodeDecodeError:
                continue
            made[page.relative_to(folder)] = (before, after)
    return {page: made[page] for page in spread(list(made), count)}


def write_damaged(made: Damaged, out: Path) -> None:
    """Put a fresh damaged copy of each page into `out`, and nothing else."""
    shutil.rmtree(out, ignore_errors=True)
    for page, (_, after) in made.items():
        target = out / page
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(after)
    os.sync()


def restored(made: Damaged, out: Path) -> int:
    """How many pages are again, byte for byte, what they were before they were damaged."""
    return sum((out / page).read_bytes() == before for page, (before, _) in made.items())


def split(text: str) -> tuple[str, str]:
    """The YAML between the `---` lines at the begin of a page, and the text after it."""
    if text.startswith("---\n"):
        block, fence, body = text[4:].partition("\n---\n")
        if fence:
            return f"{block}\n", body
    return "", text


def write_blocks(folder: Path, out: Path) -> int:
    """Write the frontmatter of each page as a YAML file; returns how many pages have one."""
    count = 0
    for page in pages(folder):
        block, _ = split(page.read_text(encoding="utf-8", errors="replace"))
        if block:
            target = (out / page.relative_to(folder)).with_suffix(".yaml")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block, encoding="utf-8")
            count += 1
    return count


def write_joined(folder: Path, out: Path, size: int) -> None:
    """One Markdown file of `size` bytes: the bodies of pages from all over the folder one after another, as often as
    it takes."""
    found = pages(folder)
    share = size / max(1, sum(page.stat().st_size for page in found))
    taken = spread(found, max(1, round(min(1.0, share) * len(found))))
    bodies = [split(page.read_text(encoding="utf-8", errors="replace"))[1].encode("utf-8") for page in taken]
    left = size
    with out.open("wb") as file:
        for body in cycle([body for body in bodies if body.strip()]):
            file.write(body[:left])
            left -= len(body)
            if left <= 0:
                return


def write_lines(out: Path, count: int) -> None:
    """A Markdown file of many short lines."""
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"Entry {number} of the register.\n" for number in range(1, count + 1))
