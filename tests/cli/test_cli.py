"""The command line: exit codes, messages, formats."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from conftest import Wikilint

GLUED = b"# Title\n\nText.\n\n## Notes\n## Notes\n\nMore.\n"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page with one damage, in a folder of its own that is the current one."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.md"
    path.write_bytes(GLUED)
    return path


def test_a_clean_folder_ends_with_0(wikilint: Wikilint, page: Path) -> None:
    page.write_text("# Title\n\nText.\n")
    done = wikilint("check")
    assert (done.code, done.out, done.err) == (0, "All clean: 1 file checked.\n", "")


def test_findings_end_with_1_and_change_nothing(wikilint: Wikilint, page: Path) -> None:
    done = wikilint("check", "-o", "concise", "page.md")
    assert done.code == 1
    assert done.out.startswith("page.md:6:1: duplicate-heading [*] ")
    assert "Found 1 finding in 1 file: 1 [*] fixable with `wikilint fix`." in done.out
    assert page.read_bytes() == GLUED


@pytest.mark.parametrize(("threshold", "code"), [("info", 1), ("error", 1), ("never", 0)])
def test_the_threshold_decides(wikilint: Wikilint, page: Path, threshold: str, code: int) -> None:
    assert wikilint("check", "--fail-on", threshold).code == code


def test_fix_mends_in_place(wikilint: Wikilint, page: Path) -> None:
    done = wikilint("fix")
    assert done.code == 0
    assert done.out == "Fixed 1 finding in 1 file (duplicate-heading 1).\n"
    assert page.read_bytes() == b"# Title\n\nText.\n\n## Notes\n\nMore.\n"


def test_diff_shows_a_patch_and_writes_nothing(wikilint: Wikilint, page: Path) -> None:
    done = wikilint("fix", "--diff")
    assert done.code == 1
    assert page.read_bytes() == GLUED
    applied = subprocess.run(["git", "apply"], input=done.out, text=True, cwd=page.parent, check=False)
    assert applied.returncode == 0
    assert page.read_bytes() == b"# Title\n\nText.\n\n## Notes\n\nMore.\n"


def test_json_has_the_promised_form(wikilint: Wikilint, page: Path) -> None:
    (found,) = json.loads(wikilint("check", "-o", "json", "page.md").out)
    message = found.pop("message")
    assert "Notes" in message
    title = found["fix"].pop("title")
    assert title
    assert len(found.pop("fingerprint")) == 24
    assert found.pop("url").endswith("/rules/duplicate-heading/")
    assert found == {
        "rule": "duplicate-heading",
        "severity": "error",
        "path": "page.md",
        "location": {"row": 6, "column": 1},
        "end_location": {"row": 6, "column": 9},
        "count": 1,
        "fix": {
            "safety": "safe",
            "edits": [
                {"content": "", "location": {"row": 5, "column": 1}, "end_location": {"row": 6, "column": 1}}
            ],
        },
    }


def test_json_of_nothing_is_an_empty_list(wikilint: Wikilint, page: Path) -> None:
    page.write_text("Text.\n")
    assert json.loads(wikilint("check", "-o", "json").out) == []


def test_a_hostile_name_or_text_cannot_forge_output(wikilint: Wikilint, page: Path) -> None:
    page.rename("a\nb.md:1:1: forged\x1b[31m.md")
    Path("heading.md").write_text("## A\x1b[2J\n## A\x1b[2J\n\nText.\n")
    for output_format in ("full", "concise"):
        done = wikilint("check", "-o", output_format, "--color", "never")
        assert "\x1b" not in done.out
        assert not any(line.startswith("b.md") for line in done.out.splitlines())


def test_colours_are_asked_for_or_left_out(
    wikilint: Wikilint, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[" in wikilint("check", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in wikilint("check").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in wikilint("check").out


def test_the_result_does_not_depend_on_the_number_of_processes(wikilint: Wikilint, page: Path) -> None:
    for number in range(420):
        Path(f"page{number:03}.md").write_bytes(GLUED if number % 7 == 0 else b"Text.\n")
    assert wikilint("check", "-o", "json", "-j", "2").out == wikilint("check", "-o", "json", "-j", "1").out


def test_statistics_count_by_rule(wikilint: Wikilint, page: Path) -> None:
    assert (
        "        1       1       1       0       0  duplicate-heading\n"
        in wikilint("check", "--statistics").out
    )


def test_statistics_can_be_read_by_programs(wikilint: Wikilint, page: Path) -> None:
    (row,) = json.loads(wikilint("check", "--statistics", "-o", "json").out)
    assert row == {
        "findings": 1,
        "files": 1,
        "safe": 1,
        "unsafe": 0,
        "shown": 0,
        "rule": "duplicate-heading",
    }


def test_timing_names_every_rule_that_ran(wikilint: Wikilint, page: Path) -> None:
    assert "duplicate-heading" in wikilint("check", "--timing").err


def test_timing_charges_what_rules_share_to_itself(wikilint: Wikilint, page: Path) -> None:
    page.write_text("---\nlang: no\n---\n# One\n\n# One\n")
    told = wikilint("check", "--timing").err
    assert all(name in told for name in ("(gates)", "(text)", "(yaml)", "(blocks)", "ambiguous-scalar"))


def test_rules_lists_and_explain_explains_every_rule(wikilint: Wikilint, page: Path) -> None:
    listed = json.loads(wikilint("rules", "-o", "json").out)
    table = wikilint("rules").out
    pages = wikilint("explain", "--all").out
    for rule in listed:
        assert f"  {rule['name']} " in table
        assert f"# {rule['name']}\n" in pages
        assert rule["summary"] in table
    assert "\n\n\n" not in pages, "where an option was left out"


@pytest.mark.parametrize("name", ["fix-rejected", "rule-failed"])
def test_what_the_engine_reports_is_explained(wikilint: Wikilint, page: Path, name: str) -> None:
    assert wikilint("explain", name).out.startswith(f"# {name}\n")


def test_explain_takes_a_group(wikilint: Wikilint, page: Path) -> None:
    pages = wikilint("explain", "headings").out
    assert "# duplicate-heading\n" in pages
    assert "# glued-heading\n" in pages
    assert "*Group tags" not in pages


def test_explain_names_severity_and_page_on_top(wikilint: Wikilint, page: Path) -> None:
    title, _, about = wikilint("explain", "duplicate-heading").out.split("\n")[:3]
    assert title == "# duplicate-heading"
    assert about == "*Group headings · error* · https://wikilint.github.io/wikilint/rules/duplicate-heading/"
