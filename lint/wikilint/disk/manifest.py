"""The manifest of a run: each edit of each page, one page a line, so that others can check it and do it again.

JSON lines. The first says what made it: `wikilint` (version), `settings` (their fingerprint), `command`. Each other
one is a page: its path, the SHA-256 of its bytes before and after, and its edits in their order:

    {"path": "a.md", "before": "9f…", "after": "3c…", "edits": [
      {"rules": ["mojibake"], "safety": "safe", "proof": ["UTF-8 read as windows-1252"],
       "bytes": [10, 14], "chars": [10, 12], "old": "Ã©", "new": "é"}]}

`proof` says what shows that an edit is right; it is empty where nothing but the word of its rule does. `bytes`
and `chars` are the same place of the page before, in bytes and in code points of its text. Bytes that are not UTF-8 are
lone surrogates (U+DC80 to U+DCFF) in `old` and `new`. With hashes only, `old` and `new` are SHA-256 sums, under the
names `old_sha256` and `new_sha256`. A page may have several lines: they are
carried out one after the other.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from wikilint.disk import splices
from wikilint.disk.splices import Splice
from wikilint.disk.store import Change, digest
from wikilint.value import frozen


class ManifestError(ValueError):
    """A line that no manifest has, or that would lead out of the folder."""


@frozen
class Line:
    """A page of a manifest. made: its edits; None where the manifest has only their hashes."""

    path: str
    before: str
    after: str
    made: tuple[Splice, ...] | None


def head(version: str, settings: str, command: str) -> str:
    """The first line."""
    return json.dumps({"wikilint": version, "settings": settings, "command": command}) + "\n"


def line(path: str, change: Change, made: Sequence[Splice], *, hashes: bool) -> str:
    """The line of a page. path: as it is found from the folder that the manifest is about."""
    old = change.snapshot.data
    edits = [_edit(each, old[each.start : each.end], hashes) for each in made]
    page = {"path": path, "before": digest(old), "after": digest(change.data), "edits": edits}
    return json.dumps(page) + "\n"


def _edit(each: Splice, old: bytes, hashes: bool) -> dict[str, Any]:
    place = {
        "rules": each.rules,
        "safety": each.safety,
        "proof": each.proofs,
        "bytes": (each.start, each.end),
        "chars": (each.start_char, each.end_char),
    }
    if hashes:
        return {**place, "old_sha256": digest(old), "new_sha256": digest(each.new)}
    return {**place, "old": splices.text(old), "new": splices.text(each.new)}


def read(lines: Iterable[str]) -> Iterator[Line]:
    """The pages of a manifest. Raises ManifestError, with the number of the line."""
    for number, text in enumerate(lines, 1):
        try:
            fields = json.loads(text)
            if number == 1 and "wikilint" in fields:
                continue
            yield _line(fields)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
            raise ManifestError(
                f"line {number} is not part of a manifest ({type(error).__name__}: {error})"
            ) from None


def _line(fields: dict[str, Any]) -> Line:
    path, before, after = fields["path"], fields["before"], fields["after"]
    if not all(isinstance(each, str) for each in (path, before, after)):
        raise TypeError("path, before and after must be strings")
    made = [_splice(each) for each in fields["edits"] if "new" in each]
    return Line(path, before, after, tuple(made) if len(made) == len(fields["edits"]) else None)


def _splice(edit: dict[str, Any]) -> Splice:
    start, end = map(int, edit["bytes"])
    start_char, end_char = map(int, edit["chars"])
    rules = tuple(str(each) for each in edit["rules"])
    proofs = tuple(str(each) for each in edit.get("proof", ()))
    new = splices.data(edit["new"])
    return Splice(start, end, new, start_char, end_char, rules, str(edit["safety"]), proofs)


@frozen
class Page:
    """All that a manifest says of a page: its lines, in their order."""

    path: str
    lines: tuple[Line, ...]

    @property
    def before(self) -> str:
        return self.lines[0].before

    @property
    def after(self) -> str:
        return self.lines[-1].after

    def done(self, old: bytes) -> bytes:
        """The page after its edits. Raises ManifestError if they do not make what the manifest says."""
        data = old
        for each in self.lines:
            if each.made is None:
                raise ManifestError("the manifest has only the hashes of the edits, so it cannot be replayed")
            try:
                data = splices.apply(data, each.made)
            except ValueError as error:
                raise ManifestError(f"its edits do not fit: {error}") from None
            if digest(data) != each.after:
                raise ManifestError("its edits do not produce the page that the manifest records")
        return data

    def made(self) -> tuple[Splice, ...]:
        """The edits, if they are told in one line; else one for all of the page has to do."""
        return (self.lines[0].made or ()) if len(self.lines) == 1 else ()


def pages(lines: Iterable[Line]) -> list[Page]:
    """The pages of a manifest, in the order of their paths."""
    own: dict[str, list[Line]] = {}
    for each in lines:
        own.setdefault(each.path, []).append(each)
    return [Page(path, tuple(own[path])) for path in sorted(own)]


def inside(root: str, path: str) -> str:
    """Where a page is. Raises ManifestError for one that is not in the folder `root`, links followed."""
    if "\0" in path:
        raise ManifestError("its name contains NUL")
    real_root = os.path.realpath(root)
    real = os.path.realpath(os.path.join(real_root, path))
    if os.path.commonpath([real_root, real]) != real_root:
        raise ManifestError("it is not in this folder; name another one with --root")
    return real
