"""What a folder seems to be, and the configuration that would fit it: for `wikilint init`."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wikilint.disk import files
from wikilint.disk.store import StoreError, read
from wikilint.errors import UsageError
from wikilint.pattern import pattern
from wikilint.report.style import visible
from wikilint.settings import profiles
from wikilint.value import frozen

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import Table

SAMPLE = 400
"""Files that are looked into; spread evenly over the folder they tell as much as all of them."""

_SIGNS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("hugo", pattern(rb"\{\{[<%]")),
    ("jekyll", pattern(rb"\{% (?:include|highlight|raw|assign|for|if) |^layout: \S", re.MULTILINE)),
    ("obsidian", pattern(rb"!?\[\[[^\]\[\r\n]{1,200}\]\]")),
    (
        "mdn",
        pattern(rb"^page-type: |\{\{(?:jsxref|domxref|htmlelement|Compat)\b", re.IGNORECASE | re.MULTILINE),
    ),
    (
        "docfx",
        pattern(rb"^(?:ms\.(?:date|topic|author|service|prod)|external help file|uid): ", re.MULTILINE),
    ),
    ("wiki", pattern(rb"\[object [A-Z]|^(?:shortDescription|pubDate): |\{\{[Cc]ite |^== ", re.MULTILINE)),
)
"""What a page of each kind holds; a page without any of them is plain."""

_PLACES = (
    ("obsidian", (".obsidian",)),
    ("jekyll", ("_config.yml", "_posts")),
    ("hugo", ("hugo.toml", "hugo.yaml", "hugo.json", "archetypes")),
    ("mdn", ("files/en-us",)),
    ("docfx", ("docfx.json", ".openpublishing.publish.config.json")),
)
"""What lies at the top of a folder of each kind: surer than any page."""


@frozen
class Proposal:
    """A configuration, and what it rests on.

    total: files found. by_suffix: how many of each. reason: what the profile was chosen for.
    findings: how many there are today with it. baseline: the file that they are recorded in.
    """

    profile: str
    reason: str
    total: int
    by_suffix: dict[str, int]
    findings: int = 0
    baseline: str | None = None


def propose(folder: str) -> Proposal:
    """Look at a folder. Raises UsageError when there is nothing to look at."""
    found = files.find([folder], root=folder)
    texts = sum(number for suffix, number in found.passed_over if suffix in (".txt", ".text"))
    if texts > len(found.paths):
        found = files.find([folder], root=folder, include=profiles.load("plain").include)
        profile, reason = "plain", f"most files are plain text ({texts:,} of {len(found.paths):,})"
    elif found.paths:
        profile, reason = _profile(folder, found.paths)
    else:
        raise UsageError(f"{visible(folder)}: it contains no Markdown or plain text: {found.why_empty}")
    suffixes = Counter(os.path.splitext(path)[1].lower() for path in found.paths)
    return Proposal(profile, reason, len(found.paths), dict(suffixes.most_common()))


def _profile(folder: str, paths: Sequence[str]) -> tuple[str, str]:
    for name, places in _PLACES:
        for place in places:
            if os.path.exists(os.path.join(folder, place)):
                return name, f"the folder contains {place}"
    step = max(1, len(paths) // SAMPLE)
    sample = paths[::step]
    votes: Counter[str] = Counter()
    for path in sample:
        try:
            data = read(path).data
        except StoreError:
            continue
        votes.update(name for name, sign in _SIGNS if sign.search(data))
    # One page in twenty: fewer are pages *about* such a system.
    name, count = max(votes.items(), key=lambda item: item[1], default=("plain", 0))
    if count * 20 < len(sample):
        return (
            "plain",
            f"hardly any of {len(sample)} pages look like a wiki's or a site generator's ({count})",
        )
    return name, f"{count} of {len(sample)} pages look like it"


def configuration(proposal: Proposal) -> TOMLDocument:
    """The commented text of a `wikilint.toml`."""
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment("What wikilint checks here; `wikilint rules` lists every rule."))
    document.add(tomlkit.nl())
    _fill(document, proposal)
    return document


def _fill(table: TOMLDocument | Table, proposal: Proposal) -> None:
    import tomlkit

    description = profiles.load(proposal.profile).description
    table.add(tomlkit.comment(f"{description} Chosen because {proposal.reason}."))
    table.add("profile", proposal.profile)
    table.add(tomlkit.nl())
    counts = ", ".join(
        f"{count:,} {suffix or 'without suffix'}" for suffix, count in proposal.by_suffix.items()
    )
    table.add(
        tomlkit.comment(f"Read in this folder: {counts}; `include` and `extend-include` set what is read.")
    )
    if proposal.baseline is not None:
        table.add(tomlkit.nl())
        table.add(
            tomlkit.comment(
                f"{proposal.findings:,} findings of today are known and not reported. After `wikilint fix`,"
            )
        )
        table.add(tomlkit.comment("`wikilint baseline update` removes what is gone."))
        table.add("baseline", proposal.baseline)
    elif proposal.findings:
        table.add(tomlkit.nl())
        table.add(
            tomlkit.comment(
                f"{proposal.findings:,} findings today. Until they are dealt with (`wikilint fix` first),"
            )
        )
        table.add(tomlkit.comment("only errors fail a run; then take this line out."))
        table.add("fail-on", "error")


def add_to_pyproject(text: str, proposal: Proposal) -> str:
    """The text of a `pyproject.toml` with a `[tool.wikilint]` table; the rest stays as it is, to the byte.

    Raises UsageError when it has one already, or is not TOML.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise UsageError(f"pyproject.toml is not valid TOML: {error}") from None
    if "wikilint" in document.get("tool", {}):
        raise UsageError("pyproject.toml already has a [tool.wikilint] table; edit it or delete it")
    table = tomlkit.table()
    _fill(table, proposal)
    # Appended as text: a table of its own at the end cannot disturb anything above it.
    own = tomlkit.document()
    tool = tomlkit.table(is_super_table=True)
    tool.add("wikilint", table)
    own.add("tool", tool)
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else newline if text.endswith("\n") else newline * 2
    return text + gap + tomlkit.dumps(own).replace("\n", newline)
