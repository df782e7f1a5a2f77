"""Rules of a project's own, and what is said of code that fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Wikilint

from wikilint.rule import Document, Findings, rule

RULE = '''
from wikilint.rule import Document, Finding, Findings, rule
from ._words import WORDS

@rule("no-{name}", severity="warning")
def no_word(doc: Document) -> Findings:
    """A word.

    Fix safety: there is none."""
    for word in WORDS:
        at = doc.text.find(word)
        if at >= 0:
            {body}
'''


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("wikilint.toml").write_text('local-rules = ["checks"]\n')
    Path("checks").mkdir()
    Path("checks/_words.py").write_text('WORDS = ("foo",)\n')
    Path("page.md").write_text("A foo.\n")
    return tmp_path


def write(name: str, body: str = "yield Finding(at, at + 3, 'a word')") -> None:
    Path("checks", f"{name}.py").write_text(RULE.format(name=name, body=body))


def test_a_module_in_a_folder_is_a_rule(wikilint: Wikilint, folder: Path) -> None:
    write("foo")
    done = wikilint("check", "-o", "concise")
    assert done.out.startswith("page.md:1:3: no-foo a word\n")
    assert "no-foo" in wikilint("rules").out
    assert wikilint("check", "--ignore", "local").code == 0
    assert wikilint("check", "--isolated").code == 0


def test_one_that_fails_is_named_with_file_and_line(wikilint: Wikilint, folder: Path) -> None:
    write("foo", "1 / 0; yield")
    done = wikilint("check", "-o", "concise")
    assert done.code == 2
    assert "ZeroDivisionError: division by zero, at " in done.out
    assert "checks/foo.py:13): correct it there, and go on with" in done.out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 / 0\n", "broken.py:1: ZeroDivisionError"),
        ("\nx = (\n", "broken.py:2: SyntaxError"),
        ("import nowhere_\n", "broken.py:1: Mod"),
    ],
)
def test_one_that_cannot_be_imported_is_named(
    wikilint: Wikilint, folder: Path, text: str, message: str
) -> None:
    Path("checks/broken.py").write_text(text)
    done = wikilint("check")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert message in done.err


def test_a_taken_name_is_refused(wikilint: Wikilint, folder: Path) -> None:
    write("foo")
    Path("checks/foo.py").write_text(Path("checks/foo.py").read_text().replace("no-foo", "mojibake"))
    assert "'mojibake'" in wikilint("check").err


def test_a_folder_below_runs_no_code(
    wikilint: Wikilint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("foo")
    Path("up").mkdir()
    monkeypatch.chdir("up")
    Path("page.md").write_text("A foo.\n")
    assert wikilint("check", "page.md").code == 1
    monkeypatch.chdir("/")
    done = wikilint("check", folder)
    assert done.code == 2
    assert "`local-rules` runs code" in done.err
    assert wikilint("check", "--config", folder / "wikilint.toml", folder).code == 1


def test_a_severity_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="one of info, warning, error"):

        @rule("no-y", severity="warn")  # type: ignore[arg-type]
        def no_y(doc: Document) -> Findings:
            """A y."""
            yield from ()
