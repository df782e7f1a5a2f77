"""The command line with configurations: which one holds, what it says, what is wrong with it."""

from __future__ import annotations

import json
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


def test_severity_is_a_setting(wikilint: Wikilint, page: Path) -> None:
    Path("wikilint.toml").write_text('severity = {duplicate-heading = "info"}\n')
    assert wikilint("check").code == 0
    assert wikilint("check", "--fail-on", "info").code == 1


def test_a_broken_configuration_names_file_and_line(wikilint: Wikilint, page: Path) -> None:
    Path("wikilint.toml").write_text("select = []\njobs = ?\n")
    done = wikilint("check")
    assert done.code == 2
    assert done.err.startswith("wikilint: wikilint.toml:2: this is not valid TOML: ")


def test_per_file_ignores_and_excludes_hold_for_given_paths(wikilint: Wikilint, page: Path) -> None:
    Path("wikilint.toml").write_text('per-file-ignores = {"pa*.md" = ["headings"]}\n')
    assert wikilint("check", "page.md").code == 0
    Path("wikilint.toml").write_text('extend-exclude = ["page.md"]\n')
    done = wikilint("check", "page.md")
    assert done.code == 0
    assert "1 excluded" in done.err


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
        "wikilint: note: 1 .txt file without frontmatter and 1 .rst file were skipped; "
        "`--extend-include '*.txt,*.rst'` includes them\n"
    )
    assert wikilint("check", "-q").err == ""
    assert "in 3 files" in wikilint("check", "--extend-include", "*.txt,*.rst").out
    Path("b.rst").unlink()
    assert "or profile `plain`, includes them" in wikilint("check").err
    assert "in 2 files" in wikilint("check", "--profile", "plain").out


def test_an_empty_run_can_be_an_error(wikilint: Wikilint, page: Path) -> None:
    page.rename("page.txt")
    assert wikilint("check").code == 0
    done = wikilint("check", "--require-files")
    assert done.code == 2
    assert "no files to check: 1 .txt file without frontmatter was skipped" in done.err


def test_per_file_ignores_on_the_command_line(wikilint: Wikilint, page: Path) -> None:
    assert wikilint("check", "--per-file-ignores", "pa*.md:headings").code == 0
    assert wikilint("check", "--per-file-ignores", "headings").code == 2
    assert wikilint("fix", "--unfixable", "headings").code == 1
    assert wikilint("fix", "--fixable", "tags").code == 1
    assert wikilint("fix", "--fixable", "headings").code == 0
