"""The real command under fire: killed at any moment, on a full disk, in poor environments, two at once."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are those of POSIX")

KILLS = int(os.environ.get("WIKILINT_KILLS", "60")) // 20
"""How often the whole command is killed: beside many kills of the writer alone (`test_kills.py`) some of these."""

PAGES = 60
OLD = b"## A\n## A\n\nText.\n" + b"A line of the page.\n" * 50
NEW = OLD.removeprefix(b"## A\n")

COMMAND = [sys.executable, "-m", "wikilint", "fix", "--isolated", "--select", "duplicate-heading", "-q"]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    tree = tmp_path / "tree"
    tree.mkdir()
    for number in range(PAGES):
        (tree / f"{number:03}.md").write_bytes(OLD)
    return tree


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    path = os.pathsep.join(os.path.abspath(each) for each in sys.path if each)
    return {**os.environ, "PYTHONPATH": path, "XDG_STATE_HOME": str(tmp_path / "state")}


def _fix(tree: Path, environment: dict[str, str], *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *more, "."],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _undo(tree: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wikilint", "undo"],
        cwd=tree, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def _bytes(tree: Path) -> set[bytes]:
    return {each.read_bytes() for each in tree.glob("*.md")}


def test_killed_at_any_moment_and_undone(tree: Path, environment: dict[str, str]) -> None:
    """Old or new after each kill; the next run leaves nothing behind, and what was done is undone exactly."""
    began = time.monotonic()
    _fix(tree, environment)
    whole = time.monotonic() - began
    assert _bytes(tree) == {NEW}
    assert _undo(tree, environment).returncode == 0
    assert _bytes(tree) == {OLD}
    dice = random.Random(KILLS)
    for number in range(KILLS):
        sent = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)[number % 3]
        process = subprocess.Popen(
            [*COMMAND, "--durability", "full", "."], cwd=tree, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        time.sleep(dice.uniform(0.5, 1.1) * whole)
        process.send_signal(sent)
        _, err = process.communicate(timeout=60)
        assert b"Traceback" not in err
        assert _bytes(tree) <= {OLD, NEW}
        assert _fix(tree, environment).returncode == 0
        assert _bytes(tree) == {NEW}
        assert len(list(tree.iterdir())) == PAGES, "nothing is left beside the pages"
        while _undo(tree, environment).returncode == 0:
            pass
        assert _bytes(tree) == {OLD}


def test_two_at_once_wait_for_each_other(tree: Path, environment: dict[str, str]) -> None:
    both = [
        subprocess.Popen([*COMMAND, "."], cwd=tree, env=environment, stderr=subprocess.PIPE) for _ in range(2)
    ]
    for each in both:
        _, err = each.communicate(timeout=60)
        assert each.returncode == 0, err
    assert _bytes(tree) == {NEW}


@pytest.mark.parametrize(
    "change",
    [
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
        {"COLUMNS": "0", "TERM": "dumb"},
        {"HOME": "/nonexistent"},
    ],
    ids=["locale", "terminal", "no-home"],
)
def test_poor_environments(tree: Path, environment: dict[str, str], change: dict[str, str]) -> None:
    done = _fix(tree, {**environment, **change})
    assert (done.returncode, done.stdout) == (0, "")
    assert _bytes(tree) == {NEW}


def test_without_a_home_nothing_is_changed_and_it_is_said(tree: Path, environment: dict[str, str]) -> None:
    (tree.parent / "file").touch()
    gone = {**environment, "HOME": str(tree.parent / "file"), "XDG_STATE_HOME": ""}
    done = _fix(tree, gone)
    assert done.returncode == 2
    assert "--no-journal" in done.stderr
    assert "Traceback" not in done.stderr
    assert _bytes(tree) == {OLD}
    assert _fix(tree, gone, "--no-journal").returncode == 0
    assert _bytes(tree) == {NEW}


def _limited(number: str, limit: int) -> Callable[[], None]:
    import resource

    def limit_it() -> None:
        resource.setrlimit(getattr(resource, number), (limit, limit))

    return limit_it


@pytest.mark.parametrize(
    ("number", "limit"), [("RLIMIT_FSIZE", 500), ("RLIMIT_NOFILE", 12), ("RLIMIT_NOFILE", 24)]
)
def test_limits_of_the_process(tree: Path, environment: dict[str, str], number: str, limit: int) -> None:
    done = subprocess.run(
        [*COMMAND, "."], cwd=tree, env=environment, capture_output=True, text=True, check=False, timeout=120,
        preexec_fn=_limited(number, limit),
    )  # fmt: skip
    assert done.returncode in (0, 2)
    assert "Traceback" not in done.stderr
    assert _bytes(tree) <= {OLD, NEW}
    assert _bytes(tree) == {NEW} or done.returncode == 2
    assert len(list(tree.iterdir())) == PAGES


@pytest.mark.parametrize("redirect", [">&-", "2>&-", ">&- 2>&-", "> /dev/full", "| true"])
def test_an_output_that_takes_nothing(tree: Path, environment: dict[str, str], redirect: str) -> None:
    if "full" in redirect and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    command = " ".join([*COMMAND[:-1], f". {redirect}"])
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert _bytes(tree) == {NEW}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 300 KB."""
    folder = tmp_path / "small"
    folder.mkdir()
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", folder], check=False)
    if mounted.returncode:
        pytest.skip("this machine mounts no tmpfs")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_of_pages(small_disk: Path, environment: dict[str, str]) -> None:
    for number in range(PAGES):
        try:
            (small_disk / f"{number:03}.md").write_bytes(OLD)
        except OSError:
            (small_disk / f"{number:03}.md").unlink()
            break
    names = set(os.listdir(small_disk))
    done = _fix(small_disk, environment)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 2)
    assert _bytes(small_disk) <= {OLD, NEW}
    assert set(os.listdir(small_disk)) == names


def test_a_full_disk_of_the_journal(small_disk: Path, tree: Path, environment: dict[str, str]) -> None:
    small_disk.joinpath("ballast").write_bytes(b"x" * 270_000)
    dice = random.Random(1)
    pages = {}
    for page in tree.glob("*.md"):
        noise = "".join(chr(dice.randrange(0x4E00, 0x9000)) for _ in range(2000))
        pages[page] = OLD + noise.encode() + b"\n"
        page.write_bytes(pages[page])
    done = _fix(tree, {**environment, "XDG_STATE_HOME": str(small_disk)})
    assert done.returncode == 2
    assert "no space" in done.stderr
    assert all(page.read_bytes() in (old, old.removeprefix(b"## A\n")) for page, old in pages.items())


def test_a_mount_point_is_written_where_it_is(tree: Path, environment: dict[str, str]) -> None:
    if os.geteuid() or not shutil.which("mount"):
        pytest.skip("only root can mount a file on a file")
    page, source = tree / "000.md", tree.parent / "source.md"
    source.write_bytes(OLD)
    if subprocess.run(["mount", "--bind", source, page], check=False, capture_output=True).returncode:
        pytest.skip("this machine mounts no file on a file")
    try:
        assert _fix(tree, environment).returncode == 0
        assert (page.read_bytes(), source.read_bytes()) == (NEW, NEW)
        assert _undo(tree, environment).returncode == 0
        assert (page.read_bytes(), source.read_bytes()) == (OLD, OLD)
    finally:
        subprocess.run(["umount", page], check=True)


def test_a_folder_that_takes_no_new_files(tree: Path, environment: dict[str, str], tmp_path: Path) -> None:
    if os.geteuid() or not shutil.which("setpriv"):
        pytest.skip("needs root and setpriv to be somebody else")
    state = tmp_path / "theirs"
    state.mkdir()
    for path in (state, *tree.iterdir()):
        os.chown(path, 65534, 65534)
    tree.chmod(0o755)
    for path in (tmp_path, *tmp_path.parents[:3]):
        if path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)
    somebody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    theirs = {**environment, "XDG_STATE_HOME": str(state), "WIKILINT_CACHE_DIR": str(state)}
    has_python = [*somebody, sys.executable, "-c", "import wikilint_rules, wikilint.cli, yaml"]
    if subprocess.run(has_python, cwd=tree, env=theirs, capture_output=True, check=False).returncode:
        pytest.skip("nobody else may read this Python")
    done = subprocess.run(
        [*somebody, *COMMAND, "."],
        cwd=tree,
        env=theirs,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert _bytes(tree) == {NEW}


@pytest.mark.parametrize(
    "fault",
    ["rename:error=EIO", "renameat:error=EIO", "fsync:error=EIO:when=2", "write:error=ENOSPC:when=3+"],
)
def test_the_system_fails_under_the_whole_command(
    tree: Path, environment: dict[str, str], fault: str
) -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    name = fault.partition(":")[0]
    # Only calls that name the tree or the state folder are hit: Python may start in peace.
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={name}", "-e", f"inject={fault}"]
    for each in (tree, tree.parent / "state"):
        command += ["-P", str(each)]
    done = subprocess.run(
        [*command, *COMMAND, "."],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if "ptrace" in done.stderr or "PTRACE" in done.stderr:
        pytest.skip("this machine lets nobody trace")
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 2)
    assert _bytes(tree) <= {OLD, NEW}
    assert len(list(tree.iterdir())) == PAGES
