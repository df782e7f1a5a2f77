"""The plug-in of the guide, really installed: found by its entry point, run, and tested with the kit."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

GUIDE = Path(__file__).parent.parent / "docs" / "writing-a-rule.md"
_FILE = re.compile(r"^`(?P<path>[\w./-]+)`:\n\n```\w*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plug-in that the guide builds, each file as it stands there."""
    folder = tmp_path_factory.mktemp("plugin")
    for match in _FILE.finditer(GUIDE.read_text("utf-8")):
        path = folder / match["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(match["text"].encode())
    return folder


@pytest.fixture(scope="module")
def site(plugin: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plug-in installed in it, by pip from its own sources."""
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--disable-pip-version-check", "--target", target, plugin], check=True)
    return target


def run(site: Path, *arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, "-m", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=cwd, check=False)


def test_the_entry_point_brings_the_rule(site: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Stop!!!\n")
    done = run(site, "wikilint", "check", "--isolated", "--select", "shouting", "-o", "json", page)
    assert [each["rule"] for each in json.loads(done.stdout)] == ["exclamation"], done.stderr
    assert run(site, "wikilint", "fix", "--isolated", "--select", "exclamation", page).returncode == 0
    assert page.read_text() == "Stop!\n"


def test_its_options_are_settings(site: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Stop!!!\n")
    (tmp_path / "wikilint.toml").write_text("[rules.exclamation]\nmost = 3\n")
    assert run(site, "wikilint", "check", "--fail-on", "info", page).returncode == 0
    (tmp_path / "wikilint.toml").write_text("[rules.exclamation]\nmots = 3\n")
    done = run(site, "wikilint", "check", page)
    assert done.returncode == 2
    assert "exclamation has no option 'mots'; it has: most" in done.stderr


def test_the_kit_holds_it_to_the_laws(site: Path, plugin: Path) -> None:
    done = run(
        site, "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", plugin, "test_shouting.py", cwd=plugin
    )
    assert done.returncode == 0, done.stdout
    assert "18 passed" in done.stdout


def test_the_kit_tells_a_rule_that_breaks_a_law(site: Path, plugin: Path) -> None:
    wrong = plugin / "fixtures" / "exclamation" / "wrong.md"
    wrong.write_text("Oh!!\n")
    try:
        done = run(
            site,
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--rootdir",
            plugin,
            "test_shouting.py",
            cwd=plugin,
        )
    finally:
        wrong.unlink()
    assert done.returncode == 1
    assert "exclamation/wrong-says_what_it_should" in done.stdout
