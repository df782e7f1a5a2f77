"""The tools that are compared, each as a function from text to text."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

import ftfy

from wikilint_rules.encoding._repair.engine import repair

Repairer = Callable[[str], str]


def _wikilint(*tiers: str) -> Repairer:
    def mend(text: str) -> str:
        parts: list[str] = []
        at = 0
        for each in repair(text):
            if each.tier in tiers:
                parts += (text[at : each.start], each.new)
                at = each.end
        return "".join(parts) + text[at:]

    return mend


def by_line(text: str) -> str:
    """ftfy line by line, as its command line does it."""
    return "".join(map(ftfy.fix_encoding, text.splitlines(keepends=True)))


TOOLS: dict[str, Repairer] = {
    "wikilint": _wikilint("safe"),
    "wikilint --unsafe-fixes": _wikilint("safe", "unsafe"),
    "ftfy.fix_encoding": ftfy.fix_encoding,
    "ftfy.fix_text": ftfy.fix_text,
}
if find_spec("plsfix"):
    TOOLS["plsfix.fix_text"] = import_module("plsfix").fix_text
