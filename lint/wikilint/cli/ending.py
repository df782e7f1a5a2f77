"""How every run ends: one line on stderr and an exit code, whatever happens."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import FileIO, TextIOWrapper
from signal import SIGINT
from typing import Any, NoReturn, TextIO

from wikilint.disk import interrupts
from wikilint.disk.interrupts import Interrupted
from wikilint.engine.contain import no_exit
from wikilint.errors import UsageError, explain
from wikilint.report.style import visible

PIPE_CLOSED, USAGE, INTERRUPTED = 1, 2, 130

TRACEBACK = "--traceback"

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.EBADF}
"""What says that the output could not be written, where no file is named."""


def run(command: Callable[[], Any]) -> NoReturn:
    """Run a command, and end the process. An exit code that it gives back is used; else 0."""
    gc.disable()  # until there are many files (see `engine.run`): what starts a run up makes no garbage
    _open_standard_streams()
    wants_traceback = _takes_traceback()
    try:
        try:
            interrupts.install()
            _ask_for_a_folder()
            with _no_way_out():
                code = command()
        finally:
            sys.stdout.flush()
    except UsageError as error:
        _end(USAGE, visible(str(error)))
    except Interrupted as interrupt:
        _interrupted(interrupt.number)
    except KeyboardInterrupt:
        _interrupted()
    except BrokenPipeError:
        # The reader (head, less) has gone: nothing is left to say.
        _silence_stdout()
        raise SystemExit(PIPE_CLOSED) from None
    except Exception as error:  # whatever it is, the exit code must not say "findings"
        if wants_traceback:
            import traceback

            traceback.print_exc()
        _failed(error)
    if code == INTERRUPTED:
        _interrupted()
    raise SystemExit(code if isinstance(code, int) else 0)


def _end(code: int, message: str) -> NoReturn:
    sys.stderr.write(f"wikilint: {message}\n")
    raise SystemExit(code) from None


def _interrupted(number: int = SIGINT) -> NoReturn:
    _end(128 + number, "interrupted; every file has either its old or its new text, complete")


@contextmanager
def _no_way_out() -> Iterator[None]:
    """Keep rules from ending the process without a word, which would look like a clean run."""
    before = os._exit
    vars(os)["_exit"] = no_exit
    try:
        yield
    finally:
        vars(os)["_exit"] = before


def _failed(error: Exception) -> NoReturn:
    if hasattr(error, "format_message"):  # Typer brings its own copy of Click, or takes the one that is there
        if type(error).__name__ == "NoArgsIsHelpError":
            _end_with_help(error)
        from wikilint.cli import habits

        _end(USAGE, visible(habits.message(error)))
    if isinstance(error, OSError):
        if error.filename is None and error.errno in _FULL:
            _silence_stdout()
            _end(USAGE, f"cannot write output: {error.strerror}")
        if error.filename is None:
            _end(USAGE, f"system error: {explain(error)}")
        _end(USAGE, f"{visible(os.fsdecode(error.filename))}: {explain(error)}")
    what = visible(f"{type(error).__name__}: {error}"[:500])
    from wikilint.engine import blame

    _end(
        USAGE,
        f"internal error at {visible(blame.place(error))}: {what}; please report it to the authors of "
        f"{blame.distribution(error)}, with what `{TRACEBACK}` shows",
    )


def _end_with_help(error: Any) -> NoReturn:
    sys.stderr.write(f"{error.format_message()}\n")
    raise SystemExit(USAGE)


def _takes_traceback() -> bool:
    """Whether a traceback is wanted; the option may come anywhere, so it is taken out of the arguments."""
    options = sys.argv[: sys.argv.index("--")] if "--" in sys.argv else sys.argv
    if TRACEBACK not in options:
        return False
    sys.argv.remove(TRACEBACK)
    return True


def _open_standard_streams() -> None:
    """Make stdout and stderr usable: a closed one leads nowhere, and a terminal that knows no “ gets an escape."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is taken, so the file that is fixed next does not become stdout.
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _nowhere() -> TextIO:
    return TextIOWrapper(FileIO(os.devnull, "w"), encoding="utf-8")


def _ask_for_a_folder() -> None:
    """Raises UsageError where the current folder was removed: every relative path would be a riddle."""
    try:
        os.getcwd()
    except FileNotFoundError:
        raise UsageError("the current folder no longer exists; change to another one") from None


def _silence_stdout() -> None:
    """Keep the interpreter from trying at exit to write what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
