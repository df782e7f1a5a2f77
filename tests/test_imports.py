"""What a clean file costs is what is imported for it: heavy libraries are loaded only where they are needed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

HEAVY = {
    "chardet",
    "ftfy",
    "frontmatter",
    "jsonschema_rs",
    "pydantic",
    "regex",
    "rich",
    "ruamel",
    "tomlkit",
    "typer",
}

SLOW = {
    "dataclasses",
    "datetime",
    "difflib",
    "hashlib",
    "importlib.metadata",
    "inspect",
    "json",
    "logging",
    "multiprocessing",
    "pathlib",
    "pickle",
    "pkgutil",
    "shutil",
    "subprocess",
    "tempfile",
    "textwrap",
    "threading",
    "tokenize",
    "tomllib",
    "traceback",
    "yaml",
}
"""Modules that cost a millisecond or more, and that a clean page does not need."""

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
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stderr.split("\n")[-2].split())


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clean page, in an environment whose rules are known from their index."""
    monkeypatch.setenv("WIKILINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    page = tmp_path / "page.md"
    page.write_text("---\ntitle: A page\ntags: [a, b]\n---\n\n# A page\n\nSome words.\n")
    imported("check", "--isolated", "--no-cache", page)
    return page


def test_a_clean_page_loads_nothing_slow(page: Path) -> None:
    loaded = imported("check", "--isolated", "--no-cache", page)
    assert not loaded & (HEAVY | SLOW | ASKED_FOR)
    assert len(loaded) <= 205
    rules = {name for name in loaded if name.startswith("wikilint_rules.")}
    assert len(rules) <= 40


def test_a_page_that_is_remembered_loads_nothing_that_looks_at_one(page: Path) -> None:
    an_hour_ago = time.time() - 3600
    os.utime(page, (an_hour_ago, an_hour_ago))
    old = ["-c", f"import time; real = time.time_ns; time.time_ns = lambda: real() + 10**11\n{CODE}"]
    subprocess.run([sys.executable, *old, "check", "--isolated", page], capture_output=True, check=True)
    loaded = imported("check", "--isolated", page)
    assert not loaded & {
        "wikilint.document",
        "wikilint.rule",
        "wikilint.engine.check",
        "wikilint.engine.plan",
    }
    assert not {name for name in loaded if name.startswith(("wikilint_rules", "wikilint.markdown"))}
    assert len(loaded) <= 118


@pytest.mark.parametrize("command", ["check", "fix"])
def test_a_clean_file_loads_nothing_heavy(page: Path, command: str) -> None:
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
