"""Run programs in turn, and note how long they take, how they end and how much memory they need."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from benchmarks.speed.memory import Sampler, is_available
from benchmarks.speed.programs import Program

SLOW = 8.0
"""Seconds from which one run has to do: it is not repeated in each round."""

SHORT = 0.5
"""Seconds below which a run is repeated three times as often."""


@dataclass(frozen=True, slots=True)
class Run:
    """seconds: of the wall clock. code: the exit code. peak: MiB. over: stopped at the limit."""

    seconds: float
    code: int
    peak: float
    over: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """All runs of a program: those that were timed, and the peak of the first."""

    program: Program
    runs: tuple[Run, ...]
    peak: float

    @property
    def median(self) -> float:
        return statistics.median(run.seconds for run in self.runs)

    @property
    def over(self) -> bool:
        return any(run.over for run in self.runs)

    @property
    def unexpected(self) -> list[int]:
        """Exit codes with which the program does not say that it did its work."""
        if self.over:
            return []
        return sorted({run.code for run in self.runs} - self.program.codes)


@dataclass(frozen=True, slots=True)
class Machine:
    """How programs are run here: rounds, the longest time for one run, environment, working directory."""

    rounds: int
    limit: float
    environment: Mapping[str, str]
    cwd: str

    def run(self, program: Program, *, sampled: bool = False) -> Run:
        """Run a program to its end, or to the limit. It is a session of its own: all that it starts belongs to it."""
        if program.prepare is not None:
            program.prepare()
        over = threading.Event()
        began = time.perf_counter()
        process = subprocess.Popen(
            program.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.cwd,
            env={**self.environment, **program.environment},
            start_new_session=True,
        )

        def stop() -> None:
            over.set()
            _kill(process.pid)

        timer = threading.Timer(self.limit, stop)
        timer.start()
        sampler = Sampler(process.pid) if sampled and is_available() else None
        if sampler is not None:
            sampler.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            _kill(process.pid)
            raise
        finally:
            seconds = time.perf_counter() - began
            timer.cancel()
            peak = sampler.stop() / 1024 if sampler is not None else None
        process.returncode = os.waitstatus_to_exitcode(status)
        if peak is None:
            peak = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
        return Run(seconds, process.returncode, peak, over.is_set())

    def rows(self, programs: Sequence[Program]) -> list[Row]:
        """Each program once for the memory, then all in turn, round after round.

        The first run fills the caches of disk and byte code. It is the only one of a slow program.
        """
        for program in programs:
            if program.warm:
                self.run(program)
        first = [self.run(program, sampled=True) for program in programs]
        timed: list[list[Run]] = [[run] if run.over or run.seconds >= SLOW else [] for run in first]
        repeats = [
            0 if runs else self.rounds * (1 + 2 * (run.seconds < SHORT))
            for runs, run in zip(timed, first, strict=True)
        ]
        for number in range(max(repeats, default=0)):
            for place, program in enumerate(programs):
                if number < repeats[place]:
                    timed[place].append(self.run(program))
        return [
            Row(program, tuple(runs), run.peak)
            for program, runs, run in zip(programs, timed, first, strict=True)
        ]


def _kill(session: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(session, signal.SIGKILL)
