"""Where reports go: stdout, files, several at once; and how much of them is shown."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Wikilint

from wikilint.engine import run
from wikilint.engine.job import Job
from wikilint.report import FORMATS
from wikilint.settings.config import Settings

SEEDS = Path(__file__).parent.parent.parent / "fixtures" / "seeds"
DAMAGED = b"# T\n\n## A\n## A\n\n[object Object]\n\nText.\n"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.md"
    path.write_bytes(DAMAGED)
    return path


def test_several_formats_at_once(wikilint: Wikilint, page: Path) -> None:
    done = wikilint("check", "-o", "concise", "-o", "json=a.json", "-o", "concise=b.txt")
    assert done.out.startswith("page.md:4:1: duplicate-heading [*] ")
    assert Path("b.txt").read_text("utf-8") + "Found" in done.out
    assert Path("a.json").read_text("utf-8") == wikilint("check", "-o", "json").out


def test_a_file_beside_the_report_for_people(wikilint: Wikilint, page: Path) -> None:
    alone = wikilint("check").out
    assert wikilint("check", "-o", "json=a.json").out == alone
    assert json.loads(Path("a.json").read_text("utf-8"))


def test_output_file_leaves_the_summary_on_stdout(wikilint: Wikilint, page: Path) -> None:
    done = wikilint("check", "-o", "json", "--output-file", "a.json")
    assert (done.code, done.out.count("\n")) == (1, 1)
    assert done.out.startswith("Found 2 findings")
    assert json.loads(Path("a.json").read_text("utf-8"))
    assert not list(page.parent.glob("*.tmp"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "jsn"), "did you mean 'json'?"),
        (("-o", "json", "-o", "concise"), "only one format can go to stdout"),
        (("-o", "json="), "the file name is missing"),
        (("-o", "json=no/such/folder"), "no/such/folder cannot be written: it does not exist"),
    ],
)
def test_what_cannot_be_written_is_one_line(
    wikilint: Wikilint, page: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = wikilint("check", *arguments)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert message in done.err


def test_at_most_so_many_findings(wikilint: Wikilint, page: Path) -> None:
    done = wikilint("check", "-o", "concise", "--max-findings", "1")
    assert done.out.startswith("page.md:4:1: duplicate-heading")
    assert "\n… and 1 more finding: show them with `--max-findings 0`.\n" in done.out
    assert "Found 2 findings" in done.out
    assert len(json.loads(wikilint("check", "-o", "json", "--max-findings", "1").out)) == 2


def test_show_fixes_lists_them_by_file(wikilint: Wikilint, page: Path) -> None:
    done = wikilint("fix", "--show-fixes")
    assert done.out.startswith("Fixed page.md:\n  1 × duplicate-heading\n  1 × stringified-object\n")
    assert done.out.endswith("Fixed 2 findings in 1 file (duplicate-heading 1, stringified-object 1).\n")


def test_fix_only_is_silent_about_what_is_left(wikilint: Wikilint, page: Path) -> None:
    page.write_bytes(DAMAGED + b"\n## References\n\n[object Object]\n")
    done = wikilint(
        "fix", "--fix-only", "--ignore", "empty-section", "--config", 'unfixable = ["stringified-object"]'
    )
    assert (done.code, done.out) == (0, "Fixed 1 finding in 1 file (duplicate-heading 1).\n")


def test_the_numbers_of_fix_add_up(wikilint: Wikilint, page: Path) -> None:
    (seed,) = SEEDS.glob("*.txt")
    page.write_bytes(seed.read_bytes())
    found = len(json.loads(wikilint("check", "-o", "json").out))
    done = wikilint("fix", "-o", "concise")
    left = done.out.index("\nFixed ") and done.out.count("page.md:")
    numbers = re.search(
        r"^(\d+) found: (\d+) fixed, (\d+) gone with them, (\d+) left\.$", done.out, re.MULTILINE
    )
    assert numbers
    total, fixed, gone, remaining = map(int, numbers.groups())
    assert (total, remaining) == (found, left)
    assert total == fixed + gone + remaining


def test_outcomes_come_while_the_run_goes_on(page: Path) -> None:
    outcomes = run.run(Job("check", Settings()), ["page.md", "later.md"])
    assert len(next(outcomes).diagnoses) == 2
    Path("later.md").write_bytes(b"Text.\n")
    assert next(outcomes).error is None


def test_fix_goes_on_when_nobody_reads(page: Path) -> None:
    for number in range(200):
        Path(f"p{number}.md").write_bytes(DAMAGED + b"\n## References\n\n## Z\n\nText.\n" * 20)
    command = f"{sys.executable} -m wikilint fix --isolated --show-fixes . | true"
    subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert not any(b"[object" in path.read_bytes() for path in page.parent.glob("*.md"))


def test_a_run_that_cannot_begin_writes_nothing(wikilint: Wikilint, page: Path) -> None:
    done = wikilint("check", "-o", "json", "nowhere.md")
    assert (done.code, done.out) == (2, "")


def test_machine_formats_do_not_depend_on_the_terminal(page: Path) -> None:
    page.write_text("# T\n\nThe cafÃ© â€“ “漢” 🇷🇺.\n\n## A\n## A\n\n[object Object]\n", encoding="utf-8")
    machine = [name for name, form in FORMATS.items() if form.machine]
    written = []
    for number, environment in enumerate(
        (
            {"COLUMNS": "40", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "TERM": "dumb"},
            {"COLUMNS": "200", "LC_ALL": "C.UTF-8", "FORCE_COLOR": "1"},
            {"COLUMNS": "80", "NO_COLOR": "1"},
        )
    ):
        targets = [f"-o{name}={number}.{name}" for name in machine]
        command = [sys.executable, "-m", "wikilint", "check", "--isolated", *targets, "page.md"]
        done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=False)
        assert done.returncode == 1
        assert (b"\x1b[" in done.stdout) == ("FORCE_COLOR" in environment)
        written.append([Path(f"{number}.{name}").read_bytes() for name in machine])
    assert written[0] == written[1] == written[2]
    assert all(written[0])


def test_a_rule_of_a_configuration_has_no_page(wikilint: Wikilint, page: Path) -> None:
    Path("wikilint.toml").write_text("[rules.custom.no-t]\npattern = 'T'\nmessage = 'm'\n")
    found = json.loads(wikilint("check", "-o", "json").out)
    assert {each["rule"] for each in found if each["url"] is None} == {"no-t"}
