"""Fuzzing: inputs that break a promise, looked for by atheris (libFuzzer), target by target.

    python -m benchmarks.fuzz [--minutes N] [--keep] [TARGET …]

Each target gets an equal share of the time in a process of its own; its corpus is in `build/fuzz/TARGET`. An input that
breaks a promise is left beside it, and the exit code is 1. `states` is no target of atheris: hypothesis edits, fixes,
crashes, undoes and replays in any order (`tests/faults/test_states.py`). `--keep` writes the smallest inputs that reach
a line which nothing else reaches to `tests/corpora`. Without atheris the targets run over what they would begin with.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

from benchmarks.fuzz import seeds
from benchmarks.fuzz.targets import TARGETS

BUILD = seeds.ROOT / "build" / "fuzz"
STATES = "states"
LARGEST = 4096
"""Bytes of an input."""
KEPT_LARGEST = 512
"""Bytes of an input that is kept in the repository."""


def _corpus(name: str) -> Path:
    corpus = BUILD / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds.of(name)):
        (corpus / f"seed-{number}").write_bytes(data)
    return corpus


def _words(name: str) -> Path:
    path = BUILD / f"{name}.words"
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in seeds.words(name))
    path.write_text("".join(f'"{each}"\n' for each in escaped), "ascii")
    return path


def _atheris(name: str, *arguments: str) -> None:
    """Never returns: libFuzzer ends the process."""
    import atheris

    atheris.instrument_all()
    atheris.Setup(
        [name, *arguments, f"-max_len={LARGEST}", "-timeout=30", "-rss_limit_mb=2000"], TARGETS[name]
    )
    atheris.Fuzz()


def _fuzz(name: str, seconds: int) -> None:
    _atheris(
        name,
        str(_corpus(name)),
        f"-max_total_time={seconds}",
        f"-artifact_prefix={BUILD / name}-",
        f"-dict={_words(name)}",
    )


def _states(seconds: int) -> None:
    sys.path[:0] = [str(seeds.ROOT / "tests" / "faults")]
    import hypothesis
    import tree_of_pages
    from hypothesis import stateful

    until = time.monotonic() + seconds
    steady = hypothesis.settings(
        max_examples=50, stateful_step_count=40, deadline=None, database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    while time.monotonic() < until:
        stateful.run_state_machine_as_test(tree_of_pages.Tree, settings=steady)
    sys.stderr.write(f"Done {tree_of_pages.Tree.steps} runs\n")


def _one(name: str, seconds: int) -> None:
    if name == STATES:
        _states(seconds)
    else:
        _fuzz(name, seconds)


def _ran(name: str, minutes: float) -> tuple[int, bool]:
    """How often a target was run, and whether it held. What libFuzzer says is in a file."""
    log = BUILD / f"{name}.log"
    with log.open("wb") as file:
        command = [sys.executable, "-m", "benchmarks.fuzz", "--one", "--minutes", str(minutes), name]
        code = subprocess.run(command, cwd=seeds.ROOT, stderr=file, stdout=file, check=False).returncode
    said = log.read_text("utf-8", "replace")
    counts = re.findall(r"^Done (\d+) runs|^#(\d+)\t", said, re.MULTILINE)
    if code:
        sys.stdout.write("\n".join(said.split("\n")[-40:]) + "\n")
    return max((int(done or seen) for done, seen in counts), default=0), not code


def keep(name: str) -> int:
    """Keep the smallest inputs that reach lines which no seed reaches; how many there were."""
    import coverage

    inputs = sorted(
        {path.read_bytes() for path in (BUILD / name).iterdir()}, key=lambda data: (len(data), data)
    )
    small = {f"{number}": data for number, data in enumerate(inputs) if len(data) <= KEPT_LARGEST}
    measured = coverage.Coverage(data_file=None, source_pkgs=["wikilint", "wikilint_rules"])
    measured.start()
    for data in seeds.of(name):
        TARGETS[name](data)
    for context, data in small.items():
        measured.switch_context(context)
        TARGETS[name](data)
    measured.stop()
    found = measured.get_data()
    reached: dict[str, set[tuple[str, int]]] = {context: set() for context in small}
    for path in found.measured_files():
        for line, contexts in found.contexts_by_lineno(path).items():
            if "" not in contexts:
                for context in contexts:
                    reached[context].add((path, line))
    covered: set[tuple[str, int]] = set()
    kept = 0
    (seeds.KEPT / name).mkdir(parents=True, exist_ok=True)
    for context, data in small.items():
        if not reached[context] <= covered:
            covered |= reached[context]
            kept += 1
            (seeds.KEPT / name / sha256(data).hexdigest()[:12]).write_bytes(data)
    return kept


def _over_seeds(names: list[str]) -> int:
    counts = {}
    for name in names:
        inputs = seeds.of(name)
        for data in inputs:
            TARGETS[name](data)
        counts[name] = len(inputs)
    sys.stdout.write(f"atheris is not installed; over the seeds alone: {json.dumps(counts)}\n")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--keep", action="store_true", help="keep what adds to the corpora of the repository")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    given = parser.parse_args()
    names = given.targets or [*TARGETS, STATES]
    if unknown := set(names) - TARGETS.keys() - {STATES}:
        parser.error(f"there is no target {min(unknown)}: the targets are {', '.join([*TARGETS, STATES])}")
    BUILD.mkdir(parents=True, exist_ok=True)
    if given.one:
        _one(names[0], max(1, int(given.minutes * 60)))
        return 0
    if given.keep:
        for name in given.targets or [name for name in TARGETS if (BUILD / name).exists()]:
            sys.stdout.write(f"{name:15} {keep(name):>5} kept\n")
        return 0
    try:
        import atheris  # noqa: F401 - only whether it is installed
    except ImportError:
        return _over_seeds([name for name in names if name != STATES])
    failed = []
    for name in names:
        runs, held = _ran(name, given.minutes / len(names))
        sys.stdout.write(f"{name:15} {runs:>10,} {'held' if held else 'BROKEN'}\n")
        sys.stdout.flush()
        failed += [] if held else [name]
    sys.stdout.write(f"broken: {', '.join(failed)}\n" if failed else "no promise was broken\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
