"""The parts of the benchmark: what each of them measures, and the tables that it makes of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from benchmarks.speed import material, programs
from benchmarks.speed.measure import Machine, Row
from benchmarks.speed.programs import Program
from benchmarks.speed.table import Table, compared, exits, peak, ratio, time_of

PATIENCE = 4
"""How many times as long as elsewhere a program may take over many and large files."""

FILES = (1_000, 10_000, 100_000)
LARGE = 50_000_000
LINES = 1_000_000


@dataclass(slots=True)
class Bench:
    """A folder, how it is measured, and all rows that were measured.

    only: programs whose names begin like one of these. pages: damaged pages to fix. largest: most files in `growth`.
    """

    folder: Path
    machine: Machine
    only: Sequence[str] = ()
    pages: int = 1_000
    largest: int = FILES[-1]
    measured: list[Row] = field(default_factory=list)

    def rows(self, wanted: Sequence[Program], patience: int = 1) -> list[Row]:
        """Measure those that are installed and wanted. patience: how many times the limit they may take."""
        path = self.machine.environment.get("PATH", os.defpath)
        chosen = [each for each in wanted if not self.only or each.name.startswith(tuple(self.only))]
        machine = replace(self.machine, limit=patience * self.machine.limit)
        made = machine.rows(programs.installed(chosen, path))
        self.measured += made
        return made


@contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="speed-") as folder:
        yield Path(folder)


def _title(folder: Path) -> str:
    found = material.pages(folder)
    return f"{folder.name}: {len(found):,} pages, {sum(page.stat().st_size for page in found) / 1e6:.0f} MB"


def cold(bench: Bench) -> Table:
    """Programs that remember nothing of an earlier run."""
    with _scratch() as blocks:
        material.write_blocks(bench.folder, blocks)
        rows = bench.rows(programs.cold(bench.folder, blocks))
    return compared(f"{_title(bench.folder)}, nothing remembered", rows)


def warm(bench: Bench) -> Table:
    """Programs that have seen the folder before, and nothing has changed."""
    return compared(
        f"{_title(bench.folder)}, nothing changed since the last run", bench.rows(programs.warm(bench.folder))
    )


def one(bench: Bench) -> Table:
    """One clean file in a fresh process."""
    with _scratch() as folder:
        page = folder / "page.md"
        page.write_text(material.CLEAN)
        return compared("one clean file", bench.rows(programs.one_file(page)))


def fix(bench: Bench) -> Table:
    """Damaged pages, fixed in place; each run has a fresh copy."""
    made = material.damaged(bench.folder, bench.pages)
    if not made:
        return Table(("fix",), (), f"No page of {bench.folder.name} has characters that could be damaged.")
    with _scratch() as folder:
        copies = {each.name: folder / str(place) for place, each in enumerate(programs.fixers())}
        rows = bench.rows([_on_copy(each, copies[each.name], made) for each in programs.fixers()])
        counts = {row.program.name: material.restored(made, copies[row.program.name]) for row in rows}
    note = "Byte for byte as before they were damaged: "
    note += ", ".join(f"{count:,} pages ({name})" for name, count in counts.items()) + "."
    return compared(f"{len(made):,} damaged pages", rows, note)


def _on_copy(program: Program, copy: Path, made: material.Damaged) -> Program:
    """The program on a copy of its own, which is damaged anew before each run."""
    prepare = partial(material.write_damaged, made, copy)
    return replace(program, command=(*program.command, str(copy)), prepare=prepare)


def growth(bench: Bench) -> Table:
    """Ever more files: ten times as many should take ten times as long, and no more memory."""
    steps = [count for count in FILES if count <= bench.largest] or [bench.largest]
    return _scaled(bench, "files", steps, lambda out, count: material.grow(bench.folder, out, count))


def large(bench: Bench) -> list[Table]:
    """A single large file: the time should grow with its size, and no faster."""

    def joined(out: Path, size: int) -> None:
        material.write_joined(bench.folder, out / "page.md", size)

    def lines(out: Path, count: int) -> None:
        material.write_lines(out / "page.md", count)

    return [
        _scaled(bench, "bytes in one file", (LARGE // 5, LARGE), joined),
        _scaled(bench, "lines in one file", (LINES // 2, LINES), lines),
    ]


def _scaled(bench: Bench, unit: str, steps: Sequence[int], write: Callable[[Path, int], None]) -> Table:
    """Programs over more and more of something; each is compared with itself at the step before."""

    taken: dict[str, list[tuple[int, Row]]] = {}
    for count in steps:
        with _scratch() as folder:
            write(folder, count)
            for row in bench.rows(programs.scaled(folder), PATIENCE):
                taken.setdefault(row.program.name, []).append((count, row))
    cells = [
        _step(step, steps[place - 1] if place else None)
        for steps in taken.values()
        for place, step in enumerate(steps)
    ]
    return Table(("", unit, "median", "runs", "growth", "peak", "exit"), cells)


def _step(step: tuple[int, Row], before: tuple[int, Row] | None) -> list[str]:
    count, row = step
    growth = f"{ratio(row, before[1])} for {count / before[0]:g} ×" if before else ""
    return [row.program.name, f"{count:,}", time_of(row), str(len(row.runs)), growth, peak(row), exits(row)]


PARTS: dict[str, Callable[[Bench], Table | list[Table]]] = {
    "cold": cold,
    "warm": warm,
    "one": one,
    "fix": fix,
    "growth": growth,
    "large": large,
}
