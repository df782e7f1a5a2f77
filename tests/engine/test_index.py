"""The index of rules: what it says is what importing the rules says, and nothing stale is ever believed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wikilint.disk import caches
from wikilint.engine import index, registry
from wikilint.rule import Place, Rule

LIST = "from wikilint.engine import registry; print(*registry.installed())"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("WIKILINT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def build() -> tuple[list[str], list[Rule]]:
    return [registry.BUILT_IN], list(registry.rules_in(registry.BUILT_IN))


def never() -> tuple[list[str], list[Rule]]:
    raise AssertionError("the index holds")


def test_the_index_knows_of_every_rule_what_the_rule_says(folder: Path) -> None:
    rules = index.load(build)
    indexed = index.load(never)
    assert [rule.name for rule in indexed] == [rule.name for rule in rules]
    for rule, other in zip(rules, indexed, strict=True):
        assert isinstance(other.source, Place)
        for name in (
            "group",
            "severity",
            "enabled",
            "protected",
            "reads_utf16",
            "knows_run",
            "place",
            "body",
        ):
            assert getattr(rule, name) == getattr(other, name)
        assert repr(rule.gate) == repr(other.gate)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xfe" * 40])
def test_a_broken_index_is_as_good_as_none(folder: Path, content: bytes) -> None:
    index.load(build)
    (file,) = folder.iterdir()
    file.write_bytes(content)
    assert len(index.load(build)) == len(build()[1])
    assert len(index.load(never)) == len(build()[1])


def test_an_index_of_something_else_is_as_good_as_none(folder: Path) -> None:
    index.load(build)
    (file,) = folder.iterdir()
    for value in ({}, [1], {"search": [], "packages": [], "rules": [()]}):
        caches.write(str(file), value)
        assert index.load(build)


def test_a_folder_that_cannot_be_written_costs_only_time(folder: Path) -> None:
    folder.write_text("a file")
    assert len(index.load(build)) == len(build()[1])


def test_a_rule_that_is_added_to_a_plug_in_is_found(folder: Path, tmp_path: Path) -> None:
    package = tmp_path / "site" / "own_rules"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    info = tmp_path / "site" / "own_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: own-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[wikilint.rules]\nown = own_rules\n")
    source = '''from wikilint.rule import Document, Findings, rule
@rule("{name}", severity="info", group="own")
def {name}(doc: Document) -> Findings:
    """A rule."""
    yield from ()
'''

    def listed() -> set[str]:
        code = f"import sys; sys.path.append({str(tmp_path / 'site')!r}); {LIST}"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        return set(done.stdout.split())

    assert not listed() & {"one", "two"}
    (package / "one.py").write_text(source.format(name="one"))
    assert listed() & {"one", "two"} == {"one"}
    (package / "two.py").write_text(source.format(name="two"))
    assert listed() & {"one", "two"} == {"one", "two"}
    (package / "two.py").unlink()
    (info / "entry_points.txt").unlink()
    info.rename(info.with_name("own_rules-1.1.dist-info"))
    assert not listed() & {"one", "two"}
