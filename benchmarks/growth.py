"""Find what grows faster than its input: time(2n) / time(n) of every rule and every part of the engine.

    python -m benchmarks.growth                        # all families of benchmarks/hostile.py
    python -m benchmarks.growth --family mojibake      # those whose name holds a word
    python -m benchmarks.growth --fixtures             # every fixture of the rules, over and over

A text of each family is doubled until something in it takes long enough to be measured. What seems to grow too
fast is measured again, the best of several, before it is believed.
"""

from __future__ import annotations

import argparse
import gc
import math
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.hostile import Family, families, fixtures
from wikilint.document import Document
from wikilint.engine import suppress
from wikilint.engine.check import FIX_REJECTED, Hit, check
from wikilint.engine.diagnose import diagnose
from wikilint.engine.fix import fix_document
from wikilint.engine.fixed import Fixed
from wikilint.engine.registry import ActiveRule, choose, fix_filter, installed
from wikilint.report import FORMATS, Format, Report, Style
from wikilint.report.outcome import Diagnosis, Outcome
from wikilint.report.patch import patch

FIXTURES = Path(__file__).parent.parent / "fixtures"

LIMIT = 2.3
"""Beyond this ratio something is not linear; 2.0 is exact, and caches and the collector take their share."""

FLOOR = 0.012
"""Seconds below which a ratio says nothing."""


@dataclass(slots=True)
class Row:
    """The worst that one part of the machine did in one family."""

    part: str
    family: str
    size: int
    seconds: float
    ratio: float


@dataclass(slots=True)
class Lap:
    """Seconds of this process by part; a part that is measured twice keeps its best."""

    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, part: str, act: Callable[[], object]) -> None:
        gc.collect()
        gc.disable()  # the collector walks what there is whenever it likes, and blurs the ratio
        began = time.process_time()
        act()
        took = time.process_time() - began
        gc.enable()
        self.seconds[part] = min(took, self.seconds.get(part, math.inf))


def _touch_block(document: Document) -> None:
    block = document.frontmatter
    if block is not None and block.root is not None:
        list(block.scalars())


def _touch_lines(document: Document) -> None:
    for offset in range(0, len(document.text), 97):
        document.position(offset)


def _write(form: Format, outcome: Outcome) -> None:
    report = Report(form, Style(fold=0), len)
    report.add(outcome)
    report.end()


def measure(raw: bytes, rules: tuple[ActiveRule, ...], lap: Lap, only: str = "") -> list[Hit]:
    """Put one document through everything, part by part; `only` names the one part that is asked for."""
    document = Document(raw)
    lap.time("decode", lambda: document.text)
    lap.time("frontmatter", lambda: _touch_block(document))
    lap.time("markdown", lambda: (document.regions, document.sections))
    lap.time("lines", lambda: _touch_lines(document))
    lap.time("suppressions", lambda: suppress.silence(document))
    for each in rules:
        if only in ("", each.rule.name) and each.rule.may_speak(raw):
            lap.time(each.rule.name, partial(check, document, (each,)))
    if only in ("", "check", "diagnose", "mend", "patch") or only.startswith("report "):
        found: list[Hit] = []
        lap.time("check", lambda: found.extend(check(document, rules)))
        may_apply = fix_filter(installed(), unsafe=True)
        told: list[Diagnosis] = []
        lap.time("diagnose", lambda: told.extend(diagnose(document, found, may_apply)))
        fixed: list[Fixed] = []
        lap.time("mend", lambda: fixed.append(fix_document(Document(raw), rules, may_apply)))
        lap.time("patch", lambda: patch("a.md", raw, fixed[0].after.raw))
        for name, form in FORMATS.items():
            lap.time(f"report {name}", partial(_write, form, Outcome("a.md", tuple(told), found=len(found))))
        return [each for each in fixed[0].left if each.rule == FIX_REJECTED]
    return []


def _rows(
    name: str, family: Family, rules: tuple[ActiveRule, ...], seconds: float, limit: int
) -> Iterator[Row]:
    size, once = 16_384, Lap()
    raw = family(size)
    measure(raw, rules, once)
    while True:
        twice = Lap()
        doubled = family(2 * size)
        rejected = measure(doubled, rules, twice)
        if len(doubled) < 1.9 * len(raw):
            break
        slow = [part for part, took in twice.seconds.items() if took >= FLOOR]
        total = sum(twice.seconds.values())
        if total >= seconds or 2 * size >= limit:
            yield from _confirmed(name, (raw, doubled), rules, (once, twice), slow)
            break
        yield from (
            row for row in _confirmed(name, (raw, doubled), rules, (once, twice), slow) if row.ratio >= LIMIT
        )
        size, once, raw = 2 * size, twice, doubled
    for each in rejected:
        print(f"REJECTED  {name}: {each.finding.message}")


def _confirmed(
    name: str,
    texts: tuple[bytes, bytes],
    rules: tuple[ActiveRule, ...],
    laps: tuple[Lap, Lap],
    parts: Iterable[str],
) -> Iterator[Row]:
    """A row for each part; those that seem too fast are measured again first."""
    for part in parts:
        for _ in range(3):
            ratio = laps[1].seconds[part] / max(laps[0].seconds.get(part, 0), 1e-6)
            if ratio < LIMIT or laps[1].seconds[part] < FLOOR:
                break
            for raw, lap in zip(texts, laps, strict=True):
                measure(raw, rules, lap, only=part)
        yield Row(part, name, len(texts[1]), laps[1].seconds[part], ratio)


def _worst(rows: Iterable[Row], *, every: bool) -> list[Row]:
    """The worst row of each part, or each row that is too steep, the steepest first."""
    ordered = sorted(rows, key=lambda row: -row.ratio)
    seen: set[str] = set()
    kept = []
    for row in ordered:
        if row.part not in seen or (every and row.ratio >= LIMIT):
            kept.append(row)
        seen.add(row.part)
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--family", default="", help="only families whose name holds this")
    parser.add_argument("--rule", action="append", help="only these rules")
    parser.add_argument("--fixtures", action="store_true", help="repeat every fixture instead")
    parser.add_argument("--seconds", type=float, default=0.8, help="stop doubling where a lap takes so long")
    parser.add_argument("--limit", type=int, default=1 << 20, help="the longest text, in bytes")
    parser.add_argument("--every", action="store_true", help="show every steep pair, not the worst of a part")
    given = parser.parse_args()
    rules = choose(installed(), select=given.rule or ["all"])
    rows: list[Row] = []
    gc.freeze()  # what is imported need not be walked before every lap
    for name, family in fixtures(FIXTURES) if given.fixtures else families():
        if given.family in name:
            found = list(_rows(name, family, rules, given.seconds, given.limit))
            steep = [f"{row.part} {row.ratio:.2f}" for row in found if row.ratio >= LIMIT]
            if steep:
                print(f"steep: {name}: {', '.join(steep)}", file=sys.stderr)
            rows += found
    print(f"{'ratio':>6}  {'seconds':>8}  {'bytes':>9}  part  ·  family")
    for row in _worst(rows, every=given.every):
        print(f"{row.ratio:6.2f}  {row.seconds:8.3f}  {row.size:9,}  {row.part}  ·  {row.family}")


if __name__ == "__main__":
    main()
