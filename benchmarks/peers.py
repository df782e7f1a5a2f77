"""What formatters and fixers do to files when they are killed or the disk is full, and to all that is not text.

    python -m benchmarks.peers [--kills N]

Runs each tool that is installed over the same pages and prints one table. Tools that are not found are left out; the
full disk needs root (it mounts a tmpfs of 1 MB). Every number is a count of files.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PAGES = 60
PAGE = (
    "# Title\n\n\n\n* item one\n* item two   \n\nA line of text with a trailing blank. \n" + "Text.\n" * 200
).encode()

TOOLS = {
    "wikilint": [sys.executable, "-m", "wikilint", "fix", "--isolated", "-q", "--select", "all", "."],
    "rumdl": ["rumdl", "check", "--fix", "."],
    "mdformat": ["mdformat", "."],
    "pymarkdown": ["pymarkdown", "fix", "."],
    "markdownlint-cli2": ["markdownlint-cli2", "--fix", "*.md"],
    "prettier": ["prettier", "--write", "--log-level", "error", "*.md"],
    "sed -i": ["sh", "-c", "sed -i 's/[ ]*$//' *.md"],
}


def _pages(folder: Path, data: bytes = PAGE) -> None:
    for number in range(PAGES):
        (folder / f"{number:03}.md").write_bytes(data)


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300)


def _whole(command: list[str], folder: Path) -> tuple[float, bytes]:
    """How long a run takes, and what it makes of a page."""
    _pages(folder)
    began = time.monotonic()
    _run(command, folder)
    return time.monotonic() - began, (folder / "000.md").read_bytes()


def _damaged(folder: Path, good: set[bytes]) -> int:
    return sum(each.read_bytes() not in good for each in folder.glob("*.md"))


def killed(command: list[str], folder: Path, kills: int) -> str:
    """Files that are neither old nor new after SIGKILL at a random moment, over all kills."""
    took, new = _whole(command, folder)
    dice = random.Random(1)
    damaged = 0
    for _ in range(kills):
        _pages(folder)
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   start_new_session=True)  # fmt: skip
        time.sleep(dice.uniform(0.3, 1.0) * took)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        damaged += _damaged(folder, {PAGE, new})
    return str(damaged)


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    small = folder / "small"
    small.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small], check=True)
    try:
        yield small
    finally:
        subprocess.run(["umount", "-l", small], check=True)


def full(command: list[str], folder: Path, _: int) -> str:
    """Files that are neither old nor new after a run on a disk without a free byte."""
    new = _whole(command, folder)[1]
    if os.geteuid():
        return "needs root"
    with _small_disk(folder) as small:
        try:
            _pages(small)
        except OSError:
            for each in small.glob("*.md"):
                if each.read_bytes() != PAGE:
                    each.unlink()
        with (small / "ballast").open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                pass
        _run(command, small)
        return str(_damaged(small, {PAGE, new}))


def links(command: list[str], folder: Path, _: int) -> str:
    """Whether two names of one file are one file still."""
    _pages(folder)
    os.link(folder / "000.md", folder / "other-name")
    _run(command, folder)
    kept = (folder / "000.md").stat().st_nlink == 2
    os.unlink(folder / "other-name")
    return "kept" if kept else "broken"


def attributes(command: list[str], folder: Path, _: int) -> str:
    """Whether an extended attribute is there still."""
    _pages(folder)
    try:
        os.setxattr(folder / "000.md", "user.origin", b"x")
    except (OSError, AttributeError):
        return "no xattrs here"
    _run(command, folder)
    return "kept" if "user.origin" in os.listxattr(folder / "000.md") else "lost"


def newlines(command: list[str], folder: Path, _: int) -> str:
    """Lines of a CRLF page that end in CRLF after the run."""
    _pages(folder, PAGE.replace(b"\n", b"\r\n"))
    _run(command, folder)
    data = (folder / "000.md").read_bytes()
    crlf, lf = data.count(b"\r\n"), data.count(b"\n")
    return f"{crlf}/{lf}"


def again(command: list[str], folder: Path, _: int) -> str:
    """Files that a second run changes."""
    _pages(folder)
    _run(command, folder)
    once = {each: each.read_bytes() for each in folder.glob("*.md")}
    _run(command, folder)
    return str(sum(each.read_bytes() != data for each, data in once.items()))


TRIALS: dict[str, Callable[[list[str], Path, int], str]] = {
    "damaged by kill -9": killed,
    "damaged by a full disk": full,
    "hard link": links,
    "attributes": attributes,
    "CRLF lines kept": newlines,
    "changed by a second run": again,
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=10)
    given = parser.parse_args()
    found = {name: command for name, command in TOOLS.items() if shutil.which(command[0])}
    sys.stdout.write(f"| | {' | '.join(found)} |\n|---|{'---|' * len(found)}\n")
    for trial, measure in TRIALS.items():
        cells = []
        for command in found.values():
            with tempfile.TemporaryDirectory() as folder:
                cells.append(measure(command, Path(folder), given.kills))
        sys.stdout.write(f"| {trial} | {' | '.join(cells)} |\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
