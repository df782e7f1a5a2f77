"""The pages of the site, gathered in one folder: the guides, the manual of each rule, the commands. `make docs`"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
REPOSITORY = "https://github.com/wikilint/wikilint/blob/main"
OUTSIDE = {"CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
"""Pages of the repository that become pages of the site."""

_LINK = re.compile(r"(?<=\]\()(?!https?://|#|mailto:)([^)\s#]+)(#[^)\s]*)?(?=\))")


def linked(text: str, page: Path, *, at: Path) -> str:
    """The links of a page as the site needs them: a file that is no page of it is shown by the repository.

    page: where it is in the repository. at: where it will be in the site.
    """

    def target(match: re.Match[str]) -> str:
        place = (page.parent / match[1]).resolve()
        inside = place.relative_to(ROOT).as_posix() if place.is_relative_to(ROOT) else match[1]
        if inside in OUTSIDE:
            return "../" * len(at.parent.parts) + OUTSIDE[inside] + (match[2] or "")
        if inside == "README.md":
            return "../" * len(at.parent.parts) + "index.md"
        if inside.startswith("docs/") and Path(inside).suffix in (".md", ".svg"):
            return "../" * len(at.parent.parts) + inside.removeprefix("docs/") + (match[2] or "")
        return f"{REPOSITORY}/{inside}"

    return _LINK.sub(target, text)


def gather(folder: Path) -> None:
    """Write every page into `folder`, which is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pages = {ROOT / name: Path(other) for name, other in OUTSIDE.items()}
    pages |= {page: page.relative_to(ROOT / "docs") for page in sorted((ROOT / "docs").glob("*.md"))}
    for page, place in pages.items():
        text = linked(page.read_text("utf-8"), page, at=place)
        (folder / place).write_text(text, encoding="utf-8", newline="\n")
    shutil.copytree(ROOT / "docs" / "screens", folder / "screens", ignore=shutil.ignore_patterns("*.py"))
    wikilint = [sys.executable, "-m", "wikilint", "explain", "--all", "--output-dir", str(folder / "rules")]
    subprocess.run(wikilint, check=True, cwd=ROOT)
    typer = ["typer", "wikilint.cli", "utils", "docs", "--name", "wikilint", "--output"]
    subprocess.run([sys.executable, "-m", *typer, str(folder / "commands.md")], check=True, cwd=ROOT)


if __name__ == "__main__":
    gather(Path(sys.argv[1]))
