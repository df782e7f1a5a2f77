"""The baseline: a file with findings that are known, so that only new ones are reported.

A finding is known by its rule and its text, never by a line number or a count (see `report.fingerprint`): it stays
known when lines move, and another finding in its place is a new one. Paths are relative to the folder of the file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

from wikilint.disk import paths
from wikilint.disk.store import StoreError, read
from wikilint.errors import UsageError
from wikilint.report.outcome import Outcome
from wikilint.settings.config import Settings
from wikilint.settings.scopes import Layout
from wikilint.value import field, mutable, replace

FILE_NAME = "wikilint-baseline.json"
VERSION = 1

Findings = Mapping[str, Mapping[str, str]]
"""For each path the findings that are known, each by its identity, with its rule."""


def load(path: str) -> Findings:
    """The findings in a baseline. Raises UsageError."""
    try:
        content: Any = json.loads(read(path).data)
    except StoreError as error:
        if not os.path.lexists(path):
            raise UsageError(f"{path}: no such baseline; create it with `wikilint baseline create`") from None
        raise UsageError(f"{path}: {error}") from None
    except (ValueError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise UsageError(f"{path}{line}: this is not a baseline: {_said(error)}") from None
    if not isinstance(content, dict) or content.get("version") != VERSION:
        raise UsageError(f"{path}: this is not a baseline of version {VERSION}; create a new one")
    findings = content.get("findings")
    if not (
        isinstance(findings, dict)
        and all(isinstance(known, dict) and all(map(_is_text, known.values())) for known in findings.values())
    ):
        raise UsageError(
            f"{path}: this is not a baseline: `findings` must be an object that maps paths to objects"
        )
    return findings


def _said(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "it is not valid JSON"


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def text(findings: Findings) -> bytes:
    """A baseline as it is written: one finding a line, in the order of path and rule, so that diffs stay small."""
    kept = {
        path: dict(sorted(known.items(), key=lambda item: (item[1], item[0])))
        for path, known in sorted(findings.items())
        if known
    }
    about = "Known findings that `wikilint check` does not report; `wikilint baseline update` keeps this up to date."
    content = {"about": about, "version": VERSION, "findings": kept}
    return (json.dumps(content, indent=1, ensure_ascii=True) + "\n").encode()


def path_in(settings: Settings) -> str | None:
    """The baseline that settings name."""
    if settings.baseline is None:
        return None
    path = os.path.join(settings.base("baseline"), os.path.expanduser(settings.baseline))
    return path.removeprefix(f"{os.getcwd()}{os.sep}")


@mutable
class Baseline:
    """The findings of one file, and how many of them were met in this run."""

    path: str
    findings: Findings
    _renamed: Mapping[str, str] | None = None

    @property
    def folder(self) -> str:
        return os.path.dirname(os.path.abspath(self.path))

    def name(self, path: str) -> str:
        """The path of a page as the baseline has it."""
        return paths.relative(path, self.folder)

    def known(self, path: str) -> Mapping[str, str]:
        """What is known of a page; of one that was renamed, what was known before."""
        name = self.name(path)
        if name in self.findings:
            return self.findings[name]
        if self._renamed is None:
            gone = any(not os.path.exists(os.path.join(self.folder, each)) for each in self.findings)
            from wikilint.cli import git

            self._renamed = git.renamed(self.path) if gone else {}
        return self.findings.get(self._renamed.get(name, ""), {})

    def without(self, outcome: Outcome) -> Outcome:
        """An outcome less what is known of its page."""
        if not outcome.diagnoses:
            return outcome
        known = self.known(outcome.path)
        left = tuple(each for each in outcome.diagnoses if not each.identity or each.identity not in known)
        hidden = len(outcome.diagnoses) - len(left)
        return replace(outcome, diagnoses=left, found=outcome.found - hidden) if hidden else outcome


@mutable
class Baselines:
    """The baselines of a run: each configuration may have its own. hidden: findings that were not reported."""

    layout: Layout
    hidden: int = 0
    _loaded: dict[str, Baseline] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for settings in self.layout.all():
            path = path_in(settings)
            if path is not None and path not in self._loaded:
                self._loaded[path] = Baseline(path, load(path))

    def without(self, outcome: Outcome) -> Outcome:
        """An outcome less what is known of its page."""
        path = path_in(self.layout.of(outcome.path))
        if path is None:
            return outcome
        left = self._loaded[path].without(outcome)
        self.hidden += len(outcome.diagnoses) - len(left.diagnoses)
        return left
