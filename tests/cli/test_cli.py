"""The command line: exit codes, messages, formats."""

from __future__ import annotations

import json
import os
import subprocess
import sys
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


def test_severity_is_a_setting(wikilint: Wikilint, page: Path) -> None:
    Path("wikilint.toml").write_text('severity = {duplicate-heading = "info"}\n')
    assert wikilint("check").code == 0
    assert wikilint("check", "--fail-on", "info").code == 1


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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "nowhere"], "nowhere: no such file or folder"),
        (["check", "--select", "duplicate-headng"], "did you mean 'duplicate-heading'?"),
        (["check", "--profile", "hugoo"], "did you mean 'hugo'?"),
        (["check", "--config", "no.toml"], "neither an existing file"),
        (["check", "--config", "selct = []"], "did you mean 'select'?"),
        (["check", "--config", "jobs = 'many'"], '`jobs` takes an integer, not "many"'),
        (["check", "--config", "rules.duplicate-heading.nope = 1"], "duplicate-heading has no option 'nope'"),
        (["explain", "mojibak"], "did you mean 'mojibake'?"),
    ],
)
def test_a_request_that_cannot_be_met_is_one_line_and_2(
    wikilint: Wikilint, page: Path, arguments: list[str], message: str
) -> None:
    done = wikilint(*arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert done.err.startswith("wikilint: ")
    assert done.err.count("\n") == 1


def test_a_broken_configuration_names_file_and_line(wikilint: Wikilint, page: Path) -> None:
    Path("wikilint.toml").write_text("select = []\njobs = ?\n")
    done = wikilint("check")
    assert done.code == 2
    assert done.err.startswith("wikilint: wikilint.toml:2: this is not valid TOML: ")


def test_an_unreadable_file_is_told_and_the_others_go_on(wikilint: Wikilint, page: Path) -> None:
    os.mkfifo("pipe.md")
    done = wikilint("check", "-o", "concise", "pipe.md", "page.md")
    assert done.code == 2
    assert "duplicate-heading" in done.out
    assert "pipe.md" in done.err


def test_an_empty_folder_is_a_warning(wikilint: Wikilint, tmp_path: Path) -> None:
    done = wikilint("check", "--isolated", tmp_path)
    assert done.code == 0
    assert "no files to check" in done.err
    assert done.out == "Nothing found in 0 files.\n"


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


def test_per_file_ignores_and_excludes_hold_for_given_paths(wikilint: Wikilint, page: Path) -> None:
    Path("wikilint.toml").write_text('per-file-ignores = {"pa*.md" = ["headings"]}\n')
    assert wikilint("check", "page.md").code == 0
    Path("wikilint.toml").write_text('extend-exclude = ["page.md"]\n')
    done = wikilint("check", "page.md")
    assert done.code == 0
    assert "1 excluded" in done.err


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


@pytest.mark.parametrize("arguments", [("--select", ""), ("--ignore", "all")])
def test_a_run_without_rules_says_so(wikilint: Wikilint, page: Path, arguments: tuple[str, str]) -> None:
    assert "warning: no rule is selected" in wikilint("check", *arguments).err


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


@pytest.mark.parametrize("name", ["fix-rejected", "rule-failed"])
def test_what_the_engine_reports_is_explained(wikilint: Wikilint, page: Path, name: str) -> None:
    assert wikilint("explain", name).out.startswith(f"# {name}\n")


def test_a_terminal_without_unicode_gets_escapes(page: Path) -> None:
    command = [sys.executable, "-m", "wikilint", "check", "--isolated", "page.md"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"\\u201cNotes\\u201d" in done.stdout


def test_a_full_disk_is_told(page: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    command = f"{sys.executable} -m wikilint check --isolated > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        "wikilint: cannot write output: No space left on device\n",
    )


def test_a_file_that_cannot_be_read_is_not_called_clean(wikilint: Wikilint, page: Path) -> None:
    os.mkfifo("pipe.md")
    assert wikilint("check", "pipe.md").out == "Nothing found in 0 files. 1 file could not be read.\n"


def test_a_file_that_cannot_be_written_is_told(wikilint: Wikilint, page: Path) -> None:
    os.link(page, page.with_name("other.md"))
    done = wikilint("fix", "page.md", "--no-journal")
    assert (done.code, done.out) == (2, "Nothing to fix in 0 files. 1 file could not be read or written.\n")
    assert "hard link" in done.err
    assert page.read_bytes() == GLUED


def test_findings_and_files_that_cannot_be_read_are_both_told(wikilint: Wikilint, page: Path) -> None:
    os.mkfifo("pipe.md")
    assert wikilint("check", "pipe.md", "page.md").out.endswith(" 1 file could not be read.\n")


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"rmdir {gone}; {sys.executable} -m wikilint check"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=gone, check=False)
    assert done.returncode == 2
    assert done.stderr == "wikilint: the current folder no longer exists; change to another one\n"


@pytest.mark.parametrize("name", ["nowhere", "page.md"])
def test_init_needs_a_folder(wikilint: Wikilint, page: Path, name: str) -> None:
    assert wikilint("init", name).err == f"wikilint: {name}: no such folder\n"


def test_pages_that_cannot_be_written_are_told(wikilint: Wikilint, page: Path) -> None:
    done = wikilint("explain", "--all", "--output-dir", "page.md/manual")
    assert (done.code, done.err) == (
        2,
        "wikilint: cannot create page.md/manual: a part of its path is not a folder; check the path\n",
    )


def test_explain_takes_a_group(wikilint: Wikilint, page: Path) -> None:
    pages = wikilint("explain", "headings").out
    assert "# duplicate-heading\n" in pages
    assert "# glued-heading\n" in pages
    assert "*Group tags" not in pages


def test_names_of_options_are_said_as_they_are_written(wikilint: Wikilint, page: Path) -> None:
    done = wikilint("check", "--config", "rules.duplicate-heading.nope = 1")
    assert "it has: any-level" in done.err
    done = wikilint("check", "--config", "rules.duplicate-heading.any-level = 1")
    assert "option 'any-level' takes true or false, not 1" in done.err


def test_a_broken_pipe_ends_quietly(page: Path) -> None:
    for number in range(300):
        Path(f"page{number:03}.md").write_bytes(GLUED)
    command = f"{sys.executable} -m wikilint check --isolated -o full | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=page.parent, check=False
    )
    assert done.stderr == ""


def test_the_closest_configuration_holds_whatever_else_is_passed(wikilint: Wikilint, page: Path) -> None:
    Path("wikilint.toml").write_text('extend-exclude = ["drafts/"]\n')
    for folder, text in ("docs", 'ignore = ["headings"]\n'), ("drafts", "jobs = 1\n"):
        Path(folder).mkdir()
        Path(folder, "wikilint.toml").write_text(text)
        Path(folder, "a.md").write_bytes(GLUED)
    for paths in (
        ["docs/a.md"],
        ["docs/a.md", "page.md"],
        ["docs", "page.md"],
        ["."],
        ["drafts", "docs"],
        ["drafts/a.md"],
    ):
        found = {each["path"] for each in json.loads(wikilint("check", "-o", "json", *paths).out)}
        assert found == ({"page.md"} if {"page.md", "."} & {*paths} else set())


@pytest.mark.parametrize(
    "text",
    [
        'select = ["\\u001b[31m"]',
        '"\\u001b[31m" = 1',
        'profile = "\\u001b[31m"',
        'exclude = ["\\u001b[31m["]',
    ],
)
def test_a_configuration_cannot_reach_the_terminal(wikilint: Wikilint, page: Path, text: str) -> None:
    Path("a\x1b[31m").mkdir()
    Path("a\x1b[31m/wikilint.toml").write_text(text)
    page.rename("a\x1b[31m/page.md")
    done = wikilint("check")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "\x1b" not in done.err + done.out


def test_each_configuration_has_its_own_threshold(wikilint: Wikilint, page: Path) -> None:
    Path("docs").mkdir()
    Path("docs/wikilint.toml").write_text('fail-on = "never"\n')
    page.rename("docs/a.md")
    assert wikilint("check").code == 0
    page.write_bytes(GLUED)
    assert wikilint("check").code == 1
    assert wikilint("check", "docs").code == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'jobs = 1\nselect = [\n  "headings",\n  "mojibak",\n]\n',
            "wikilint.toml:4: there is no rule or group 'mojibak'",
        ),
        ("[rules.multiline-tag]\nkeys = []\nkey = 1\n", "wikilint.toml:3: multiline-tag has no option 'key'"),
        ("[rules.multiline-tags]\n", "wikilint.toml:1: there is no rule 'multiline-tags'"),
        ('\n[severity]\nx = "info"\n', "wikilint.toml:3: there is no rule 'x'"),
        ('profile = "wikki"\n', "wikilint.toml:1: there is no profile 'wikki'"),
        ('exclude = ["["]\n', "wikilint.toml:1: the pattern '[' has a [ that is never closed"),
        ('[rules.custom.x]\npattern = "a"\n', "[rules.custom.x]: the key `message` is missing"),
        ("[rules.custom.x]\npattern = 3\n", "[rules.custom.x]: `pattern` takes a string, not 3"),
    ],
)
def test_what_a_configuration_names_wrongly_is_said_with_its_line(
    wikilint: Wikilint, page: Path, text: str, message: str
) -> None:
    Path("wikilint.toml").write_text(text)
    done = wikilint("check")
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert done.err.count("\n") == 1


def test_text_that_is_passed_over_is_told_with_the_option_that_takes_it(
    wikilint: Wikilint, page: Path
) -> None:
    Path("a.txt").write_bytes(GLUED)
    Path("b.rst").write_bytes(GLUED)
    done = wikilint("check", "--exit-zero")
    assert done.err == (
        "wikilint: note: 1 .txt file without frontmatter and 1 .rst file were not looked at; "
        "`--extend-include '*.txt,*.rst'` takes them\n"
    )
    assert wikilint("check", "-q").err == ""
    assert "in 3 files" in wikilint("check", "--extend-include", "*.txt,*.rst").out
    Path("b.rst").unlink()
    assert "or profile `plain`, takes them" in wikilint("check").err
    assert "in 2 files" in wikilint("check", "--profile", "plain").out


def test_an_empty_run_can_be_an_error(wikilint: Wikilint, page: Path) -> None:
    page.rename("page.txt")
    assert wikilint("check").code == 0
    done = wikilint("check", "--require-files")
    assert done.code == 2
    assert "no files to check: 1 .txt file without frontmatter was not looked at" in done.err


def test_per_file_ignores_on_the_command_line(wikilint: Wikilint, page: Path) -> None:
    assert wikilint("check", "--per-file-ignores", "pa*.md:headings").code == 0
    assert wikilint("check", "--per-file-ignores", "headings").code == 2
    assert wikilint("fix", "--unfixable", "headings").code == 1
    assert wikilint("fix", "--fixable", "tags").code == 1
    assert wikilint("fix", "--fixable", "headings").code == 0


def test_explain_names_severity_and_page_on_top(wikilint: Wikilint, page: Path) -> None:
    title, _, about = wikilint("explain", "duplicate-heading").out.split("\n")[:3]
    assert title == "# duplicate-heading"
    assert about == "*Group headings · error* · https://wikilint.github.io/wikilint/rules/duplicate-heading/"
