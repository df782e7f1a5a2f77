"""Time wikilint and every installed peer on the same folder, in turn: medians, ratios, peak memory, exit codes.

    python -m benchmarks.speed FOLDER                                  # everything, three rounds
    python -m benchmarks.speed FOLDER --parts cold warm --rounds 5     # some parts of it
    python -m benchmarks.speed FOLDER --only wikilint rumdl            # some programs
    python -m benchmarks.speed FOLDER --write                          # and put the tables into docs/fast.md

A round runs each program once (A B C, A B C, …), so that whatever else the machine does falls on all alike; only the
ratios are worth quoting. A program that takes longer than eight seconds is run once, one that reaches the limit (four
times the limit for many and large files) is stopped, and its row says so. Peers are found on PATH and beside the
Python that runs this. Byte code is cached in a folder of its own, as it is where the package is installed. Nothing in
the folder is changed.

Memory is the proportional set size (PSS) of all processes of a program together, sampled in a run of its own; where
the system does not tell it (not Linux), it is the resident size of the largest process. What one file costs is too
short to be sampled well.

The exit code is 1 where a program ended with an exit code that does not say that it did its work.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.speed.material import pages
from benchmarks.speed.measure import Machine, Row
from benchmarks.speed.memory import is_available
from benchmarks.speed.parts import FILES, PARTS, Bench
from benchmarks.speed.table import between_markers

DOCS = Path(__file__).parents[2] / "docs" / "fast.md"


def machine_line(rounds: int) -> str:
    """What was measured on, and when."""
    memory = "PSS of all processes" if is_available() else "resident size of the largest process"
    return (
        f"Measured on {date.today()} ({platform.system()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}; medians of up to {rounds} rounds; peak: {memory})."
    )


def environment(scratch: str) -> dict[str, str]:
    """Caches and journals go into the scratch folder, and programs beside this Python are found."""
    own = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        "PYTHONPYCACHEPREFIX": f"{scratch}/bytecode",
        "WIKILINT_CACHE_DIR": f"{scratch}/wikilint",
        "RUMDL_CACHE_DIR": f"{scratch}/rumdl",
        "XDG_STATE_HOME": f"{scratch}/state",
    }
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    return own


def complaints(rows: Sequence[Row]) -> list[str]:
    """A line for each program that ended with an exit code that was not expected."""
    return [
        f"{row.program.name} ended with exit code {code}: {' '.join(row.program.command)[:200]}"
        for row in rows
        for code in row.unexpected
    ]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "folder",
        type=Path,
        nargs="+",
        help="folders of pages; what needs only one is measured on the first",
    )
    parser.add_argument(
        "--parts", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART", help=", ".join(PARTS)
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=30, help="seconds after which a program is stopped")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="only programs whose names begin like this"
    )
    parser.add_argument("--pages", type=int, default=1_000, help="damaged pages to fix")
    parser.add_argument("--largest", type=int, default=FILES[-1], help="most files in growth")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/fast.md")
    return parser.parse_args()


def measure(given: argparse.Namespace) -> tuple[list[str], list[Row]]:
    """The tables of all parts, printed as they come, and the rows behind them."""
    texts = [machine_line(given.rounds)]
    print(texts[0])
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="speed-") as scratch:
        machine = Machine(given.rounds, given.limit, environment(scratch), scratch)
        for place, folder in enumerate(given.folder):
            bench = Bench(folder.resolve(), machine, given.only, given.pages, given.largest)
            for part in given.parts:
                if place and part not in ("cold", "warm", "fix"):
                    continue
                made = PARTS[part](bench)
                for table in made if isinstance(made, list) else [made]:
                    texts.append(str(table))
                    print(f"\n{table}", flush=True)
            rows += bench.measured
    return texts, rows


def main() -> int:
    given = arguments()
    for folder in given.folder:
        if not pages(folder):
            print(f"there is no Markdown file in {folder}", file=sys.stderr)
            return 2
    texts, rows = measure(given)
    wrong = complaints(rows)
    for line in wrong:
        print(line, file=sys.stderr)
    if given.write:
        DOCS.write_text(
            between_markers(DOCS.read_text(encoding="utf-8"), "\n\n".join(texts)), encoding="utf-8"
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
