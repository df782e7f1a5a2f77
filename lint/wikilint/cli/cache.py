"""`wikilint cache`: what is remembered of unchanged files."""

from __future__ import annotations

import sys

import typer

from wikilint.cli import options
from wikilint.disk import caches, memory
from wikilint.errors import UsageError
from wikilint.report.style import visible
from wikilint.words import count

app = typer.Typer(
    help="Manage the cache of results for unchanged files.", no_args_is_help=True, rich_markup_mode=None
)


@app.command()
def clean(cache_dir: options.CacheDir = None) -> None:
    """Empty the cache; the next run reads every file."""
    removed = memory.clean(cache_dir)
    sys.stdout.write(f"Removed {count(removed, 'file')}.\n")


@app.command("dir")
def show_folder() -> None:
    """Show the cache folder (to keep it between CI runs)."""
    folder = caches.folder()
    if folder is None:
        raise UsageError("there is no cache: neither HOME nor XDG_CACHE_HOME nor WIKILINT_CACHE_DIR is set")
    sys.stdout.write(f"{visible(folder)}\n")
