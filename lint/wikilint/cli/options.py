"""The options that commands share, as Typer reads them."""

from __future__ import annotations

from typing import Annotated

import typer

from wikilint.cli.request import Color, Durability, FailOn
from wikilint.report import FORMATS

_RULES = "Rules and files"
_OUTPUT = "Output"
_CONFIG = "Configuration"
_WRITING = "Writing"

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATHS", help="Files and folders.  [default: the current folder]", show_default=False
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULES",
        help="Run only these rules (names, groups, `all`; comma-separated).",
        rich_help_panel=_RULES,
    ),
]
ExtendSelect = Annotated[
    list[str] | None, typer.Option(metavar="RULES", help="Run these rules as well.", rich_help_panel=_RULES)
]
Ignore = Annotated[
    list[str] | None, typer.Option(metavar="RULES", help="Do not run these rules.", rich_help_panel=_RULES)
]
Include = Annotated[
    list[str] | None,
    typer.Option(
        metavar="GLOBS",
        help="Globs of the files to read in folders, replacing the default.",
        rich_help_panel=_RULES,
    ),
]
ExtendInclude = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOBS", help="Globs of additional files to read.", rich_help_panel=_RULES),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        metavar="GLOBS", help="Globs of files to skip, replacing the default.", rich_help_panel=_RULES
    ),
]
ExtendExclude = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOBS", help="Globs of additional files to skip.", rich_help_panel=_RULES),
]
PerFileIgnores = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOB:RULES", help="Turn these rules off for these files.", rich_help_panel=_RULES),
]
Fixable = Annotated[
    list[str] | None,
    typer.Option(metavar="RULES", help="Apply only the fixes of these rules.", rich_help_panel=_RULES),
]
Unfixable = Annotated[
    list[str] | None,
    typer.Option(metavar="RULES", help="Do not apply the fixes of these rules.", rich_help_panel=_RULES),
]
RequireFiles = Annotated[
    bool,
    typer.Option(
        "--require-files", help="Exit with code 2 if there are no files to read.", rich_help_panel=_RULES
    ),
]
FilesFrom = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="Read paths from a file, one per line or separated by NUL; - for stdin.",
        rich_help_panel=_RULES,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(metavar="REV", help="Only files changed since this git revision.", rich_help_panel=_RULES),
]
Staged = Annotated[bool, typer.Option("--staged", help="Only files staged in git.", rich_help_panel=_RULES)]
ChangedLines = Annotated[
    bool,
    typer.Option(
        "--changed-lines",
        help="Only findings on changed lines: since HEAD, or as given by --since or --staged.",
        rich_help_panel=_RULES,
    ),
]
Baseline = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="A file of known findings not to report; see `wikilint baseline`.",
        rich_help_panel=_RULES,
    ),
]
NoBaseline = Annotated[
    bool, typer.Option("--no-baseline", help="Report known findings as well.", rich_help_panel=_RULES)
]
StdinFilename = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The file name to assume for text read from stdin (path -).",
        rich_help_panel=_RULES,
    ),
]
NoGitignore = Annotated[
    bool,
    typer.Option("--no-respect-gitignore", help="Also read files that git ignores.", rich_help_panel=_RULES),
]
Profile = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="A named set of settings: wiki, hugo, obsidian, …", rich_help_panel=_CONFIG
    ),
]
Config = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FILE", help="A configuration file, or a TOML `key = value` setting.", rich_help_panel=_CONFIG
    ),
]
Isolated = Annotated[
    bool, typer.Option("--isolated", help="Ignore all configuration files.", rich_help_panel=_CONFIG)
]
OutputFormat = Annotated[
    list[str] | None,
    typer.Option(
        "--output-format",
        "-o",
        metavar="FORMAT[=FILE]",
        help=f"Output format: {', '.join(FORMATS)}. Add =FILE to write to a file; may be repeated.",
        rich_help_panel=_OUTPUT,
    ),
]
OutputFile = Annotated[
    str | None,
    typer.Option(
        metavar="FILE", help="Write findings to this file instead of stdout.", rich_help_panel=_OUTPUT
    ),
]
MaxFindings = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=0,
        help="Show at most N findings; 0 shows all, even many of one rule.",
        rich_help_panel=_OUTPUT,
    ),
]
UseColor = Annotated[Color, typer.Option("--color", help="When to use color.", rich_help_panel=_OUTPUT)]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print findings only, no summary.", rich_help_panel=_OUTPUT)
]
Silent = Annotated[
    bool,
    typer.Option(
        "--silent", "-s", help="Print nothing; only write reports to files.", rich_help_panel=_OUTPUT
    ),
]
NoProgress = Annotated[
    bool,
    typer.Option("--no-progress", help="Do not show a progress bar on long runs.", rich_help_panel=_OUTPUT),
]
Statistics = Annotated[
    bool,
    typer.Option(
        "--statistics",
        help="Show the number of findings per rule instead of listing them.",
        rich_help_panel=_OUTPUT,
    ),
]
Timing = Annotated[
    bool, typer.Option("--timing", help="Show how long each rule took.", rich_help_panel=_OUTPUT)
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=0,
        help="Number of processes.  [default: one per processor]",
        show_default=False,
    ),
]
NoJournal = Annotated[
    bool,
    typer.Option(
        "--no-journal",
        help="Do not keep the old text; the run cannot be undone (for CI).",
        rich_help_panel=_WRITING,
    ),
]
Waits = Annotated[
    Durability,
    typer.Option(
        "--durability",
        help="When to flush to disk: after every 64 files, after each file, or never.",
        rich_help_panel=_WRITING,
    ),
]
Manifest = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="Write every edit to this file as JSON lines; where nothing is fixed, the edits that would be made.",
        show_default=False,
        rich_help_panel=_WRITING,
    ),
]
ManifestHashes = Annotated[
    bool,
    typer.Option(
        "--manifest-hashes", help="Write hashes instead of text to the manifest.", rich_help_panel=_WRITING
    ),
]
NoCache = Annotated[
    bool,
    typer.Option("--no-cache", help="Read every file, including unchanged ones.", rich_help_panel=_RULES),
]
CacheDir = Annotated[
    str | None,
    typer.Option(
        metavar="FOLDER",
        help="Where to cache the results for unchanged files.",
        show_default=False,
        rich_help_panel=_RULES,
    ),
]
Threshold = Annotated[
    FailOn | None,
    typer.Option(
        "--fail-on",
        help="Lowest severity that makes the exit code 1.  [default: warning]",
        show_default=False,
    ),
]
