"""Settings: where they come from, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikilint.settings import config
from wikilint.settings.config import ConfigError


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_the_closest_file_above_all_paths_counts(tmp_path: Path) -> None:
    outer = write(tmp_path / "wikilint.toml", "jobs = 1\n")
    inner = write(tmp_path / "docs" / ".wikilint.toml", "jobs = 2\n")
    (tmp_path / "docs" / "a").mkdir()
    assert config.discover([str(tmp_path / "docs" / "a")]) == str(inner)
    assert config.discover([str(tmp_path / "docs" / "a"), str(tmp_path / "posts")]) == str(outer)


def test_a_pyproject_without_our_table_does_not_count(tmp_path: Path) -> None:
    outer = write(tmp_path / "wikilint.toml", "")
    inner = write(tmp_path / "docs" / "pyproject.toml", "[project]\nname = 'x'\n")
    assert config.discover([str(inner.parent)]) == str(outer)
    inner.write_text("[tool.wikilint]\njobs = 3\n")
    assert config.discover([str(inner.parent)]) == str(inner)
    assert config.load(str(inner)).jobs == 3


def test_a_file_extends_another(tmp_path: Path) -> None:
    write(tmp_path / "shared" / "base.toml", 'ignore = ["text"]\njobs = 2\n')
    own = write(tmp_path / "wikilint.toml", 'extend = "shared/base.toml"\njobs = 4\n')
    settings = config.load(str(own))
    assert (settings.ignore, settings.jobs, settings.root) == (("text",), 4, str(tmp_path))


def test_a_circle_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.toml", 'extend = "b.toml"\n')
    write(tmp_path / "b.toml", 'extend = "a.toml"\n')
    with pytest.raises(ConfigError, match="goes in a circle"):
        config.load(str(tmp_path / "a.toml"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = []", "there is no key 'selct': did you mean 'select'?"),
        ("root = 'x'", "there is no key 'root'"),
        ("select = 'x'", "the key 'select' cannot be used"),
        ("severity = {a = 'bad'}", "the key 'severity' cannot be used: Invalid enum value 'bad'"),
        ("fail-on = 'bad'", "Invalid enum value 'bad' (there are: info, warning, error, never)"),
        ("extend = 3", "the key 'extend' takes the path"),
        ("jobs = ", "is no valid TOML"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path / "wikilint.toml", text)
    with pytest.raises(ConfigError) as raised:
        config.load(str(path))
    assert str(raised.value).startswith(f"{path}: ")
    assert message in str(raised.value)


def test_assignments_come_on_top(tmp_path: Path) -> None:
    settings = config.inline(config.Settings(jobs=1), ["jobs = 5", 'fail-on = "error"'])
    assert (settings.jobs, settings.fail_on) == (5, "error")
