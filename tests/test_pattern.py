"""A pattern that is compiled later does what one that is compiled at once does."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys

import pytest

from wikilint.pattern import pattern

ASKS = """
import re, sys, pkgutil, importlib
from re import _compiler
made = []
def noted(*given):
    frame, names = sys._getframe(1), []
    while frame:
        names.append(frame.f_globals.get("__name__", ""))
        frame = frame.f_back
    owner = next(name for name in names if name.partition(".")[0] != "re" and name != "wikilint.pattern")
    if owner.startswith("wikilint"):
        made.append(f"{owner}: {given[0]!r}")
    return compiled(*given)
compiled, _compiler.compile = _compiler.compile, noted
def walk(name):
    module = importlib.import_module(name)
    for found in pkgutil.iter_modules(getattr(module, "__path__", ())):
        walk(f"{name}.{found.name}")
for name in sys.argv[1:]:
    walk(name)
print(*made, sep="\\n", end="")
"""


@pytest.mark.parametrize(
    "packages",
    [
        ["wikilint_rules"],
        ["wikilint.document", "wikilint.rule", "wikilint.engine.run", "wikilint.frontmatter.read"],
    ],
)
def test_importing_rules_or_the_kernel_compiles_no_pattern(packages: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", ASKS, *packages], capture_output=True, text=True, check=True)
    assert done.stdout == ""


def test_it_does_what_a_pattern_does() -> None:
    later, made = pattern(r"(?P<word>[a-z]+)", re.IGNORECASE), re.compile(r"(?P<word>[a-z]+)", re.IGNORECASE)
    text = "One, two; 3"
    assert later.findall(text) == made.findall(text)
    assert [each.span() for each in later.finditer(text, 2)] == [
        each.span() for each in made.finditer(text, 2)
    ]
    assert (later.pattern, later.flags, later.groupindex) == (made.pattern, made.flags, made.groupindex)
    assert later.sub(r"<\g<word>>", text) == made.sub(r"<\g<word>>", text)
    assert pattern(rb"\d").search(b"a1") is not None


def test_it_shows_and_travels_as_what_it_stands_for() -> None:
    assert repr(pattern("a+")) == repr(re.compile("a+"))
    assert pickle.loads(pickle.dumps(pattern(rb"a", re.DOTALL))).flags == re.compile(rb"a", re.DOTALL).flags


def test_a_broken_pattern_is_noticed_when_it_is_used() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.search("")
