"""A signal ends the run, whenever it comes, but never inside what has to become whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from wikilint.disk import interrupts
from wikilint.disk.interrupts import Interrupted
from wikilint.engine.limits import TooSlow, within

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the signals are those of POSIX")

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture(autouse=True)
def installed() -> Iterator[None]:
    before = [(number, signal.getsignal(number)) for number in SIGNALS]
    hook = sys.unraisablehook
    interrupts.install()
    yield
    for number, handler in before:
        signal.signal(number, handler)
    sys.unraisablehook = hook


def _send(number: signal.Signals) -> None:
    """Send to this thread, which has got it on return. `os.kill` may choose any thread that does not block the
    signal, and that thread gets it when it next runs."""
    signal.raise_signal(number)


def _send_to_another(number: signal.Signals) -> None:
    """As the kernel does in a process of several threads; the handler is due in this one on return."""

    def receive() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        signal.raise_signal(number)

    thread = threading.Thread(target=receive)
    thread.start()
    thread.join()


both_ways = pytest.mark.parametrize("send", [_send, _send_to_another], ids=["this-thread", "another-thread"])


@both_ways
@pytest.mark.parametrize("number", SIGNALS, ids=lambda each: each.name)
def test_a_signal_is_raised(number: signal.Signals, send: Callable[[signal.Signals], None]) -> None:
    with pytest.raises(Interrupted) as raised:
        send(number)
    assert raised.value.number == number


@both_ways
def test_a_signal_waits_for_the_outermost_end_and_takes_effect_once(
    send: Callable[[signal.Signals], None],
) -> None:
    done = []

    def work() -> None:
        with interrupts.held():
            with interrupts.held():
                send(signal.SIGTERM)
                done.append("inside")
            send(signal.SIGTERM)
            done.append("outside")

    with pytest.raises(Interrupted) as raised:
        work()
    assert done == ["inside", "outside"]
    assert raised.value.number == signal.SIGTERM
    with interrupts.held():
        done.append("nothing is left of it")


def test_in_another_thread_nothing_is_held() -> None:
    masks = []

    def hold() -> None:
        with interrupts.held():
            masks.append(signal.pthread_sigmask(signal.SIG_BLOCK, ()))

    thread = threading.Thread(target=hold)
    thread.start()
    thread.join()
    assert masks == [set()]


def test_what_was_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    interrupts.install()
    _send(signal.SIGHUP)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


_IN_A_FINALIZER = """
import os, signal, sys, time
from wikilint.disk import interrupts

class Bad:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        for _ in range(1000):
            pass

interrupts.install()
interrupts.install()
try:
    Bad()
    time.sleep(20)
except interrupts.Interrupted as interrupt:
    sys.exit(interrupt.number)
"""


def test_a_signal_that_comes_while_a_finalizer_runs_is_not_lost() -> None:
    path = os.pathsep.join(os.path.abspath(each) for each in sys.path if each)
    done = subprocess.run(
        [sys.executable, "-c", _IN_A_FINALIZER],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (signal.SIGTERM, "")


_ANOTHER_ERROR = """
from wikilint.disk import interrupts

class Bad:
    def __del__(self):
        raise ValueError("told as ever")

interrupts.install()
Bad()
"""


def test_other_errors_of_finalizers_are_told_as_ever() -> None:
    path = os.pathsep.join(os.path.abspath(each) for each in sys.path if each)
    done = subprocess.run(
        [sys.executable, "-c", _ANOTHER_ERROR],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    assert "told as ever" in done.stderr


def test_a_time_limit_that_is_dropped_once_holds_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    from wikilint.engine import limits

    monkeypatch.setattr(limits, "_AGAIN", 0.02)
    dropped = []

    def work() -> None:
        with within(0.01):
            try:
                time.sleep(20)
            except TooSlow:
                dropped.append(1)
            time.sleep(20)

    with pytest.raises(TooSlow):
        work()
    assert dropped == [1]
