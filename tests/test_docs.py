"""Everything that a user can name is documented, and what the documentation shows is true."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import typer
from conftest import Wikilint

from wikilint.cli.app import app
from wikilint.engine import registry
from wikilint.engine.custom import Spec
from wikilint.report import FORMATS
from wikilint.settings import config, profiles

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text("utf-8")

FORMATS_PAGE = (ROOT / "docs" / "formats.md").read_text("utf-8")

COMMANDS: dict[str, Any] = vars(typer.main.get_command(app))["commands"]


@pytest.mark.parametrize("name", sorted(name for name, each in COMMANDS.items() if not each.hidden))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`wikilint {name}" in README


@pytest.mark.parametrize(
    ("command", "option"),
    [(name, option.name) for name, command in sorted(COMMANDS.items()) for option in command.params],
)
def test_every_option_has_its_help(command: str, option: str) -> None:
    (parameter,) = (each for each in COMMANDS[command].params if each.name == option)
    assert getattr(parameter, "help", None)


def test_every_key_of_the_configuration_is_documented() -> None:
    documented = set(re.findall(r"^\| `([\w-]+)` \|", CONFIGURATION, re.MULTILINE))
    spec = {"in" if key == "place" else key for key in Spec.__dataclass_fields__}
    assert documented - (spec - {"severity"}) - set(profiles.names()) == {*config.keys(), "extend"}
    assert spec <= documented


def test_every_profile_is_documented_and_names_only_rules_that_exist() -> None:
    rules = registry.installed()
    for name in profiles.names():
        assert f"`{name}`" in CONFIGURATION
        registry.choose(rules, profile=profiles.load(name))
        assert profiles.load(name).description.endswith(".")


def test_the_example_configuration_is_accepted(wikilint: Wikilint, tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", CONFIGURATION, re.DOTALL)
    assert example
    (tmp_path / "wikilint.toml").write_text(example[1])
    (tmp_path / "schemas").mkdir()
    shutil.copy(ROOT / "docs" / "schemas" / "frontlines.yaml", tmp_path / "schemas" / "page.yaml")
    (tmp_path / "page.md").write_text("Text.\n")
    done = wikilint("check", tmp_path)
    assert (done.code, done.err) == (0, "")


def test_the_pages_of_all_rules_can_be_built(wikilint: Wikilint, tmp_path: Path) -> None:
    assert wikilint("explain", "--all", "--output-dir", tmp_path).code == 0
    names = {path.stem for path in tmp_path.iterdir()}
    assert names == {*registry.installed(), "index"}
    for rule in registry.installed().values():
        text = (tmp_path / f"{rule.name}.md").read_text("utf-8")
        for option in rule.options:
            assert f"`{option.name.replace('_', '-')}`" in text
            assert option.help in text


def test_every_format_is_documented() -> None:
    documented = re.findall(r"^\| `(\w+)` \| (?!.*the name)", FORMATS_PAGE, re.MULTILINE)
    assert documented[: len(FORMATS)] == list(FORMATS)


def test_the_example_of_the_vault_is_what_happens(wikilint: Wikilint, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "obsidian.md").read_text("utf-8")
    settings = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[1]
    before, after = re.findall(r"```markdown\n(.*?)```", page, re.DOTALL)
    (tmp_path / "wikilint.toml").write_text(settings)
    note = tmp_path / "Battle of Sarrin.md"
    note.write_text(before)
    assert wikilint("fix", tmp_path).code == 0
    assert note.read_text() == after


def test_every_rule_that_the_page_on_vaults_names_exists() -> None:
    page = (ROOT / "docs" / "obsidian.md").read_text("utf-8")
    named = set(re.findall(r"^\|[^|]*\| `([a-z-]+)`", page, re.MULTILINE))
    assert len(named) > 6
    assert named <= registry.installed().keys()


def test_every_module_has_its_place_in_the_design() -> None:
    design = (ROOT / "docs" / "design.md").read_text("utf-8")
    modules = {path.stem for path in (ROOT / "lint" / "wikilint").glob("*/**/*.py")} - {"__init__"}
    assert not {name for name in modules if f"`{name}`" not in design}
