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
        help="Only these rules (names, groups, `all`; commas allowed).",
        rich_help_panel=_RULES,
    ),
]
ExtendSelect = Annotated[
    list[str] | None, typer.Option(metavar="RULES", help="These rules as well.", rich_help_panel=_RULES)
]
Ignore = Annotated[
    list[str] | None, typer.Option(metavar="RULES", help="Not these rules.", rich_help_panel=_RULES)
]
Include = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOBS", help="Globs of the files to read in folders.", rich_help_panel=_RULES),
]
ExtendInclude = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOBS", help="Globs of files to read as well.", rich_help_panel=_RULES),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        metavar="GLOBS", help="Globs to leave out, instead of the usual ones.", rich_help_panel=_RULES
    ),
]
ExtendExclude = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOBS", help="Globs to leave out as well.", rich_help_panel=_RULES),
]
PerFileIgnores = Annotated[
    list[str] | None,
    typer.Option(
        metavar="GLOB:RULES", help="These rules do not hold for these files.", rich_help_panel=_RULES
    ),
]
Fixable = Annotated[
    list[str] | None,
    typer.Option(metavar="RULES", help="Only the fixes of these rules.", rich_help_panel=_RULES),
]
Unfixable = Annotated[
    list[str] | None, typer.Option(metavar="RULES", help="No fixes of these rules.", rich_help_panel=_RULES)
]
RequireFiles = Annotated[
    bool,
    typer.Option(
        "--require-files", help="Exit with 2 when there is no file to read.", rich_help_panel=_RULES
    ),
]
FilesFrom = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="Read paths from a file, one a line or separated by NUL; - for stdin.",
        rich_help_panel=_RULES,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(metavar="REV", help="Only files that changed since a revision.", rich_help_panel=_RULES),
]
Staged = Annotated[
    bool, typer.Option("--staged", help="Only files that are staged in git.", rich_help_panel=_RULES)
]
ChangedLines = Annotated[
    bool,
    typer.Option(
        "--changed-lines",
        help="Only findings on lines that changed: since HEAD, or as --since and --staged say.",
        rich_help_panel=_RULES,
    ),
]
Baseline = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="A file with known findings that are not reported; see `wikilint baseline`.",
        rich_help_panel=_RULES,
    ),
]
NoBaseline = Annotated[
    bool, typer.Option("--no-baseline", help="Report known findings, too.", rich_help_panel=_RULES)
]
StdinFilename = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="With - as path: the name that the text on stdin goes by.",
        rich_help_panel=_RULES,
    ),
]
NoGitignore = Annotated[
    bool, typer.Option("--no-respect-gitignore", help="Read ignored files too.", rich_help_panel=_RULES)
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
        metavar="FILE", help="A configuration file, or a TOML `key = value`.", rich_help_panel=_CONFIG
    ),
]
Isolated = Annotated[
    bool, typer.Option("--isolated", help="Read no configuration file.", rich_help_panel=_CONFIG)
]
OutputFormat = Annotated[
    list[str] | None,
    typer.Option(
        "--output-format",
        "-o",
        metavar="FORMAT[=FILE]",
        help=f"How findings are written: {', '.join(FORMATS)}. With =FILE into that file; may be repeated.",
        rich_help_panel=_OUTPUT,
    ),
]
OutputFile = Annotated[
    str | None,
    typer.Option(
        metavar="FILE", help="Write the findings into this file, not to stdout.", rich_help_panel=_OUTPUT
    ),
]
MaxFindings = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=0,
        help="Show at most N findings; 0 shows all, floods of one rule too.",
        rich_help_panel=_OUTPUT,
    ),
]
UseColor = Annotated[Color, typer.Option("--color", help="When to use colours.", rich_help_panel=_OUTPUT)]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Findings only, no summary.", rich_help_panel=_OUTPUT)
]
Silent = Annotated[
    bool,
    typer.Option("--silent", "-s", help="Write nothing but reports in files.", rich_help_panel=_OUTPUT),
]
NoProgress = Annotated[
    bool, typer.Option("--no-progress", help="No progress bar on long runs.", rich_help_panel=_OUTPUT)
]
Statistics = Annotated[
    bool,
    typer.Option(
        "--statistics", help="Count findings by rule instead of listing them.", rich_help_panel=_OUTPUT
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
        help="Processes.  [default: one per processor]",
        show_default=False,
    ),
]
NoJournal = Annotated[
    bool,
    typer.Option(
        "--no-journal",
        help="Do not keep the old text: the run cannot be undone (for CI).",
        rich_help_panel=_WRITING,
    ),
]
Waits = Annotated[
    Durability,
    typer.Option(
        "--durability",
        help="When to wait for the disk: for 64 files at a time, for each one, or never.",
        rich_help_panel=_WRITING,
    ),
]
Manifest = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="Write every edit into this file, as JSON lines; with --diff, what would be done.",
        show_default=False,
        rich_help_panel=_WRITING,
    ),
]
ManifestHashes = Annotated[
    bool,
    typer.Option(
        "--manifest-hashes", help="Hashes in the manifest instead of text.", rich_help_panel=_WRITING
    ),
]
NoCache = Annotated[
    bool,
    typer.Option(
        "--no-cache", help="Read every file, also those that did not change.", rich_help_panel=_RULES
    ),
]
CacheDir = Annotated[
    str | None,
    typer.Option(
        metavar="FOLDER",
        help="Where to remember what was said of unchanged files.",
        show_default=False,
        rich_help_panel=_RULES,
    ),
]
Threshold = Annotated[
    FailOn | None,
    typer.Option(
        "--fail-on", help="Lowest severity for exit code 1.  [default: warning]", show_default=False
    ),
]
