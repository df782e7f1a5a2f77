"""The library: check and fix texts and files from Python. `import wikilint` offers it, loaded when first used."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from wikilint.disk import files, session, store
from wikilint.document import Document
from wikilint.edits import Applied
from wikilint.engine import plan, run
from wikilint.engine.check import check as check_document
from wikilint.engine.diagnose import diagnose
from wikilint.engine.fix import fix_document
from wikilint.engine.job import Job, Sink
from wikilint.errors import UsageError
from wikilint.markdown import Heading, Section
from wikilint.pattern import pattern
from wikilint.report.outcome import Diagnosis, Outcome
from wikilint.rule import Rule
from wikilint.settings import config as configuration
from wikilint.settings.config import Settings
from wikilint.settings.scopes import Scopes
from wikilint.value import frozen, replace

if TYPE_CHECKING:
    import frontmatter

__all__ = [
    "Config",
    "Linter",
    "Page",
    "Result",
    "check",
    "check_paths",
    "explain",
    "fix",
    "fix_paths",
    "load",
]

Config = Settings | Mapping[str, Any] | str | os.PathLike[str] | None
"""Settings; a mapping with the keys of a configuration file; the path of one; None for the defaults."""


LONE_SURROGATE = "lone-surrogate"
"""The name under which a text is reported that holds half of a surrogate pair."""

_LONE = pattern("[\ud800-\udc7f\udd00-\udfff]")


@frozen
class Result:
    """The result of fixing a text.

    text: the text after the fixes; the original if nothing was fixed.
    fixed: how many fixes were applied, by rule.
    left: the findings in `text`, with its rows and columns.
    edits: the changes as spans of the original text, sorted and disjoint, each with the rules that made it. Applied to
        the original they give `text`. Offsets are code points.
    """

    text: str
    fixed: Mapping[str, int]
    left: tuple[Diagnosis, ...]
    edits: tuple[Applied, ...]

    @property
    def changed(self) -> bool:
        """Whether anything was fixed."""
        return bool(self.edits)


def _settings(config: Config) -> Settings:
    if config is None:
        return Settings()
    if isinstance(config, Settings):
        return config
    if isinstance(config, Mapping):
        return replace(Settings(), **configuration.accept(dict(config), "config", is_file=False))
    return configuration.load(os.fspath(config))


class Linter:
    """Settings and rules, prepared once, for loops over millions of texts.

    It pickles as its settings (some hundred bytes): a process pool, Spark or `datasets.map` loads the rules again.
    Threads can share one, because rules have no state.

    config: see `Config`. unsafe: whether `fix` also applies unsafe fixes.

    Raises UsageError for rules, options or files that cannot be used.

    >>> linter = Linter({"select": ["mojibake"]})
    >>> linter.fix("dÃ©jÃ\\xa0 vu, trÃ¨s cafÃ©").text
    'déjà vu, très café'
    """

    def __init__(self, config: Config = None, *, unsafe: bool = False) -> None:
        self.settings = _settings(config)
        self.unsafe = unsafe
        self._plan = plan.make(self.settings, unsafe=unsafe)

    def __reduce__(self) -> tuple[Any, ...]:
        return _linter, (self.settings, self.unsafe)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are turned on."""
        return tuple(each.rule for each in self._plan.rules)

    def check(self, text: str, *, path: str = "") -> list[Diagnosis]:
        """All findings in a text, in order. path: matched against the globs of the settings; no file is read."""
        if lone := _lone_surrogate(text):
            return [lone]
        document = Document.from_text(text, path)
        return list(self._diagnoses(document, check_document(document, self._plan.rules_for(path))))

    def fix(self, text: str, *, path: str = "") -> Result:
        """Apply every fix that is allowed and verified; also return what is left. See `Result`."""
        if lone := _lone_surrogate(text):
            return Result(text, {}, (lone,), ())
        document = Document.from_text(text, path)
        fixed = fix_document(document, self._plan.rules_for(path), self._plan.may_apply)
        before, after = len(document.bom.decode()), fixed.after.bom.decode()
        moved = tuple(replace(edit, start=edit.start + before, end=edit.end + before) for edit in fixed.edits)
        if after != document.bom.decode():
            moved = (Applied(0, before, after, tuple(sorted(fixed.fixed))), *moved)
        left = self._diagnoses(fixed.after, fixed.left)
        return Result(after + fixed.after.text if moved else text, dict(fixed.fixed), left, moved)

    def _diagnoses(self, document: Document, hits: Any) -> tuple[Diagnosis, ...]:
        return diagnose(document, hits, self._plan.may_apply, snippets=False)


def _lone_surrogate(text: str) -> Diagnosis | None:
    """The finding for a text that no file can hold; U+DC80..DCFF stand for bytes that are not UTF-8, as in
    `errors="surrogateescape"`, and are what the rules for encodings are about."""
    if text.isascii() or not (match := _LONE.search(text)):
        return None
    place = Document.from_text(text[: match.start()]).position(match.start())
    message = f"U+{ord(match[0]):04X} is half of a character, and no encoding can write it: the rest was not looked at"
    return Diagnosis(LONE_SURROGATE, "error", message, place, (place[0], place[1] + 1), 1, None, None)


def explain(text: str, *, config: Config = None) -> list[str]:
    """What happened to a text, step by step and with bytes, as `wikilint explain --text` shows it.

    Empty if no rule can explain the text. See `Story`.

    >>> for line in explain("cafÃ©"):
    ...     print(line)
    “Ã©” is “é” (certain)
      “Ã©” written as windows-1252 is C3 A9
      C3 A9 read as UTF-8 is “é”
    """
    rules = Linter(config).rules
    return [line for rule in rules if rule.body.story for line in rule.body.story(text, 0, len(text))]


def _linter(settings: Settings, unsafe: bool) -> Linter:
    return Linter(settings, unsafe=unsafe)


def check(text: str, *, path: str = "", config: Config = None) -> list[Diagnosis]:
    """All findings in a text, with rows and columns. See `Linter.check`; for many texts, create one `Linter`.

    >>> [(each.rule, each.start) for each in check("## Sources\\n## Sources\\n\\nA book.\\n")]
    [('duplicate-heading', (2, 1))]
    """
    return Linter(config).check(text, path=path)


def fix(text: str, *, path: str = "", config: Config = None, unsafe: bool = False) -> Result:
    """Apply all safe fixes to a text, and with `unsafe` the unsafe ones as well. See `Linter.fix`.

    >>> result = fix("## Sources\\n## Sources\\n\\nA book.\\n")
    >>> result.text
    '## Sources\\n\\nA book.\\n'
    >>> [(edit.start, edit.end, edit.content, edit.rules) for edit in result.edits]
    [(0, 11, '', ('duplicate-heading',))]
    """
    return Linter(config, unsafe=unsafe).fix(text, path=path)


def _found(paths: Iterable[str | os.PathLike[str]], settings: Settings) -> tuple[str, ...]:
    found = files.select([os.fspath(path) for path in paths], Scopes(fixed=settings))
    if found.missing:
        raise UsageError(f"{', '.join(found.missing)}: no such file or folder; nothing was checked")
    return found.paths


def check_paths(paths: Iterable[str | os.PathLike[str]], *, config: Config = None) -> Iterator[Outcome]:
    """Check files and folders; yield the outcome of each file as soon as it is done. See `wikilint check`.

    Raises UsageError for a path that does not exist.
    """
    job = Job("check", _settings(config), snippets=False)
    return run.run(job, _found(paths, job.settings))


def fix_paths(
    paths: Iterable[str | os.PathLike[str]], *, config: Config = None, unsafe: bool = False
) -> Iterator[Outcome]:
    """Fix files in place; yield the outcome of each file as soon as it is done. See `wikilint fix`.

    Files are fixed while you iterate: exhaust the iterator. `wikilint undo` undoes the run.
    Raises UsageError for a missing path, and JournalError if the old text cannot be kept.
    """
    job = Job("fix", _settings(config), unsafe=unsafe, snippets=False)
    return _fixed_files(_found(paths, job.settings), job)


def _fixed_files(found: tuple[str, ...], job: Job) -> Iterator[Outcome]:
    say = logging.getLogger("wikilint").info
    with session.writing(found, "wikilint.fix_paths", keep=True, durability="batch", say=say) as writer:
        yield from run.run(job, found, Sink(writer.write, writer.batch))


@frozen
class Page:
    """A text as wikilint reads it. Offsets are code points of `text`.

    metadata: the frontmatter as plain data (a date is a string, as in JSON); empty if there is no usable frontmatter.
    body: the text after the frontmatter, unchanged.
    """

    text: str
    metadata: Mapping[str, Any]
    body: str
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]

    @property
    def post(self) -> frontmatter.Post:
        """The page as a post of python-frontmatter, for reading only: dumping it loses comments, quotes and more; of
        3,825 real pages, none came back unchanged. To change a page, use `fix` or edit its text."""
        import frontmatter

        post = frontmatter.Post(self.body)
        post.metadata = self.metadata  # type: ignore[assignment]  # read-only, where python-frontmatter has a dict
        return post


def load(source: str | os.PathLike[str]) -> Page:
    """Read a page. source: a path, or the text itself; a `str` that contains a line break is a text.

    Raises UsageError if the file cannot be read.

    >>> page = load("---\\ntitle: Tea\\ntags: [leaf, hot]\\n---\\n# Tea\\n\\nBoil it.\\n")
    >>> page.metadata["tags"], page.headings[0].title, page.body[:5]
    (['leaf', 'hot'], 'Tea', '# Tea')
    """
    if isinstance(source, str) and any(mark in source for mark in "\r\n"):
        document = Document.from_text(source)
    else:
        try:
            document = Document(store.read(source).data)
        except store.StoreError as error:
            raise UsageError(f"{os.fspath(source)}: {error}") from None
    block = document.frontmatter
    data = MappingProxyType(block.data if block is not None and block.problem is None else {})
    body = document.text[document.body_start :]
    return Page(document.text, data, body, document.headings, document.sections)
