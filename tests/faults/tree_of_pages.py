"""A folder of pages that are edited, checked, fixed, torn, undone, completed and replayed, in any order."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from wikilint.disk import in_place, journal, manifest, restore, runs, session, store
from wikilint.disk.store import Change
from wikilint.document import Document
from wikilint.engine import registry
from wikilint.engine.check import check
from wikilint.engine.fix import fix_document
from wikilint.engine.splicing import splices
from wikilint.finding import Fix

RULES = registry.choose(registry.installed(), select=["duplicate-heading", "final-newline", "mojibake"])
PIECES = ["## A\n", "## A\n", "Text.  \n", "schÃ¶n und grÃ¼n\n", "\r\n", "\ufeff", "---\nt: a\n---\n", "x"]

pages = st.lists(st.sampled_from(PIECES), max_size=8).map(lambda pieces: "".join(pieces).encode())
names = st.sampled_from(["a.md", "b.md"])


def _safe(_: str, fix: Fix) -> bool:
    return fix.safety == "safe"


def _fixed(data: bytes) -> tuple[Document, bytes, tuple[object, ...]]:
    document = Document(data)
    fixed = fix_document(document, RULES, _safe)
    return document, fixed.after.raw, splices(document, fixed)


class Tree(RuleBasedStateMachine):
    """A folder of pages, and what each of them has to be.

    steps: how many were taken by all of them together.
    """

    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.home = os.environ.get("XDG_STATE_HOME")
        os.environ["XDG_STATE_HOME"] = str(self.folder / "state")
        self.expected: dict[str, bytes] = {}
        self.past: list[tuple[str, dict[str, tuple[bytes, bytes]]]] = []
        self.manifests: list[tuple[str, str]] = []

    def teardown(self) -> None:
        if self.home is None:
            del os.environ["XDG_STATE_HOME"]
        else:
            os.environ["XDG_STATE_HOME"] = self.home
        shutil.rmtree(self.folder)

    @initialize(data=pages)
    def begin(self, data: bytes) -> None:
        self.edit("a.md", data)
        self.edit("b.md", b"## A\n## A\n")
        os.link(self.folder / "b.md", self.folder / "also-b.txt")

    @rule(name=names, data=pages)
    def edit(self, name: str, data: bytes) -> None:
        """Somebody writes a page, into the file itself."""
        path = self.folder / name
        with path.open("r+b" if path.exists() else "wb") as file:
            file.truncate(0)
            file.write(data)
        self.expected[name] = data

    def _run(self, *, crash: bool) -> None:
        before = dict(self.expected)
        with session.writing(
            [str(self.folder)], "test", keep=True, durability="none", say=lambda _: None
        ) as out:
            batch = []
            for name in sorted(self.expected):
                _, new, made = _fixed(self.expected[name])
                if new != self.expected[name]:
                    batch.append((Change(store.read(self.folder / name), new), made))
            if not batch:
                return
            log = out.journal
            assert log is not None
            if crash:
                log.record(batch)  # type: ignore[arg-type]
                log.close(complete=False)
                half = batch[0][0]
                store.replace_all([half], "none", lambda: None)
                done = [half]
            else:
                assert not any(out.write(batch))  # type: ignore[arg-type]
                done = [change for change, _ in batch]
        for change, splices_ in batch:
            name = Path(change.snapshot.path).name
            self.manifests.append((name, manifest.line(name, change, splices_, hashes=False)))  # type: ignore[arg-type]
        for change in done:
            self.expected[Path(change.snapshot.path).name] = change.data
        changed = {
            Path(change.snapshot.path).name: (before[Path(change.snapshot.path).name], change.data)
            for change, _ in batch
        }
        assert log.name is not None
        self.past.append((log.name, changed))

    @rule()
    def fix(self) -> None:
        self._run(crash=False)
        for name, data in self.expected.items():
            assert _fixed(data)[1] == data, name

    @rule()
    def crash(self) -> None:
        """A run ends after the journal and one file."""
        self._run(crash=True)

    @rule(name=names)
    def tear(self, name: str) -> None:
        """A run is cut off while it writes a file where it is."""
        _, new, made = _fixed(self.expected[name])
        old = self.expected[name]
        if new == old or len(new) < 4:
            return
        log = journal.Journal("test", sync=False)
        log.record([(Change(store.read(self.folder / name), new), made)])  # type: ignore[list-item]
        log.close(complete=False)
        torn = new[:3] + old[3:]
        self.edit(name, torn)
        if torn not in (old, new) and in_place.is_torn(torn, old, new):
            assert log.name is not None
            self.past.append((log.name, {name: (old, new)}))

    @precondition(lambda self: self.past)
    @rule(data=st.data(), finish=st.booleans())
    def undo(self, data: st.DataObject, finish: bool) -> None:
        """Any run is taken back, or completed; what is neither old nor new is left."""
        number = data.draw(st.integers(0, len(self.past) - 1))
        name, changed = self.past[number]
        if name not in runs.names():
            return
        run = runs.load(name)
        for page in restore.pages(run.written):
            old, new = changed[Path(page.path).name]
            assert (page.old, page.new) == (old, new)
            now = self.expected[Path(page.path).name]
            change = restore.forth(page) if finish else restore.back(page)
            assert store.replace_all([change] if change else [], "none", lambda: None) in ([], [None])
            if now in (old, new) or in_place.is_torn(now, old, new):
                self.expected[Path(page.path).name] = new if finish else old

    @rule(name=names)
    def look(self, name: str) -> None:
        """Checking changes nothing, as the invariant sees."""
        check(Document(self.expected[name]), RULES)

    @precondition(lambda self: self.manifests)
    @rule(data=st.data())
    def replay(self, data: st.DataObject) -> None:
        """A line of a manifest makes of the page before the page after, and is refused by every other."""
        name, line = data.draw(st.sampled_from(self.manifests))
        (page,) = manifest.pages(manifest.read([line]))
        now = self.expected[name]
        if store.digest(now) != page.before:
            return
        done = page.done(now)
        assert store.digest(done) == page.after
        assert done == _fixed(now)[1]
        store.replace_all([Change(store.read(self.folder / name), done)], "none", lambda: None)
        self.expected[name] = done

    @invariant()
    def nothing_is_lost(self) -> None:
        Tree.steps += 1
        for name, data in self.expected.items():
            assert (self.folder / name).read_bytes() == data
        assert {each.name for each in self.folder.iterdir()} <= {"a.md", "b.md", "also-b.txt", "state"}
