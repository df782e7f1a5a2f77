"""The command line: plain commands are read at once, everything else by Typer."""

from __future__ import annotations

import sys
from typing import Any


def main() -> None:
    """Run a command and end the process: what a user can put right is one line on stderr and exit code 2."""
    from wikilint.cli import ending

    ending.run(_command)


def _command() -> Any:
    """Carry out what the command line says. Returns the exit code."""
    from wikilint.cli import quick

    plain = quick.read(sys.argv[1:])
    if plain is None:
        from wikilint.cli.app import app

        return app(standalone_mode=False, prog_name="wikilint")
    from wikilint.cli import act

    name, given = plain
    return act.check(given) if name == "check" else act.fix(given)
