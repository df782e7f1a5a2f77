"""Torture pages: parts of all fixtures thrown together and damaged once more, fixed, and held to every promise.

    python -m benchmarks.torture [--pages N] [--seed N] [--unsafe] [--show]

The pages of a seed are always the same. Printed is how many of them have a fix that did not prove itself
(`fix-rejected`), by rule and reason; every page with another broken promise is printed and ends in exit code 1.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from wikilint.disk import splices
from wikilint.document import Document
from wikilint.engine import registry
from wikilint.engine.check import FIX_REJECTED, RULE_FAILED
from wikilint.engine.fix import fix_document
from wikilint.engine.splicing import splices as made
from wikilint.finding import Fix

ROOT = Path(__file__).parent.parent
RULES = registry.choose(registry.installed())
_MOST = 3000
"""Bytes of a fixture that is a part of pages."""

_SHARDS = (
    b"\xef\xbb\xbf", b"\xc3\xaf\xc2\xbb\xc2\xbf", b"\xc3\xaf\xc2\xbf\xc2\xbd", b"\xe2\x80\x8b", b"\xf3\xa0\x81\xa1",
    b"\xff", b"\xc3", b"\xa9", b"\0", b"\x1b[0m", b"\x0c", b"\r", b"\r\n", b"\n", b"\n\n\n", b" ", b"\t",
    b"\xc2\xa0", b"\xe2\x80\xa8", b"---\n", b"...\n", b"\n---\n", b"tags: [a, a]\n", b"title: x\ntitle: x\n", b"- ",
    b"# ", b"## A\n## A\n", b"```\n", b"<!--", b"-->", b"`", b"**", b"[object Object]", b"caf\xc3\x83\xc2\xa9",
    b"\xc3\xa2\xe2\x82\xac\xe2\x84\xa2", b"&amp;eacute;", b"%C3%A9", b": ", b'"', b"'", b"#", b"&a ", b"*a", b"|\n",
    b"http://http://x.org", b"{{", b"}}", b"[[", b"]]", b"$$", b"undefined",
)  # fmt: skip


def parts() -> list[bytes]:
    """Every fixture that is no result, and is short."""
    paths = sorted((ROOT / "fixtures").glob("*/*.md"))
    given = [path.read_bytes() for path in paths if not path.name.endswith((".fixed.md", ".unsafe.md"))]
    return [raw for raw in given if len(raw) <= _MOST]


def _joined(random: random.Random, given: Sequence[bytes]) -> bytes:
    """A page of one to four parts: one after the other, line by line, or the block of one and the body of others."""
    chosen = random.choices(given, k=random.choice((1, 1, 2, 2, 3, 4)))
    how = random.random()
    if how < 0.4:
        return b"\n".join(chosen)
    if how < 0.7:
        lines = [line for raw in chosen for line in re.split(rb"(?<=\n)", raw)]
        start = random.randrange(len(lines))
        return b"".join(lines[start : start + random.randrange(1, 40)])
    head, *others = chosen
    block = re.match(rb"---\n(?s:.*?)\n---\n", head)
    return (block.group() if block else b"---\ntitle: x\n---\n") + b"\n".join(others)


def _damaged(random: random.Random, raw: bytes) -> bytes:
    """The page with a cut, a copy, a shard or another byte at a few places."""
    for _ in range(random.choice((0, 1, 1, 2, 3, 6))):
        at = random.randrange(len(raw) + 1)
        to = min(len(raw), at + random.choice((1, 2, 8, 40)))
        how = random.random()
        if how < 0.55:
            raw = raw[:at] + random.choice(_SHARDS) + raw[at:]
        elif how < 0.7:
            raw = raw[:at] + raw[to:]
        elif how < 0.85:
            raw = raw[:to] + raw[at:to] + raw[to:]
        else:
            raw = raw[:at] + bytes((random.randrange(256),)) + raw[at + 1 :]
    return raw


def page(seed: int, number: int, given: Sequence[bytes]) -> bytes:
    """A page by its number."""
    chance = random.Random(f"{seed} {number}")
    return _damaged(chance, _joined(chance, given))


def _safe(_: str, fix: Fix) -> bool:
    return fix.safety == "safe"


def _any(_: str, fix: Fix) -> bool:
    return fix.safety != "display"


def broken(raw: bytes, *, unsafe: bool) -> tuple[list[str], str]:
    """What was rejected in fixing a page, and another promise that broke, or ""."""
    may = _any if unsafe else _safe
    document = Document(raw)
    once = fix_document(document, RULES, may)
    rejected = [hit.finding.message for hit in once.left if hit.rule == FIX_REJECTED]
    if any(hit.rule == RULE_FAILED for hit in once.left):
        return rejected, next(hit.finding.message for hit in once.left if hit.rule == RULE_FAILED)
    if splices.apply(raw, made(document, once)) != once.after.raw:
        return rejected, "the edits do not give the result"
    if rejected:
        return rejected, ""
    if fix_document(Document(once.after.raw), RULES, may).after.raw != once.after.raw:
        return rejected, "fixing twice is not fixing once"
    return rejected, ""


def kind(message: str) -> str:
    """What messages of one cause have in common."""
    return re.sub(r"\d[\d,]*", "N", re.sub("“.*?”|'.*?'", "…", message))


def shrunk(raw: bytes, wanted: str, *, unsafe: bool) -> bytes:
    """A part of a page that still breaks the same."""

    def holds(smaller: bytes) -> bool:
        rejected, other = broken(smaller, unsafe=unsafe)
        return wanted in (*map(kind, rejected), kind(other))

    size = len(raw) // 2
    while size:
        at = 0
        while at < len(raw):
            smaller = raw[:at] + raw[at + size :]
            if holds(smaller):
                raw = smaller
            else:
                at += size
        size //= 2
    return raw


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first page")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unsafe", action="store_true", help="apply unsafe fixes, too")
    parser.add_argument("--show", action="store_true", help="show a small page of each kind")
    given = parser.parse_args()
    all_parts = parts()
    kinds: Counter[str] = Counter()
    first: dict[str, bytes] = {}
    refused = failed = 0
    for number in range(given.first, given.first + given.pages):
        raw = page(given.seed, number, all_parts)
        rejected, other = broken(raw, unsafe=given.unsafe)
        refused += bool(rejected)
        failed += bool(other)
        for message in {*map(kind, rejected), kind(other)} - {""}:
            kinds[message] += 1
            first.setdefault(message, raw)
    sys.stdout.write(
        f"{given.pages:,} pages: {refused:,} with a rejected fix, {failed:,} with another broken promise\n"
    )
    for message, number in kinds.most_common():
        sys.stdout.write(f"{number:6,}  {message}\n")
        if given.show:
            sys.stdout.write(f"        {shrunk(first[message], message, unsafe=given.unsafe)!r}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
