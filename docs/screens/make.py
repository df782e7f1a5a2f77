"""The pictures of the README and the site: what a terminal shows, as SVG, in dark and light. `make screens`

They are made by running wikilint, so they cannot show what it does not do.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI, TerminalTheme
from rich.text import Text

from wikilint.report.width import wrapped

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "fixtures" / "seeds"
WIDTH = 94

LIGHT = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    [
        (36, 41, 47),
        (176, 8, 32),
        (17, 99, 41),
        (125, 78, 0),
        (9, 105, 218),
        (130, 80, 223),
        (27, 124, 131),
        (87, 96, 106),
    ],
    [
        (87, 96, 106),
        (207, 34, 46),
        (26, 127, 55),
        (154, 103, 0),
        (33, 139, 255),
        (163, 117, 255),
        (49, 146, 170),
        (110, 119, 129),
    ],
)

SCREENS: dict[str, tuple[str, tuple[int, ...]]] = {
    "check": ("wikilint check seeds", (0, 3, 9, -1)),
    "diff": ("wikilint fix --diff seeds", ()),
    "fix": ("wikilint fix --show-fixes seeds", ()),
    "statistics": ("wikilint check --statistics seeds", ()),
    "explain": ("wikilint explain stringified-object", ()),
}
"""Each picture: its command, and which paragraphs of what the command says are shown; none are all."""

SENTENCES = ("Found ", "Fixed ")
"""How the summary begins."""

LONGEST = 34
"""Lines of a picture: more is not looked at."""


def run(command: str) -> list[str]:
    """What a command says in a terminal, on a copy of the damaged page."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SEEDS, Path(folder) / "seeds")
        for note in (Path(folder) / "seeds").glob("*.md"):
            note.unlink()
        done = subprocess.run(
            [sys.executable, "-m", *command.split()],
            cwd=folder,
            env={
                **os.environ,
                "COLUMNS": str(WIDTH),
                "FORCE_COLOR": "1",
                "PYTHONUTF8": "1",
                "XDG_STATE_HOME": folder,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
    said = re.sub(r"\b\d{8}-\d{6}\b", "20260101-120000", done.stdout)  # a run is named after its time
    return said.rstrip("\n").split("\n")


def chosen(lines: list[str], which: tuple[int, ...]) -> list[str]:
    """The paragraphs that are shown, the sentences of the summary wrapped as on a terminal."""
    paragraphs = "\n".join(lines).split("\n\n")
    picked = [paragraphs[at] for at in which] or paragraphs
    shown = [
        part
        for line in "\n\n".join(picked).split("\n")
        for part in (wrapped(line, WIDTH, indent=4) if line.startswith(SENTENCES) else [line])
    ]
    return shown if len(shown) <= LONGEST else [*shown[:LONGEST], "…"]


def picture(command: str, lines: list[str], theme: TerminalTheme) -> str:
    console = Console(
        record=True,
        width=WIDTH,
        file=StringIO(),
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
    )
    console.print(Text.assemble(("$ ", "dim"), (command, "bold")), soft_wrap=True)
    for line in lines:
        console.print(Text.from_ansi(line), soft_wrap=False, no_wrap=True, overflow="ellipsis")
    return console.export_svg(title="wikilint", theme=theme, unique_id=f"wikilint-{command.split()[1]}")


def main() -> None:
    for name, (command, which) in SCREENS.items():
        lines = chosen(run(command), which)
        for suffix, theme in (("dark", DIMMED_MONOKAI), ("light", LIGHT)):
            text = picture(command, lines, theme)
            (HERE / f"{name}-{suffix}.svg").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
