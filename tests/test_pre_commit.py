"""The hooks, run by prek and pre-commit in a real repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

MANIFEST = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"
SETTLED = b"# Title\n\nText.\n"
DAMAGED = b"# Title\n# Title\n\nText.\n"


def _tool(name: str) -> str:
    """The path of a tool installed beside the Python that runs the tests."""
    path = Path(sys.executable).with_name(name + (".exe" if sys.platform == "win32" else ""))
    if not path.exists():
        pytest.skip(f"{name} is not installed beside {sys.executable}")
    return os.fspath(path)


@pytest.fixture(params=["prek", "pre-commit"])
def runner(request: pytest.FixtureRequest) -> str:
    return _tool(request.param)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose hooks are those of the manifest, but run what is installed here: no download."""
    hooks = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    for hook in hooks:
        command, arguments = hook["entry"].split(" ", 1)
        hook |= {"entry": f'"{sys.executable}" -m {command} {arguments}', "language": "system"}
    root = tmp_path / "repository"
    root.mkdir()
    for name in [each for each in os.environ if each.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("PREK_HOME", os.fspath(tmp_path / "prek"))
    monkeypatch.setenv("PRE_COMMIT_HOME", os.fspath(tmp_path / "pre-commit"))
    monkeypatch.chdir(root)
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    subprocess.run(["git", "init", "-q"], check=True)
    return root


def _run(runner: str, hook: str) -> tuple[int, str]:
    """Stage everything, run a hook as a commit would: exit code and output."""
    subprocess.run(["git", "add", "."], check=True)
    done = subprocess.run([runner, "run", hook], capture_output=True, text=True, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def test_the_manifest_is_valid() -> None:
    done = subprocess.run([_tool("prek"), "validate-manifest", MANIFEST], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_damaged_page_stops_the_commit(repository: Path, runner: str) -> None:
    (repository / "page.md").write_bytes(DAMAGED)
    code, output = _run(runner, "wikilint-check")
    assert code == 1
    assert "page.md" in output
    assert "duplicate-heading" in output
    assert (repository / "page.md").read_bytes() == DAMAGED


def test_a_mended_page_stops_the_commit_once(repository: Path, runner: str) -> None:
    (repository / "page.md").write_bytes(DAMAGED)
    code, output = _run(runner, "wikilint-fix")
    assert code == 1
    assert "modified by this hook" in output
    assert (repository / "page.md").read_bytes() == SETTLED
    for hook in ("wikilint-fix", "wikilint-check"):
        code, output = _run(runner, hook)
        assert (code, "Passed" in output) == (0, True), output


def test_excludes_hold_for_the_files_of_a_commit(repository: Path, runner: str) -> None:
    (repository / "old").mkdir()
    (repository / "old" / "page.md").write_bytes(DAMAGED)
    (repository / "wikilint.toml").write_text('extend-exclude = ["old/"]\n', encoding="utf-8")
    for hook in ("wikilint-check", "wikilint-fix"):
        code, output = _run(runner, hook)
        assert (code, "Passed" in output) == (0, True), output
    assert (repository / "old" / "page.md").read_bytes() == DAMAGED


def test_only_pages_are_looked_at(repository: Path, runner: str) -> None:
    for name in ("LICENSE", "page.rst", "page.py"):
        (repository / name).write_bytes(DAMAGED)
    code, output = _run(runner, "wikilint-check")
    assert (code, "no files to check" in output) == (0, True), output


def test_names_with_blanks_and_many_files(repository: Path, runner: str) -> None:
    for number in range(50):
        (repository / f"a page {number}.md").write_bytes(DAMAGED)
    assert _run(runner, "wikilint-fix")[0] == 1
    assert {each.read_bytes() for each in repository.glob("*.md")} == {SETTLED}


def test_what_is_left_is_said_once(repository: Path, runner: str) -> None:
    (repository / "page.md").write_bytes(b"# Title\n\nText.\n\n## References\n")
    code, output = _run(runner, "wikilint-fix")
    assert (code, "Passed" in output) == (0, True), output
    code, output = _run(runner, "wikilint-check")
    assert (code, output.count("empty-section")) == (1, 1), output


def test_hooks_that_run_at_the_same_time_do_not_disturb_each_other(repository: Path) -> None:
    """Two terminals, one repository: each page is written whole, by whoever comes first."""
    for number in range(30):
        (repository / f"page{number}.md").write_bytes(DAMAGED)
    command = [sys.executable, "-m", "wikilint", "fix", "--fix-only", "."]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    for run in runs:
        run.communicate()
    assert {each.read_bytes() for each in repository.glob("*.md")} == {SETTLED}
    assert {each.suffix for each in repository.glob("*") if each.is_file()} <= {".md", ".yaml"}
