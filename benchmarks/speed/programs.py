"""What is measured: the commands of wikilint and its peers, and the exit codes with which they say that they did it.

`ruff` formats the Python in code blocks of Markdown (a preview), and looks at nothing else in a page. `yamllint` reads
YAML, not Markdown: it is given the frontmatter of each page as a file of its own.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from wikilint.scan import SWITCH

WIKILINT = (sys.executable, "-m", "wikilint", "check", "--isolated", "--exit-zero", "--no-progress")
FIX = (sys.executable, "-m", "wikilint", "fix", "--isolated", "--fail-on=never", "--no-progress")
RUMDL = ("rumdl", "check", "--isolated")
MARKDOWNLINT = "markdownlint-cli2"

SUFFIXES = (".md", ".markdown")

READ = f"""
import os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith({SUFFIXES}):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                file.read()
"""
"""The least that any Python program does: find the files, read and decode them."""

FTFY = READ.replace("import os, sys", "import os, sys, ftfy").replace(
    "file.read()", "ftfy.fix_encoding(file.read())"
)
"""What looks for mojibake alone."""

FIX_LOOP = str(Path(__file__).with_name("fix_loop.py"))

HELLO = """
import sys, typer
def hello(names: list[str]) -> None: pass
sys.argv[1:] = ["a"]
typer.run(hello)
"""
"""The least that a command of Typer costs: what reads its parameters is imported when it runs."""


@dataclass(frozen=True, slots=True)
class Program:
    """A command with its name in the tables.

    codes: exit codes with which it did its work. warm: run it once before all else, so that it can remember.
    prepare: what is done before each run, outside of the time.
    """

    name: str
    command: Sequence[str]
    codes: frozenset[int] = frozenset({0})
    warm: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[], None] | None = None


FOUND = frozenset({0, 1})
"""Exit codes of the linters: nothing found, something found."""


def cold(folder: Path, blocks: Path) -> list[Program]:
    """What is run over a folder by programs that remember nothing; `blocks` holds its frontmatter as YAML files."""
    at = str(folder)
    return [
        Program("wikilint", (*WIKILINT, "--no-cache", at)),
        Program("wikilint, without google-re2", (*WIKILINT, "--no-cache", at), environment={SWITCH: "0"}),
        Program("wikilint, one process", (*WIKILINT, "--no-cache", "-j", "1", at)),
        Program("rumdl", (*RUMDL, "--no-cache", at), FOUND),
        Program(
            "rumdl, its four nearest rules",
            (*RUMDL, "--no-cache", "--enable", "MD024,MD047,MD083,MD084", at),
            FOUND,
        ),
        Program(MARKDOWNLINT, (MARKDOWNLINT, f"{at}/**/*.md"), FOUND),
        Program("mdformat --check", ("mdformat", "--check", at), FOUND),
        Program("pymarkdown scan", ("pymarkdown", "scan", "-r", at), FOUND),
        Program("yamllint, frontmatter alone", ("yamllint", "-d", "default", str(blocks)), FOUND),
        Program(
            "ruff format --check, Python in code blocks alone",
            ("ruff", "format", "--check", "--preview", "--isolated", "--no-cache", at),
            FOUND,
        ),
        Program("ftfy.fix_encoding in a loop", (sys.executable, "-c", FTFY, at)),
        Program("a Python loop that reads", (sys.executable, "-c", READ, at)),
        Program("cat", ("find", at, "-type", "f", "-exec", "cat", "{}", "+")),
    ]


def warm(folder: Path) -> list[Program]:
    """A run after which nothing changed. markdownlint-cli2, mdformat and pymarkdown remember nothing."""
    at = str(folder)
    return [
        Program("wikilint", (*WIKILINT, at), warm=True),
        Program("rumdl", (*RUMDL, at), FOUND, warm=True),
    ]


def one_file(page: Path) -> list[Program]:
    """What one clean file costs, beside the least that any such program costs."""
    at = str(page)
    return [
        Program("wikilint", (*WIKILINT, "--no-cache", at)),
        Program("wikilint, remembered", (*WIKILINT, at), warm=True),
        Program("`import typer`", (sys.executable, "-c", "import typer")),
        Program("a Typer command that does nothing", (sys.executable, "-c", HELLO)),
        Program("`python -c pass`", (sys.executable, "-c", "pass")),
        Program("rumdl", (*RUMDL, "--no-cache", at), FOUND),
        Program(MARKDOWNLINT, (MARKDOWNLINT, at), FOUND),
        Program("mdformat --check", ("mdformat", "--check", at), FOUND),
        Program("pymarkdown scan", ("pymarkdown", "scan", at), FOUND),
    ]


def fixers() -> list[Program]:
    """What fixes a damaged folder in place; the path of the folder has to be added."""
    return [
        Program("wikilint fix", FIX),
        Program("wikilint fix, one process", (*FIX, "-j", "1")),
        Program("a loop of ftfy, ruamel.yaml, fsync and rename", (sys.executable, FIX_LOOP)),
    ]


def scaled(at: Path) -> list[Program]:
    """What is run over ever more files, and over large ones."""
    return [
        Program("wikilint", (*WIKILINT, "--no-cache", str(at))),
        Program("rumdl", (*RUMDL, "--no-cache", str(at)), FOUND),
    ]


def installed(programs: Iterable[Program], path: str) -> list[Program]:
    """Those that are there, named with their version; the others are said to be missing."""
    chosen = []
    for program in programs:
        if not is_there(program.command[0], path):
            continue
        if program.command[0] in (sys.executable, "find"):
            chosen.append(program)
        else:
            number = version(program.command[0], path)
            chosen.append(replace(program, name=program.name.replace(program.command[0], number, 1)))
    return chosen


@cache
def is_there(name: str, path: str) -> bool:
    """Whether a program is installed; that it is missing is said once."""
    found = shutil.which(name, path=path) is not None
    if not found:
        print(f"not installed: {name}", file=sys.stderr)
    return found


@cache
def version(name: str, path: str) -> str:
    """A program's name and version, as far as it tells."""
    full = shutil.which(name, path=path) or name
    for flag in ("--version", "version", "--help"):
        done = subprocess.run([full, flag], capture_output=True, text=True, check=False)
        number = re.search(r"\d+\.\d+(?:\.\d+)*", done.stdout.partition("\n")[0])
        if number is not None:
            return f"{name} {number[0]}"
    return name
