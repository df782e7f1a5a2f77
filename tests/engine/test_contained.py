"""Whatever a plug-in does costs its rule or its file a finding; the run goes on and is never green."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = '''
import os, signal, sys, time
from wikilint.rule import Document, Edit, Finding, Fix, rule


class Odd:
    pass


DEEDS = {
    "raise": lambda doc: 1 / 0,
    "exit": lambda doc: sys.exit(0),
    "os-exit": lambda doc: os._exit(0),
    "kill": lambda doc: os.kill(os.getpid(), signal.SIGKILL),
    "print": lambda doc: print("page.md:1:1 forged"),
    "mutate": lambda doc: setattr(doc, "text", ""),
    "generator-exit": lambda doc: (_ for _ in ()).throw(GeneratorExit),
    "memory": lambda doc: (_ for _ in ()).throw(MemoryError),
    "recursion": lambda doc: DEEDS["recursion"](doc),
    "far": lambda doc: Finding(0, 1, "x", Fix("y", Edit(0, 10**9))),
    "message": lambda doc: Finding(0, 1, Odd()),
    "codec": lambda doc: Finding(0, 1, "x", Fix("y", decode_as="rot13")),
    "place": lambda doc: Finding(10**9, 10**9, "x"),
    "half": lambda doc: Finding(0, 1, "x", Fix("y", Edit(0, 1, "\\ud800"))),
    "other": lambda doc: Odd(),
    "hang": lambda doc: time.sleep(1000),
    "sleep": lambda doc: time.sleep(0.05),
    "loop": lambda doc: [None for _ in iter(int, 1)],
}


@rule("bad-deed", severity="warning", gate=b"do:")
def bad_deed(doc: Document):
    """Does what the page says."""
    found = DEEDS[doc.text.split()[1]](doc)
    if found is not None:
        yield found
'''

IN_THE_PROCESS = [
    "raise", "exit", "os-exit", "print", "mutate", "generator-exit", "memory", "recursion", "far", "message", "codec",
    "place", "half", "other",
]  # fmt: skip
GLUED, FIXED = b"## A\n## A\n\nText.\n", b"## A\n\nText.\n"

RUN = """
import os
from wikilint.engine import limits, looks
limits.SECONDS = float(os.environ["TEST_SECONDS"])
looks.PARALLEL_FROM = int(os.environ["TEST_PARALLEL_FROM"])
from wikilint.cli import main
if __name__ == "__main__":
    main()
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plug-in, installed."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "evil").mkdir()
    (folder / "evil" / "__init__.py").write_text("")
    (folder / "evil" / "deeds.py").write_text(PLUGIN)
    info = folder / "evil-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[wikilint.rules]\nevil = evil\n")
    (folder / "run.py").write_text(RUN)
    return folder


def _run(
    site: Path, parallel_from: int, *arguments: str | Path, seconds: int = 50
) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(site), *(each for each in sys.path if each)])
    environment = {
        **os.environ,
        "PYTHONPATH": path,
        "TEST_SECONDS": str(seconds),
        "TEST_PARALLEL_FROM": str(parallel_from),
    }
    command = [sys.executable, site / "run.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)


def _pages(folder: Path, deeds: list[str]) -> None:
    for deed in deeds:
        (folder / f"{deed}.md").write_text(f"do: {deed}\n")
    (folder / "zz-good.md").write_bytes(GLUED)


def _found(done: subprocess.CompletedProcess[str]) -> dict[str, tuple[str, str]]:
    assert "Traceback" not in done.stderr
    return {Path(each["path"]).stem: (each["rule"], each["message"]) for each in json.loads(done.stdout)}


@pytest.mark.parametrize("parallel_from", [1, 1000], ids=["workers", "one-process"])
def test_each_deed_costs_its_file_a_finding(site: Path, tmp_path: Path, parallel_from: int) -> None:
    _pages(tmp_path, IN_THE_PROCESS)
    done = _run(site, parallel_from, "fix", "--isolated", "-j2", "-o", "json", tmp_path)
    found = _found(done)
    assert done.returncode == 2
    assert found.keys() == set(IN_THE_PROCESS)
    assert {deed: rule for deed, (rule, _) in found.items()} == dict.fromkeys(IN_THE_PROCESS, "rule-failed")
    assert (tmp_path / "zz-good.md").read_bytes() == FIXED
    for deed in IN_THE_PROCESS:
        assert (tmp_path / f"{deed}.md").read_text() == f"do: {deed}\n"


def test_a_process_that_dies_costs_the_guilty_file_a_finding(site: Path, tmp_path: Path) -> None:
    _pages(tmp_path, ["kill"])
    for number in range(20):
        (tmp_path / f"page-{number}.md").write_bytes(GLUED)
    done = _run(site, 1, "fix", "--isolated", "-j2", "-o", "json", tmp_path)
    found = _found(done)
    assert done.returncode == 2
    assert found.keys() == {"kill"}
    assert "killed" in found["kill"][1]
    assert {each.read_bytes() for each in tmp_path.glob("page-*.md")} == {FIXED}


@pytest.mark.parametrize("parallel_from", [1, 1000], ids=["workers", "one-process"])
@pytest.mark.parametrize("deed", ["hang", "loop"])
def test_a_document_that_takes_too_long_is_a_finding(
    site: Path, tmp_path: Path, deed: str, parallel_from: int
) -> None:
    _pages(tmp_path, [deed])
    done = _run(site, parallel_from, "fix", "--isolated", "-j2", "-o", "json", tmp_path, seconds=4)
    found = _found(done)
    assert done.returncode == 2
    assert found == {deed: ("too-slow", "the rule bad-deed took longer than 4 seconds: left as it is")}
    assert (tmp_path / "zz-good.md").read_bytes() == FIXED


def _children(process: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False
    )
    return [int(each) for each in listed.stdout.split()]


def _is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
@pytest.mark.parametrize(
    "number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda each: each.name
)
def test_workers_end_with_their_parent(site: Path, tmp_path: Path, number: signal.Signals) -> None:
    """Each worker loops in a rule when the parent gets a signal; it is gone all the same."""
    import time

    for at in range(65):
        (tmp_path / f"page-{at}.md").write_text("do: loop\n")
    path = os.pathsep.join([str(site), *(each for each in sys.path if each)])
    parent = subprocess.Popen(
        [sys.executable, site / "run.py", "fix", "--isolated", "-j2", tmp_path],
        env={**os.environ, "PYTHONPATH": path, "TEST_SECONDS": "100", "TEST_PARALLEL_FROM": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 30
    children: list[int] = []
    while len(children) < 2 and time.monotonic() < deadline:
        children = _children(parent.pid)
        time.sleep(0.05)
    time.sleep(1)
    parent.send_signal(number)
    _, err = parent.communicate(timeout=20)
    assert parent.returncode == (-9 if number == signal.SIGKILL else 128 + number)
    assert b"Traceback" not in err
    deadline = time.monotonic() + 30
    while any(map(_is_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_is_alive, children))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")
def test_workers_ignore_what_their_parent_ignores(site: Path, tmp_path: Path) -> None:
    """A run under nohup outlives its terminal, with the processes that it has."""
    import time

    _pages(tmp_path, [])
    for at in range(65):
        (tmp_path / f"page-{at}.md").write_text("do: sleep\n")
    path = os.pathsep.join([str(site), *(each for each in sys.path if each)])
    parent = subprocess.Popen(
        [
            sys.executable,
            site / "run.py",
            "check",
            "--isolated",
            "--no-cache",
            "--exit-zero",
            "-j2",
            tmp_path,
        ],
        env={**os.environ, "PYTHONPATH": path, "TEST_SECONDS": "100", "TEST_PARALLEL_FROM": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )
    deadline = time.monotonic() + 30
    while len(children := _children(parent.pid)) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    for child in children:
        os.kill(child, signal.SIGHUP)
    time.sleep(0.1)
    assert all(map(_is_alive, children))
    out, err = parent.communicate(timeout=60)
    assert (parent.returncode, b"Traceback" in err) == (0, False), out
