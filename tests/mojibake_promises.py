"""What every repair of the mojibake engine promises, and the clean text that its tests damage."""

import re
from collections.abc import Iterable
from pathlib import Path

from wikilint_rules.encoding._repair.engine import repair
from wikilint_rules.encoding._repair.verdict import Repair, damage

ROOT = Path(__file__).parent.parent
POOL = ROOT / "benchmarks" / "mojibake" / "pool"
LANGUAGES = {path.stem: path.read_text("utf-8").split("\n")[:12] for path in sorted(POOL.glob("*.txt"))}
FORBIDDEN = re.compile("[\0-\x9f\u2028-\u202e\u2066-\u2069\ud800-\uf8ff\ufeff\ufffd]")


def mend(text: str, found: Iterable[Repair], tiers: tuple[str, ...] = ("safe",)) -> str:
    parts: list[str] = []
    at = 0
    for each in found:
        if each.tier in tiers:
            parts += (text[at : each.start], each.new)
            at = each.end
    return "".join(parts) + text[at:]


def safely(text: str) -> str:
    return mend(text, repair(text))


def holds(text: str, found: list[Repair]) -> None:
    """Every promise that a repair makes, whatever the text."""
    at = 0
    for each in found:
        assert at <= each.start < each.end
        at = each.end
        assert text[each.start : each.end] == each.old != each.new
        assert not each.old.isascii()
        assert not any(char < "\x80" for char in each.new)
        is_eaten = damage(each.new, each.chain) == each.old + "\xa0"
        if each.tier != "display":
            assert not FORBIDDEN.search(each.new)
        each.new.encode("utf-8")  # no surrogates
        assert not set(each.old) & {chr(point) for point in range(0xDC80, 0xDD00)}
        if "\ufffd" in each.old or " " in each.old or is_eaten:
            assert each.tier != "safe"
        else:
            assert damage(each.new, each.chain) == each.old
    assert bare(mend(text, found)) == bare(text)
    everything = mend(text, found, ("safe", "unsafe", "display"))
    assert bare(everything).replace(" ", "") == bare(text).replace(" ", "")


def bare(text: str) -> str:
    return "".join(char for char in text if char < "\x80")
