"""Fuzzing: inputs that break a promise, looked for by atheris (libFuzzer), target by target.

    python -m benchmarks.fuzz [--minutes N] [TARGET …]

Each target gets an equal share of the time in a process of its own; its corpus is in `build/fuzz/TARGET`. An input that
breaks a promise is left in `build/fuzz`, and the exit code is 1. Without atheris the targets run over the fixtures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from wikilint import frontmatter
from wikilint.disk import records, splices
from wikilint.disk.manifest import ManifestError, read
from wikilint.document import Document
from wikilint.engine import registry, suppress
from wikilint.engine.check import RULE_FAILED, Hit, check
from wikilint.engine.fix import FIX_REJECTED, fix_document
from wikilint.engine.splicing import splices as made
from wikilint.errors import UsageError
from wikilint.finding import Fix
from wikilint.settings import config

ROOT = Path(__file__).parent.parent
RULES = registry.choose(registry.installed())


def _safe(_: str, fix: Fix) -> bool:
    return fix.safety == "safe"


def _failures(hits: list[Hit]) -> list[str]:
    return [hit.finding.message for hit in hits if hit.rule == RULE_FAILED]


def decode(data: bytes) -> None:
    """No byte is lost on the way to text and back; positions are inside the text."""
    document = Document(data)
    assert document.bom + document.text.encode("utf-8", "surrogateescape") == data
    assert document.position(len(document.text))[0] == len(document.line_starts)


def block(data: bytes) -> None:
    """A block of frontmatter is inside the text, and every value of it is where it says."""
    document = Document(data)
    found = document.frontmatter
    if found is not None:
        assert 0 <= found.start <= found.end <= found.body <= len(document.text)
        if found.root is not None:
            assert all(node.start <= node.end <= found.end for node in found.scalars())


def set_value(data: bytes) -> None:
    """A value that is set reads as what it was set to, and the other keys read as before."""
    document = Document(data)
    found = document.frontmatter
    if found is None or found.root is None:
        return
    for node in list(found.scalars())[:3]:
        try:
            edits = found.set_value(node, "a: b # c")
        except frontmatter.EditRefused:
            continue
        assert document.with_edits(edits).frontmatter is not None


def look(data: bytes) -> None:
    """Rules say what can be, of any text."""
    document = Document(data)
    hits = check(document, RULES)
    assert not _failures(hits)
    assert all(0 <= hit.finding.start <= hit.finding.end <= len(document.text) for hit in hits)


def fix(data: bytes) -> None:
    """Fixing twice is fixing once, no safe fix is left, and the told edits make the same bytes again."""
    document = Document(data)
    once = fix_document(document, RULES, _safe)
    assert not _failures(once.left)
    assert splices.apply(data, made(document, once)) == once.after.raw
    rejected = any(hit.rule == FIX_REJECTED for hit in once.left)
    twice = fix_document(Document(once.after.raw), RULES, _safe)
    assert rejected or twice.after.raw == once.after.raw
    assert rejected or not any(hit.finding.fix and _safe("", hit.finding.fix) for hit in once.left)


def suppressions(data: bytes) -> None:
    """Comments for wikilint are read without an end to it."""
    suppress.silence(Document(data))


def configuration(data: bytes) -> None:
    """A configuration is taken or refused in words."""
    import tomllib

    try:
        config.accept(tomllib.loads(data.decode("utf-8", "replace")), "fuzz")
    except (tomllib.TOMLDecodeError, UsageError, RecursionError):
        return


def journal(data: bytes) -> None:
    """A journal that is anything at all is read up to where it is one."""
    import io

    content = records.MAGIC + data
    for _, _, end in records.read(io.BytesIO(content), len(content)):
        assert end <= len(content)


def manifest(data: bytes) -> None:
    """A manifest is taken or refused in words."""
    try:
        list(read(data.decode("utf-8", "surrogateescape").split("\n")))
    except ManifestError:
        return


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (decode, block, set_value, look, fix, suppressions, configuration, journal, manifest)
}


def _seeds() -> list[bytes]:
    return [
        path.read_bytes() for path in sorted((ROOT / "fixtures").glob("*/*.md")) if path.stat().st_size < 4096
    ]


def _fuzz(name: str, seconds: int) -> None:
    """Never returns: libFuzzer ends the process."""
    import atheris

    corpus = ROOT / "build" / "fuzz" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(_seeds()):
        (corpus / f"seed-{number}").write_bytes(data)
    found = ROOT / "build" / "fuzz" / f"{name}-"
    arguments = [
        name,
        str(corpus),
        f"-max_total_time={seconds}",
        f"-artifact_prefix={found}",
        "-max_len=4096",
    ]
    atheris.instrument_all()
    atheris.Setup(arguments, TARGETS[name])
    atheris.Fuzz()


def _over_fixtures(names: list[str]) -> int:
    counts = {}
    for name in names:
        seeds = _seeds()
        for data in seeds:
            TARGETS[name](data)
        counts[name] = len(seeds)
    sys.stdout.write(f"atheris is not installed; over the fixtures alone: {json.dumps(counts)}\n")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    given = parser.parse_args()
    names = given.targets or list(TARGETS)
    if unknown := set(names) - TARGETS.keys():
        parser.error(f"there is no target {min(unknown)}: the targets are {', '.join(TARGETS)}")
    seconds = max(1, int(given.minutes * 60 / len(names)))
    if given.one:
        _fuzz(names[0], seconds)
    try:
        import atheris  # noqa: F401
    except ImportError:
        return _over_fixtures(names)
    failed = []
    for name in names:
        minutes = str(given.minutes / len(names))
        command = [sys.executable, "-m", "benchmarks.fuzz", "--one", "--minutes", minutes, name]
        done = subprocess.run(command, cwd=ROOT, check=False)
        if done.returncode:
            failed.append(name)
    sys.stdout.write(f"broken: {', '.join(failed)}\n" if failed else "no promise was broken\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
