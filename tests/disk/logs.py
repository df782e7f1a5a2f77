"""What the tests of the journal share: a page, what is about to be done to it, a journal that says so."""

from __future__ import annotations

from pathlib import Path

from wikilint.disk import store
from wikilint.disk.journal import Journal
from wikilint.disk.splices import Splice
from wikilint.disk.store import Change

OLD, NEW = b"\xef\xbb\xbfold \xff text", b"\xef\xbb\xbfnew \xff text"
MADE = (Splice(3, 6, b"new", 0, 3, ("some-rule",), "safe"),)


def change(tmp_path: Path, name: str = "page.md") -> Change:
    page = tmp_path / name
    page.write_bytes(OLD)
    page.chmod(0o2640)
    return Change(store.read(page), NEW)


def logged(tmp_path: Path, *names: str) -> Journal:
    log = Journal("wikilint fix")
    log.record([(change(tmp_path, name), MADE) for name in names or ("page.md",)])
    return log
