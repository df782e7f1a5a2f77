"""What other systems run: the action, the container, the workflows, and the examples of the documentation."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
EXAMPLES = ROOT / "docs" / "examples"
PINNED = re.compile(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$")


def _yaml(path: Path) -> Any:
    # `on:` is True in YAML 1.1.
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a clean page and a damaged one, which is the current one."""
    folder = tmp_path / "corpus"
    (folder / "a folder").mkdir(parents=True)
    (folder / "a folder" / "damaged.md").write_bytes(b"# T\n\n## A\n## A\n\nText.\n")
    (folder / "clean.md").write_bytes(b"# T\n\nText.\n")
    monkeypatch.chdir(folder)
    return folder


def _bin(folder: Path) -> None:
    """A `wikilint` on a path, as an installation leaves it."""
    folder.mkdir(parents=True)
    script = folder / "wikilint"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wikilint "$@"\n')
    script.chmod(0o755)


def _step(name: str, tmp_path: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as a runner does: its script in bash, its inputs in the environment."""
    action = _yaml(ROOT / "action.yml")
    (step,) = (each for each in action["runs"]["steps"] if each["name"] == name)
    values = {key: each["default"] for key, each in action["inputs"].items()} | {
        key.replace("_", "-"): value for key, value in inputs.items()
    }
    environment = {
        variable: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: values[match[1]], expression)
        for variable, expression in step["env"].items()
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        env={**os.environ, **environment, "RUNNER_TEMP": str(tmp_path / "runner")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_action_annotates_and_writes_sarif(corpus: Path, tmp_path: Path) -> None:
    _bin(tmp_path / "runner" / "wikilint" / "bin")
    done = _step("Check", tmp_path, paths="a folder\nclean.md\n", sarif_file="out.sarif")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=a folder/damaged.md,line=4,")
    (result,) = json.loads((corpus / "out.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20folder/damaged.md"


def test_the_action_passes_what_is_clean_and_hands_options_on(corpus: Path, tmp_path: Path) -> None:
    _bin(tmp_path / "runner" / "wikilint" / "bin")
    assert _step("Check", tmp_path, paths="clean.md").returncode == 0
    assert _step("Check", tmp_path, args="--fail-on never --ignore duplicate-heading").returncode == 0


def test_inputs_of_the_action_are_never_run(corpus: Path, tmp_path: Path) -> None:
    _bin(tmp_path / "runner" / "wikilint" / "bin")
    done = _step("Check", tmp_path, paths="$(touch forged)\n; touch forged", args="`touch forged`")
    assert done.returncode == 2
    assert not (corpus / "forged").exists()


def _run_lines(dockerfile: str) -> list[str]:
    return re.findall(r"^RUN ((?:.*\\\n)*.*)$", dockerfile, re.MULTILINE)


def test_the_steps_of_the_container(corpus: Path, tmp_path: Path) -> None:
    """Without an engine for containers: what the build copies and builds, and what the entry point runs."""
    text = (ROOT / "Dockerfile").read_text("utf-8")
    build, install = _run_lines(text)
    assert "wheel --no-cache-dir --no-deps" in build
    source = tmp_path / "source"
    source.mkdir()
    for name in re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, source / name)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "wheels")]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (wheel,) = (tmp_path / "wheels").glob("*.whl")
    assert "/wheels/*.whl" in install
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    entry = json.loads(re.findall(r"^ENTRYPOINT (.+)$", text, re.MULTILINE)[0])
    default = json.loads(re.findall(r"^CMD (.+)$", text, re.MULTILINE)[0])
    assert entry == ["wikilint"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    run = [sys.executable, "-m", *entry, *default, "-o", "concise"]
    done = subprocess.run(run, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 1, done.stderr
    assert "duplicate-heading" in done.stdout


def test_the_container_runs_as_a_user_of_its_own() -> None:
    lines = (ROOT / "Dockerfile").read_text("utf-8").split("\n")
    users = [line for line in lines if line.startswith("USER ")]
    assert users == ["USER wikilint"]
    assert lines.index(users[0]) < next(at for at, line in enumerate(lines) if line.startswith("ENTRYPOINT"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_have_no_rights_that_they_do_not_name(path: Path) -> None:
    workflow = _yaml(path)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert "timeout-minutes" in job
        for step in job["steps"]:
            if "uses" in step:
                assert PINNED.match(step["uses"]), step["uses"]
            assert "${{" not in step.get("run", "")


def test_zizmor_finds_nothing() -> None:
    tool = Path(sys.executable).with_name("zizmor")
    if not tool.exists():
        pytest.skip("zizmor is not installed: `make test` installs it")
    paths = [*WORKFLOWS, ROOT / "action.yml", EXAMPLES / "github.yml"]
    done = subprocess.run([tool, "--offline", *paths], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing() -> None:
    tool = shutil.which("actionlint")
    if tool is None:
        pytest.skip("actionlint is not on the PATH")
    done = subprocess.run([tool, *WORKFLOWS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_job_for_gitlab(corpus: Path, tmp_path: Path) -> None:
    job = _yaml(EXAMPLES / "gitlab-ci.yml")["wikilint"]
    _bin(tmp_path / "bin")
    (check,) = (line for line in job["script"] if line.startswith("wikilint check"))
    environment = {**os.environ, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    assert subprocess.run(["bash", "-c", check], env=environment, check=False).returncode == 1
    reports = job["artifacts"]["reports"]
    (issue,) = json.loads(Path(reports["codequality"]).read_text("utf-8"))
    assert issue["location"]["path"] == "a folder/damaged.md"
    assert ElementTree.parse(reports["junit"]).getroot().find("testsuite/testcase/failure") is not None


def test_the_guide_shows_the_examples_that_are_tested() -> None:
    guide = (ROOT / "docs" / "ci.md").read_text("utf-8")
    assert (EXAMPLES / "pre-commit-config.yaml").read_text("utf-8") in guide
    for action in re.findall(r"uses: (actions/\S+)", guide):
        assert PINNED.match(action)
    named = {each["id"] for each in _yaml(EXAMPLES / "pre-commit-config.yaml")["repos"][0]["hooks"]}
    assert named == {each["id"] for each in _yaml(ROOT / ".pre-commit-hooks.yaml")}
