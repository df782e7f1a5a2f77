"""Time wikilint and every installed peer on the same folder, in turn, and print medians and ratios.

    python -m benchmarks.speed FOLDER                 # all files, five rounds
    python -m benchmarks.speed FOLDER --rounds 3 --only wikilint rumdl

A round runs each command once (A B C, A B C, …), so that whatever else the machine does falls on all alike; only
the ratios are worth quoting. The last table is what one clean file costs in a fresh process. Byte code is cached
in a folder of its own, as it is where the package is installed. Nothing in the folder is changed.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

Command = Sequence[str]

WIKILINT = (sys.executable, "-m", "wikilint", "check", "--isolated", "--exit-zero", "--no-progress")

READ = """
import os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith(".md"):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                file.read()
"""
"""The least that any Python program does: find the files, read and decode them."""

FTFY = READ.replace("import os, sys", "import os, sys, ftfy").replace(
    "file.read()", "ftfy.fix_encoding(file.read())"
)
"""What looks for mojibake alone."""

HELLO = """
import sys, typer
def hello(names: list[str]) -> None: pass
sys.argv[1:] = ["a"]
typer.run(hello)
"""
"""The least that a command of Typer costs: what reads its parameters is imported when it runs."""

CLEAN = "---\ntitle: A page\ntags: [a, b]\n---\n\n# A page\n\nSome words.\n"


def commands(folder: str) -> dict[str, Command]:
    """What is run over a folder, by its name; the first is what the others are compared with."""
    return {
        "wikilint": (*WIKILINT, "--no-cache", folder),
        "wikilint, one process": (*WIKILINT, "--no-cache", "-j", "1", folder),
        "wikilint, warm": (*WIKILINT, folder),
        "rumdl, defaults": ("rumdl", "check", "--isolated", "--no-cache", folder),
        "rumdl, warm": ("rumdl", "check", "--isolated", folder),
        "rumdl, its four nearest rules": (
            *("rumdl", "check", "--isolated", "--no-cache", "--enable", "MD024,MD047,MD083,MD084"),
            folder,
        ),
        "markdownlint-cli2": ("markdownlint-cli2", f"{folder}/**/*.md"),
        "mdformat --check": ("mdformat", "--check", folder),
        "pymarkdown": ("pymarkdown", "scan", "-r", folder),
        "ftfy.fix_encoding in a loop": (sys.executable, "-c", FTFY, folder),
        "a Python loop that reads": (sys.executable, "-c", READ, folder),
        "cat": ("sh", "-c", f'find "{folder}" -type f -exec cat {{}} +'),
    }


def start_up(page: str) -> dict[str, Command]:
    """What one clean file costs, beside the least that any such program costs."""
    return {
        "wikilint": (*WIKILINT, "--no-cache", page),
        "wikilint, remembered": (*WIKILINT, page),
        "import typer": (sys.executable, "-c", "import typer"),
        "a Typer command that does nothing": (sys.executable, "-c", HELLO),
        "python -c pass": (sys.executable, "-c", "pass"),
        "rumdl": ("rumdl", "check", "--isolated", "--no-cache", page),
        "markdownlint-cli2": ("markdownlint-cli2", page),
    }


def installed(wanted: Mapping[str, Command], only: Sequence[str]) -> dict[str, Command]:
    """Those whose program is there; the missing ones are named."""
    chosen = {}
    for name, command in wanted.items():
        if only and not any(name.startswith(each) for each in only):
            continue
        if shutil.which(command[0]):
            chosen[name] = command
        else:
            print(f"not installed: {command[0]} ({name})")
    return chosen


@dataclass(frozen=True, slots=True)
class Run:
    """seconds: of the wall clock. code: the exit code. peak: MiB of the largest process."""

    seconds: float
    code: int
    peak: float


def ran(command: Command, environment: Mapping[str, str]) -> Run:
    """Run a command to its end."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(time.perf_counter() - began, process.returncode, usage.ru_maxrss / 1024)


def measure(
    chosen: Mapping[str, Command], rounds: int, environment: Mapping[str, str]
) -> dict[str, list[Run]]:
    """Each command in each round; one round before them fills the caches of disk, byte code and files."""
    for command in chosen.values():
        ran(command, environment)
    taken: dict[str, list[Run]] = {name: [] for name in chosen}
    for _ in range(rounds):
        for name, command in chosen.items():
            taken[name].append(ran(command, environment))
    return taken


def report(title: str, taken: Mapping[str, Sequence[Run]]) -> None:
    """Medians, the spread, how many times as long as the first one each took, exit codes, peak memory."""
    medians = {name: statistics.median(run.seconds for run in runs) for name, runs in taken.items()}
    first = next(iter(medians.values()), 1.0)
    print(f"\n| {title} | median | from | to | ratio | exit | MiB |\n|---|---:|---:|---:|---:|---|---:|")
    for name, median in medians.items():
        runs = taken[name]
        low, high = min(run.seconds for run in runs), max(run.seconds for run in runs)
        codes = ", ".join(map(str, sorted({run.code for run in runs})))
        peak = max(run.peak for run in runs)
        print(
            f"| {name} | {median:.3f} s | {low:.3f} | {high:.3f} | {median / first:.2f} | {codes} | {peak:.0f} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="a folder of pages")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[], help="only commands whose names begin like this")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        environment = {
            **os.environ,
            "PYTHONPYCACHEPREFIX": scratch,
            "WIKILINT_CACHE_DIR": f"{scratch}/wikilint",
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        print(
            f"{platform.platform()}, {os.cpu_count()} processors, Python {platform.python_version()}, {date.today()}"
        )
        page = Path(scratch, "page.md")
        page.write_text(CLEAN)
        over = installed(commands(str(given.folder)), given.only)
        report(str(given.folder), measure(over, given.rounds, environment))
        alone = installed(start_up(str(page)), given.only)
        report("one clean file", measure(alone, 3 * given.rounds, environment))


if __name__ == "__main__":
    main()
