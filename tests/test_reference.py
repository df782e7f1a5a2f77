"""The reference for authors of rules is what the docstrings say, and says something of every public name."""

from __future__ import annotations

import inspect
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from wikilint import rule as door

DOCS = Path(__file__).parent.parent / "docs"


def written() -> str:
    spec = spec_from_file_location("reference", DOCS / "reference.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.reference())


def test_the_page_is_what_the_docstrings_say() -> None:
    assert (DOCS / "reference.md").read_text("utf-8") == written(), "run `make reference`"


def test_nothing_is_left_without_a_word() -> None:
    assert not re.findall(r"^\| (`.+?`) \|  \|$", written(), re.MULTILINE)


def test_every_class_and_function_of_the_door_is_there() -> None:
    page = written()
    of_the_engine = {"Body", "EditRefused", "OptionError", "Rule", "rule"}
    for name in set(door.__all__) - of_the_engine:
        value = getattr(door, name)
        if inspect.isclass(value):
            assert f"## `{name}`" in page
        elif inspect.isfunction(value):
            assert f"| `{name}(" in page
