"""What formatters and fixers do to files: killed, on a full disk, beside an editor, and to all that is not damage.

    python -m benchmarks.peers [--kills N] [--only TRIAL] [TOOL …]

Runs each tool that is installed, as it comes, over the same pages, and prints one table with the versions and the
date. Tools that are not found are left out. The full disk needs root (it mounts a tmpfs of 1 MB), a kill at every call
strace.
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
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

PAGES = 60
PAGE = (
    "# Title\n\n\n\nA cafÃ©.\n\n* item one\n* item two   \n\nA line of text with a trailing blank. \n"
    + "Text.\n" * 200
).encode()

OWN_STYLE = """\
Title
=====

Emphasis *so* and _so_, **strong** and __strong__; a hard break  \nat the end of a line, another\\
one, an entity &copy; and 1 * 2 * 3.

* a list of stars
* second entry

1) one
2) two

- a dash

+ a plus

    indented code,\twith a tab

| a | b |
|---|:-:|
| long cell | x |

***

[a link][ref] and <https://example.org>

[ref]: https://example.org 'A title'

The last line, without its newline."""
"""Markdown in a style of its own; nothing is wrong with it but the newline at its end."""

BLOCK = """\
---
# who wrote this, and when
title:   "A: title"     # kept as it was
tags: [ 'b', a,  "c" ]
date: 2020-01-01
empty:
list:
- one
-   two
long: >-
    folded
    text
---
"""
"""Valid frontmatter with comments, quotes of both kinds and spaces of its own."""

TOOLS = {
    "wikilint": [sys.executable, "-m", "wikilint", "fix", "--isolated", "-q", "."],
    "rumdl": ["rumdl", "check", "--fix", "."],
    "mdformat": ["mdformat", "."],
    "pymarkdown": ["pymarkdown", "fix", "."],
    "markdownlint-cli2": ["markdownlint-cli2", "--fix", "*.md"],
    "prettier": ["prettier", "--write", "--log-level", "error", "*.md"],
    "sed -i": ["sh", "-c", "sed -i 's/[ ]*$//' *.md"],
}

# What can change a file, or the name of one.
CALLS = (
    "open", "openat", "truncate", "ftruncate", "write", "writev", "pwrite64", "rename", "renameat", "renameat2",
    "unlink", "unlinkat",
)  # fmt: skip


def _pages(folder: Path, data: bytes = PAGE, pages: int = PAGES) -> None:
    for number in range(pages):
        (folder / f"{number:03}.md").write_bytes(data)


def _run(command: list[str], folder: Path) -> int:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300).returncode


def _whole(command: list[str], folder: Path, pages: int = PAGES) -> tuple[float, bytes]:
    """How long a run takes, and what it makes of a page."""
    _pages(folder, pages=pages)
    began = time.monotonic()
    _run(command, folder)
    return time.monotonic() - began, (folder / "000.md").read_bytes()


def _once(command: list[str], folder: Path, data: bytes) -> bytes:
    """What a run makes of one page."""
    page = folder / "000.md"
    page.write_bytes(data)
    _run(command, folder)
    return page.read_bytes()


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


def killed_at_calls(command: list[str], folder: Path, _: int) -> str:
    """Runs over three pages that leave one neither old nor new, of those killed at each call that names a page."""
    if not shutil.which("strace"):
        return "needs strace"
    new = _whole(command, folder, 3)[1]
    runs = damaged = 0
    for call in CALLS:
        for at in range(1, 50):
            _pages(folder, pages=3)
            trace = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}"]
            trace += ["-e", f"inject={call}:signal=SIGKILL:when={at}"]
            for page in folder.glob("*.md"):
                trace += ["-P", str(page), "-P", page.name]
            if _run([*trace, *command], folder) not in (-signal.SIGKILL, 128 + signal.SIGKILL):
                break
            runs += 1
            damaged += bool(_damaged(folder, {PAGE, new}))
    return f"{damaged} of {runs}"


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    small = folder / "small"
    small.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small], check=True)
    try:
        yield small
    finally:
        subprocess.run(["umount", "-l", small], check=True)


@contextmanager
def _kept_full(ballast: Path) -> Iterator[None]:
    """Every byte that becomes free is taken at once."""
    over = threading.Event()
    is_full = threading.Event()

    def fill() -> None:
        with ballast.open("wb", buffering=0) as file:
            while not over.is_set():
                try:
                    file.write(b"x" * 4096)
                except OSError:
                    is_full.set()
                    time.sleep(0.0002)

    filler = threading.Thread(target=fill)
    filler.start()
    is_full.wait()
    try:
        yield
    finally:
        over.set()
        filler.join()


def full(command: list[str], folder: Path, _: int) -> str:
    """Files that are neither old nor new after a run on a disk that another program keeps full."""
    new = _whole(command, folder)[1]
    if os.geteuid():
        return "needs root"
    with _small_disk(folder) as small:
        _pages(small)
        with _kept_full(small / "ballast"):
            _run(command, small)
        return str(_damaged(small, {PAGE, new}))


def edits(command: list[str], folder: Path, _: int) -> str:
    """Lines that are lost of those that an editor adds to the pages while the tool runs."""
    _pages(folder, pages=20)
    added: dict[Path, list[bytes]] = {page: [] for page in sorted(folder.glob("*.md"))}
    over = threading.Event()

    def edit() -> None:
        number = 0
        while not over.is_set():
            for page, lines in added.items():
                line = b"edit %d\n" % (number := number + 1)
                with page.open("ab") as file:
                    file.write(line)
                lines.append(line)
                time.sleep(0.002)

    editor = threading.Thread(target=edit)
    editor.start()
    _run(command, folder)
    over.set()
    editor.join()
    total = sum(map(len, added.values()))
    there = sum(line in set(page.read_bytes().splitlines(keepends=True)) for page, lines in added.items()
                for line in lines)  # fmt: skip
    return f"{total - there} of {total}"


def hard_link(command: list[str], folder: Path, _: int) -> str:
    """Whether two names of one file are one file still."""
    _pages(folder)
    os.link(folder / "000.md", folder / "other-name")
    _run(command, folder)
    kept = (folder / "000.md").stat().st_nlink == 2
    os.unlink(folder / "other-name")
    return "kept" if kept else "broken"


def symlink(command: list[str], folder: Path, _: int) -> str:
    """Whether a page that is a link to a file is one still, and what became of the file, outside of the folder."""
    tree, outside = folder / "tree", folder / "outside.txt"
    tree.mkdir()
    outside.write_bytes(PAGE)
    (tree / "000.md").symlink_to(outside)
    _run(command, tree)
    kept = "kept" if (tree / "000.md").is_symlink() else "replaced"
    return f"{kept}, target {'as it was' if outside.read_bytes() == PAGE else 'written'}"


def attributes(command: list[str], folder: Path, _: int) -> str:
    """Whether an extended attribute is there still."""
    _pages(folder)
    try:
        os.setxattr(folder / "000.md", "user.origin", b"x")
    except (OSError, AttributeError):
        return "no xattrs here"
    _run(command, folder)
    return "kept" if "user.origin" in os.listxattr(folder / "000.md") else "lost"


def permissions(command: list[str], folder: Path, _: int) -> str:
    """Whether mode and (as root) owner of a page are what they were."""
    _pages(folder)
    page = folder / "000.md"
    if not os.geteuid():
        os.chown(page, 1234, 1234)
    page.chmod(0o640)
    before = page.stat()
    _run(command, folder)
    after = page.stat()
    lost = [
        name for name, kept in (("mode", after.st_mode == before.st_mode),
                                ("owner", (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)))
        if not kept
    ]  # fmt: skip
    return f"{' and '.join(lost)} lost" if lost else "kept"


def newlines(command: list[str], folder: Path, _: int) -> str:
    """Lines of a CRLF page that end in CRLF after the run."""
    data = _once(command, folder, PAGE.replace(b"\n", b"\r\n"))
    crlf, lf = data.count(b"\r\n"), data.count(b"\n")
    return f"{crlf} of {lf}"


def bad_bytes(command: list[str], folder: Path, _: int) -> str:
    """What becomes of a byte that is no UTF-8, in a page in which there is something to fix."""
    data = PAGE.replace(b"item one", b"item \xe9ne")
    now = _once(command, folder, data)
    if b"\xe9" in now:
        return "kept"
    return "U+FFFD" if "\ufffd".encode() in now else "decoded" if "é".encode() in now else "gone"


def style(command: list[str], folder: Path, _: int) -> str:
    """Lines that are changed in a page with which nothing is wrong but the newline at its end."""
    import difflib

    now = _once(command, folder, OWN_STYLE.encode()).decode()
    old, new = (text.removesuffix("\n").split("\n") for text in (OWN_STYLE, now))
    lines = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = sum(max(end - start, to - begin) for tag, start, end, begin, to in lines if tag != "equal")
    return f"{changed} of {len(old)}"


def block(command: list[str], folder: Path, _: int) -> str:
    """Whether valid frontmatter is as it was, with its comments, over a page in which there is something to fix."""
    now = _once(command, folder, BLOCK.encode() + b"\n" + PAGE)
    if now.startswith(BLOCK.encode()):
        return "kept"
    return "rewritten" if b"# who wrote this" in now and b"# kept as" in now else "comments lost"


def again(command: list[str], folder: Path, _: int) -> str:
    """Of pages of several kinds, those that a second run changes."""
    pages = [
        PAGE,
        OWN_STYLE.encode(),
        BLOCK.encode() + PAGE,
        b"# T\n1. a\n\t* b\n  c\n>d\n~~~\ne\n",
        b"*a*_b_\n***\n- \n",
    ]
    changed = 0
    for data in pages:
        once = _once(command, folder, data)
        changed += _once(command, folder, once) != once
    return f"{changed} of {len(pages)}"


TRIALS: dict[str, Callable[[list[str], Path, int], str]] = {
    "damaged by kill -9 at a random moment": killed,
    "runs that damage, killed at each call": killed_at_calls,
    "damaged by a full disk": full,
    "lines lost of an editor beside it": edits,
    "hard link": hard_link,
    "symbolic link": symlink,
    "extended attributes": attributes,
    "mode and owner": permissions,
    "CRLF lines kept": newlines,
    "a byte that is not UTF-8": bad_bytes,
    "lines changed where nothing is wrong": style,
    "frontmatter": block,
    "pages changed by a second run": again,
}


def _version(command: list[str]) -> str:
    program = command[:3] if command[1] == "-m" else [command[0]]
    program = ["sed"] if program == ["sh"] else program
    for flag in ("--version", "version", "--help"):
        done = subprocess.run([*program, flag], capture_output=True, text=True, check=False)
        words = [word.strip("(),v") for word in (done.stdout + done.stderr).split("\n", 1)[0].split()]
        for word in words:
            if word[:1].isdigit() and "." in word:
                return word
    return "?"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--only", choices=TRIALS, metavar="TRIAL")
    parser.add_argument("tools", nargs="*", metavar="TOOL", help=", ".join(TOOLS))
    given = parser.parse_args()
    found = {
        name: command
        for name, command in TOOLS.items()
        if shutil.which(command[0]) and name in (given.tools or TOOLS)
    }
    heads = [f"{name} {_version(command)}" for name, command in found.items()]
    sys.stdout.write(f"Measured on {datetime.now(UTC):%Y-%m-%d} with {given.kills} random kills.\n\n")
    sys.stdout.write(f"| | {' | '.join(heads)} |\n|---|{'---|' * len(found)}\n")
    with tempfile.TemporaryDirectory() as state:  # journals of these runs would push out those of the user
        os.environ["XDG_STATE_HOME"] = state
        for trial in TRIALS if given.only is None else [given.only]:
            cells = [_cell(trial, command, given.kills) for command in found.values()]
            sys.stdout.write(f"| {trial} | {' | '.join(cells)} |\n")
            sys.stdout.flush()
    return 0


def _cell(trial: str, command: list[str], kills: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return TRIALS[trial](command, Path(folder), kills)


if __name__ == "__main__":
    raise SystemExit(main())
