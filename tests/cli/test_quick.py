"""What is read without Typer is what Typer reads."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.cli import act, quick
from wikilint.cli.app import app

OPTIONS = sorted({*quick._FLAGS, *quick._LISTS, *quick._VALUES})
VALUES = ["page.md", "docs/", "-", "mojibake", "a,b", "full", "", "x = 1", "wiki"]


def typed(arguments: list[str]) -> dict[str, Any] | None:
    """The parameters that Typer gives to the command, None where it refuses the command line."""
    seen: list[dict[str, Any]] = []

    def noted(given: Mapping[str, Any]) -> int:
        # Typer gives () for an option that was not said; to `act` that is the same as None.
        seen.append(
            {name: list(value) if isinstance(value, list | tuple) else value for name, value in given.items()}
        )
        return 0

    with pytest.MonkeyPatch.context() as patch:
        for name in ("check", "fix"):
            patch.setattr(act, name, noted)
        try:
            app(arguments, standalone_mode=False, prog_name="wikilint")
        except Exception:
            return None
    return seen[0] if seen else None


@given(
    st.sampled_from(["check", "fix"]),
    st.lists(st.one_of(st.sampled_from(OPTIONS), st.sampled_from(VALUES)), max_size=6),
)
def test_typer_reads_the_same(command: str, rest: list[str]) -> None:
    read = quick.read([command, *rest])
    if read is None:
        return
    name, given_here = read
    assert name == command
    given_there = typed([command, *rest])
    assert given_there is not None
    assert given_here == {key: None if value == [] else value for key, value in given_there.items()}


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--help"],
        ["check", "--help"],
        ["check", "--nope"],
        ["check", "--select"],
        ["rules"],
        ["check", "--select=a"],
        ["check", "--", "-x.md"],
        ["check", "--jobs", "x"],
        ["--traceback", "check"],
        ["check", "--fix-only"],
    ],
)
def test_everything_else_is_left_to_typer(arguments: list[str]) -> None:
    assert quick.read(arguments) is None


def test_a_plain_command_loads_no_typer() -> None:
    code = (
        "import sys; sys.argv = ['wikilint', 'check', '--isolated', 'none.md']\n"
        "from wikilint.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"typer", "pydantic", "click", "rich"} & set(done.stdout.split())
    assert "none.md: no such file" in done.stderr
