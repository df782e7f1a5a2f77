"""A new rule keeps the laws before anything is written into it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from wikilint.engine.registry import rules_in
from wikilint.scaffold import main
from wikilint.testing import LAWS, cases, has_fixtures, has_manual


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "scaffolded_rules"
    folder.mkdir()
    folder.joinpath("__init__.py").write_text('"""Rules."""\n')
    monkeypatch.syspath_prepend(tmp_path)
    return folder


def test_a_new_rule_keeps_the_laws(package: Path, tmp_path: Path) -> None:
    fixtures = tmp_path / "fixtures"
    assert main([str(package), str(fixtures), "shouting/too-loud"]) == 0
    (rule,) = rules_in("scaffolded_rules")
    assert (rule.name, rule.group) == ("too-loud", "shouting")
    has_manual(rule)
    has_fixtures(rule, fixtures)
    for case in cases(rule, fixtures):
        for law in LAWS:
            law(case)
    for name in [name for name in sys.modules if name.startswith("scaffolded_rules")]:
        del sys.modules[name]


def test_nothing_is_written_over(package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fixtures = tmp_path / "fixtures" / "too-loud"
    fixtures.mkdir(parents=True)
    fixtures.joinpath("clean.md").write_text("mine")
    assert main([str(package), str(tmp_path / "fixtures"), "shouting/too-loud"]) == 2
    assert "clean.md already exists; nothing was written" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["__init__.py", "clean.md"]


@pytest.mark.parametrize(
    "name", ["too-loud", "shouting/TooLoud", "shouting/", "../x", "shouting/too_loud", ""]
)
def test_a_name_has_a_group_and_is_kebab_case(package: Path, tmp_path: Path, name: str) -> None:
    assert main([str(package), str(tmp_path / "fixtures"), name]) == 2
    assert not (tmp_path / "fixtures").exists()
