"""What many tests share: the command line in this process."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from wikilint.cli import main

settings.register_profile("steady", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("steady")


def pytest_configure() -> None:
    """Caches and journals of the tests are their own; workers and commands inherit the folders."""
    if "WIKILINT_CACHE_DIR" not in os.environ:
        folder = tempfile.mkdtemp(prefix="wikilint-cache-")
        os.environ["WIKILINT_CACHE_DIR"] = folder
        os.environ["XDG_STATE_HOME"] = os.path.join(folder, "state")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _heed_signals()


def _heed_signals() -> None:
    """A shell that runs the tests in the background has them ignore SIGINT, nohup SIGHUP; commands would inherit it."""
    for name, handler in (("SIGINT", signal.default_int_handler), ("SIGHUP", lambda *_: None)):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, handler)


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str


Wikilint = Callable[..., Done]


@pytest.fixture
def wikilint(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Wikilint:
    """Run a command as a user would, but in this process."""

    def run(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["wikilint", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        code = ended.value.code
        return Done(code if isinstance(code, int) else int(code is not None), captured.out, captured.err)

    return run
