"""What a clean file costs is what is imported for it: heavy libraries are loaded only where they are needed."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

HEAVY = {"chardet", "ftfy", "frontmatter", "jsonschema_rs", "regex", "rich", "ruamel", "tomlkit"}

ASKED_FOR = {
    "tomllib",
    "wikilint.frontmatter.edit.rewrite",
    "wikilint_rules.encoding._legacy",
    "wikilint_rules.encoding._repair.engine",
    "wikilint_rules.encoding._scripts",
    "wikilint_rules.frontmatter._compare",
    "wikilint_rules.tags._marks",
    "wikilint_rules.wiki._templates",
}
"""What one command or one kind of damage needs."""

CODE = """
import sys
from wikilint.cli import main
sys.argv = ["wikilint", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
print(*sys.modules, file=sys.stderr)
"""


def imported(*arguments: str | Path) -> set[str]:
    command = [sys.executable, "-c", CODE, *map(str, arguments)]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stderr.split())


@pytest.mark.parametrize("command", ["check", "fix"])
def test_a_clean_file_loads_nothing_heavy(tmp_path: Path, command: str) -> None:
    page = tmp_path / "page.md"
    page.write_text("---\ntitle: Café – crème\ntags: [a, b]\n---\n\n# Café\n\nUne “crème”.\n")
    assert not imported(command, "--isolated", page) & (HEAVY | ASKED_FOR)


def test_every_module_that_is_asked_for_exists() -> None:
    for name in ASKED_FOR:
        assert find_spec(name), name


def test_a_damaged_file_loads_what_it_needs(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("## A\n## A\n\nText.\n")
    assert not imported("check", "--isolated", page) & HEAVY
    page.write_text("---\ntags:\n  - |-\n    of\n    a\n---\nText.\n")
    assert imported("fix", "--isolated", page) & HEAVY == {"ruamel"}
