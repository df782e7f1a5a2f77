"""What the benchmark of speed makes of its measurements. Nothing is timed here."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.speed import fix_loop, material, memory, table
from benchmarks.speed.__main__ import DOCS, complaints
from benchmarks.speed.measure import Machine, Row, Run
from benchmarks.speed.programs import FOUND, Program
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

LINTER = Program("linter", ("linter", "check"), FOUND)


def row(*seconds: float, code: int = 0, over: bool = False, program: Program = LINTER) -> Row:
    return Row(program, tuple(Run(each, code, 12.0, over) for each in seconds), 12.4)


def test_a_table_shows_medians_and_how_many_times_as_long_the_first_takes() -> None:
    other = row(0.5, program=Program("other", ("other",)))
    made = str(table.compared("pages", [row(3.0, 1.0, 2.0, code=1), other]))
    assert made.splitlines() == [
        "| pages | median | from | to | runs | linter takes | peak | exit |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| linter | 2.000 s | 1.000 | 3.000 | 3 | 1.00 × | 12 MiB | 1 |",
        "| other | 0.500 s | 0.500 | 0.500 | 1 | 4.00 × | 12 MiB | 0 |",
    ]


def test_a_program_that_was_stopped_gives_a_bound() -> None:
    stopped, ended = row(60.0, code=-9, over=True), row(6.0)
    assert table.time_of(stopped) == "> 60 s"
    assert table.exits(stopped) == "stopped"
    assert table.ratio(ended, stopped) == "< 0.10 ×"
    assert table.ratio(stopped, ended) == "> 10.00 ×"
    assert table.ratio(stopped, stopped) == "?"
    assert complaints([stopped]) == []


def test_an_exit_code_that_was_not_expected_is_named() -> None:
    failed = row(0.1, code=2)
    assert table.exits(failed) == "**2**, expected 0 or 1"
    assert complaints([row(0.1, code=1), failed]) == ["linter ended with exit code 2: linter check"]


@given(st.text(), st.text(), st.text(), st.text())
def test_only_what_is_between_the_markers_changes(before: str, old: str, after: str, new: str) -> None:
    page = f"{before}{table.BEGIN}{old}{table.END}{after}"
    written = table.between_markers(page, new)
    assert written == f"{before}{table.BEGIN}\n\n{new.strip()}\n\n{table.END}{after}"
    assert table.between_markers(written, new) == written


@pytest.mark.parametrize(
    "page", ["", table.BEGIN, table.END, table.END + table.BEGIN, (table.BEGIN + table.END) * 2]
)
def test_a_page_without_its_markers_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="needs one line"):
        table.between_markers(page, "new")


def test_the_docs_have_the_markers() -> None:
    assert "new table" in table.between_markers(DOCS.read_text(encoding="utf-8"), "new table")


def test_a_session_is_found_behind_any_name() -> None:
    assert memory.session_of("42 (a) b (c) S 1 42 41 0 -1 4194304") == 41
    assert memory.pss("Rss:   900 kB\nPss:   123 kB\nPss_Dirty:  7 kB\n") == 123
    assert memory.pss("") == 0


@pytest.mark.skipif(not memory.is_available(), reason="the system does not tell the PSS of a process")
def test_all_processes_of_a_session_are_counted() -> None:
    assert memory.total(os.getsid(0)) > 1_000
    assert memory.total(-2) == 0


@given(st.integers(1, 60), st.integers(0, 200))
def test_every_page_is_taken_as_often_as_any_other(pages: int, count: int) -> None:
    found = [Path(str(number)) for number in range(pages)]
    taken = material.chosen(found, count)
    assert len(taken) == len(set(taken)) == count
    times = Counter(page for _, page in taken)
    assert {times[page] for page in found} <= {count // pages, count // pages + 1}


def test_material_is_made_of_the_pages_and_leaves_them_alone(tmp_path: Path) -> None:
    folder, out = tmp_path / "pages", tmp_path / "out"
    (folder / "sub").mkdir(parents=True)
    texts = {"a.md": "---\ntitle: Café\n---\nUn café.\n", "sub/b.md": "Plain.\n", "c.txt": "é\n"}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")

    made = material.damaged(folder, 10)
    assert {str(page): after.decode() for page, (_, after) in made.items()} == {
        "a.md": "---\ntitle: CafÃ©\n---\nUn cafÃ©.\n"
    }
    material.write_damaged(made, out / "damaged")
    assert material.restored(made, out / "damaged") == 0
    (out / "damaged/a.md").write_bytes((folder / "a.md").read_bytes())
    assert material.restored(made, out / "damaged") == 1

    assert material.write_blocks(folder, out / "blocks") == 1
    assert (out / "blocks/a.yaml").read_text(encoding="utf-8") == "title: Café\n"

    material.grow(folder, out / "grown", 5)
    assert len(material.pages(out / "grown")) == 5

    material.write_joined(folder, out / "joined.md", 30)
    assert (out / "joined.md").read_bytes() == "Un café.\nPlain.\nUn café.\nPla".encode()[:30]

    assert {name: (folder / name).read_text(encoding="utf-8") for name in texts} == texts


def test_the_loop_fixes_text_and_keeps_a_block_that_it_cannot_load() -> None:
    yaml = YAML()
    assert fix_loop.fixed("---\ntitle: CafÃ©\n---\nUn cafÃ©.\n", yaml) == "---\ntitle: Café\n---\nUn café.\n"
    assert fix_loop.fixed("---\na: [\n---\nCafÃ©\n", yaml) == "---\na: [\n---\nCafé\n"
    assert fix_loop.fixed("CafÃ©\n", yaml) == "Café\n"


def test_programs_are_run_in_turn_and_prepared_each_time(tmp_path: Path) -> None:
    done: list[str] = []
    machine = Machine(2, 60, {}, str(tmp_path))
    fails, works = (
        Program(
            name,
            (sys.executable, "-S", "-c", f"raise SystemExit({code})"),
            prepare=lambda name=name: done.append(name),  # type: ignore[misc]
        )
        for name, code in (("fails", 3), ("works", 0))
    )
    rows = machine.rows([fails, works])
    assert done[:6] == ["fails", "works"] * 3
    assert [each.unexpected for each in rows] == [[3], []]


def test_a_program_is_stopped_at_the_limit(tmp_path: Path) -> None:
    sleeper = Program("sleeper", (sys.executable, "-S", "-c", "import time; time.sleep(600)"))
    assert Machine(1, 0.2, {}, str(tmp_path)).run(sleeper).over
