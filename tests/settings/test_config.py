"""Settings: where they come from, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikilint.settings import config
from wikilint.settings.config import ConfigError
from wikilint.settings.scopes import Scopes


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_the_closest_file_above_each_folder_counts(tmp_path: Path) -> None:
    write(tmp_path / "wikilint.toml", "jobs = 1\n")
    write(tmp_path / "docs" / ".wikilint.toml", "jobs = 2\n")
    scopes = Scopes()
    assert scopes.at(str(tmp_path / "docs" / "a" / "b")).jobs == 2
    assert scopes.at(str(tmp_path / "posts")).jobs == 1
    layout = scopes.layout()
    assert layout.of(str(tmp_path / "docs" / "a" / "page.md")).jobs == 2
    assert layout.of(str(tmp_path / "page.md")).jobs == 1
    assert layout.of(str(tmp_path.parent / "page.md")).source is None


def test_a_pyproject_without_our_table_does_not_count(tmp_path: Path) -> None:
    outer = write(tmp_path / "wikilint.toml", "")
    inner = write(tmp_path / "docs" / "pyproject.toml", "[project]\nname = 'x'\n")
    assert Scopes().at(str(inner.parent)).source == str(outer)
    inner.write_text("[tool.wikilint]\njobs = 3\n")
    assert Scopes().at(str(inner.parent)).jobs == 3


def test_a_broken_pyproject_of_someone_else_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[project\n")
    assert config.own(str(tmp_path)) is None


def test_a_file_extends_another(tmp_path: Path) -> None:
    base = write(tmp_path / "shared" / "base.toml", 'ignore = ["text"]\njobs = 2\n')
    own = write(tmp_path / "wikilint.toml", 'extend = "shared/base.toml"\njobs = 4\n')
    settings = config.load(str(own))
    assert (settings.ignore, settings.jobs, settings.root) == (("text",), 4, str(tmp_path))
    assert settings.where("ignore") == f"{base}:1"
    assert settings.where("jobs") == f"{own}:2"
    assert settings.where("profile") == str(own)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('extend = "b.toml"\n', "b.toml:1: `extend` is circular"),
        (
            'jobs = 1\nextend = "gone.toml"\n',
            "a.toml:2: `extend` names 'gone.toml', which does not exist",
        ),
        ("extend = 3", "a.toml:1: `extend` takes the path of another configuration file"),
    ],
)
def test_what_cannot_be_extended_is_told(tmp_path: Path, text: str, message: str) -> None:
    write(tmp_path / "a.toml", text)
    write(tmp_path / "b.toml", 'extend = "a.toml"\n')
    with pytest.raises(ConfigError) as raised:
        config.load(str(tmp_path / "a.toml"))
    assert message in str(raised.value)


def test_a_chain_has_a_limit(tmp_path: Path) -> None:
    for number in range(1200):
        write(tmp_path / f"{number}.toml", f'extend = "{number + 1}.toml"\n')
    write(tmp_path / "1200.toml", "")
    with pytest.raises(ConfigError, match="goes through more than 20 files"):
        config.load(str(tmp_path / "0.toml"))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("selct = []", 1, "there is no key 'selct': did you mean 'select'?"),
        ("jobs = 1\nroot = 'x'", 2, "there is no key 'root'"),
        ("select = 'x'", 1, '`select` takes a list of strings, not "x": write ["x"]'),
        ("severity = {a = 'bad'}", 1, '`severity.a` takes one of info, warning, error, not "bad"'),
        ("[severity]\nb = 'info'\na = 'warn'", 3, "`severity.a` takes one of"),
        ("[severity]\na = 'warnin'", 2, 'did you mean "warning"?'),
        (
            "fail-on = 'errors'",
            1,
            'takes one of info, warning, error, never, not "errors": did you mean "error"?',
        ),
        ("# a\n\njobs = 'many'", 3, '`jobs` takes an integer, not "many"'),
        ("jobs = -1", 1, "`jobs` takes an integer of 0 or more, not -1"),
        ("jobs = true", 1, "`jobs` takes an integer, not true"),
        ("ignore = [\n  'a',\n  3,\n]", 1, "`ignore` takes a string, not 3"),
        ("[per-file-ignores]\n'a.md' = 'x'", 2, "`per-file-ignores.a.md` takes a list of strings"),
        ("rules = 3", 1, "`rules` takes a table of tables, not 3"),
        ("jobs = ", 1, "this is not valid TOML: Invalid value"),
        ("a = 1\n[b", 2, "this is not valid TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = write(tmp_path / "wikilint.toml", text)
    with pytest.raises(ConfigError) as raised:
        config.load(str(path))
    assert str(raised.value).startswith(f"{path}:{line}: ")
    assert message in str(raised.value)


def test_lines_of_a_pyproject_are_found(tmp_path: Path) -> None:
    text = '[project]\njobs = "x"\n[tool.wikilint]\nselect = ["a"]\njobs = "x"\n'
    path = write(tmp_path / "pyproject.toml", text)
    with pytest.raises(ConfigError, match=r"pyproject\.toml:5: `jobs` takes"):
        config.load(str(path))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = " + "[" * 100_000 + "]" * 100_000, "nested too deeply"),
        ("a." * 50_000 + "b = 1", "nested too deeply"),
        ("# " + "x" * 2**20, "has more than 1,048,576 bytes"),
        ("jobs = 1" + "0" * 5000, "out of range"),
        ("[per-file-ignores]\n" + "".join(f'"{n}" = []\n' for n in range(10_001)), "10,000 are the limit"),
        ("ignore = ['\xff']", "this is not UTF-8"),
    ],
)
def test_a_hostile_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "wikilint.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigError) as raised:
        config.load(str(path))
    assert message in str(raised.value)


def test_assignments_come_on_top() -> None:
    settings = config.inline(config.Settings(jobs=1), ["jobs = 5", 'fail-on = "error"'])
    assert (settings.jobs, settings.fail_on) == (5, "error")
