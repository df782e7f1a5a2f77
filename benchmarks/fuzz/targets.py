"""What fuzzing tries: each target takes any bytes, and breaks when a promise does."""

from __future__ import annotations

import io
import json
import re
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from xml.etree import ElementTree

from wikilint import frontmatter
from wikilint.disk import records, splices
from wikilint.disk.manifest import ManifestError, pages, read
from wikilint.disk.paths import printable
from wikilint.document import Document
from wikilint.engine import plan, registry, suppress
from wikilint.engine.check import RULE_FAILED, Hit, check
from wikilint.engine.diagnose import diagnose
from wikilint.engine.fix import FIX_REJECTED, fix_document
from wikilint.engine.splicing import splices as made
from wikilint.errors import UsageError
from wikilint.finding import SEVERITIES, Edit, Finding, Fix
from wikilint.report import FORMATS, Report, Style
from wikilint.report.outcome import Change, Diagnosis, FixOutcome, Outcome
from wikilint.settings import config
from wikilint.settings.config import Settings

RULES = registry.choose(registry.installed())


def _safe(_: str, fix: Fix) -> bool:
    return fix.safety == "safe"


def _failures(hits: list[Hit]) -> list[str]:
    return [hit.finding.message for hit in hits if hit.rule == RULE_FAILED]


def decode(data: bytes) -> None:
    """No byte is lost on the way to text and back; positions are inside the text."""
    document = Document(data)
    assert document.bom + document.text.encode("utf-8", "surrogateescape") == data
    assert document.position(len(document.text))[0] == len(document.line_starts)


def block(data: bytes) -> None:
    """A block of frontmatter is inside the text, and every value of it is where it says."""
    document = Document(data)
    found = document.frontmatter
    if found is not None:
        assert 0 <= found.start <= found.end <= found.body <= len(document.text)
        if found.root is not None:
            assert all(node.start <= node.end <= found.end for node in found.scalars())


NEW_VALUES = (
    "a: b # c",
    "",
    "- x",
    "yes",
    "2020-01-01",
    "l1\nl2\n",
    "\u00e9 \"quoted\" 'twice'",
    "{",
    "0x1f",
    " edge ",
)


def set_value(data: bytes) -> None:
    """A value that is set reads as what it was set to; every other byte of the page is what it was."""
    document = Document(data)
    found = document.frontmatter
    if found is None or found.root is None:
        return
    for number, node in enumerate(list(found.scalars())[:6]):
        value = NEW_VALUES[(len(data) + number) % len(NEW_VALUES)]
        try:
            edits = found.set_value(node, value)
        except frontmatter.EditRefused:
            continue
        after = document.with_edits(edits)
        assert after.frontmatter is not None
        assert after.frontmatter.root is not None
        first = min((edit.start for edit in edits), default=0)
        assert after.text[:first] == document.text[:first]
        assert after.text.endswith(document.text[max((edit.end for edit in edits), default=0) :])
        assert any(each.value == value for each in after.frontmatter.scalars()), (value, after.text)


def operations(data: bytes) -> None:
    """Whatever is done to a block, it is a block afterwards, and outside of the edits all is as it was."""
    document = Document(data)
    found = document.frontmatter
    if found is None or found.root is None:
        return
    pairs, lists = found.root.pairs, [node for node in found.root.walk() if node.kind == "sequence"]
    tries: list[Callable[[], Sequence[Edit]]] = [
        partial(found.add_key, "added", ("a", "b: c")),
        partial(found.add_key, "added", "#", pairs[0].name if pairs else None),
        partial(found.reorder, [pair.name for pair in reversed(pairs)]),
    ]
    for pair in pairs[:3]:
        tries += [partial(found.rename_key, pair, "new: name"), partial(found.delete_pair, pair)]
        tries += [partial(found.quote, pair.value), partial(found.take_in_comment, pair.value)]
        tries += [
            partial(found.join, pair.value, "joined"),
            partial(found.make_list, pair.value, ["x", "- y"], flow=True),
        ]
    for node in lists[:2]:
        tries += [partial(found.restyle_list, node, flow=True), partial(found.restyle_list, node, flow=False)]
        for item in node.items[:2]:
            tries += [partial(found.delete_item, item), partial(found.split_item, item, ["p, q", "r"])]
    for attempt in tries:
        try:
            edits = attempt()
        except frontmatter.EditRefused:
            continue
        after = document.with_edits(edits).frontmatter
        assert after is not None, attempt
        assert after.root is not None, attempt
        assert after.text.endswith(document.text[max((edit.end for edit in edits), default=0) :])


def look(data: bytes) -> None:
    """Rules say what can be, of any text."""
    document = Document(data)
    hits = check(document, RULES)
    assert not _failures(hits)
    assert all(0 <= hit.finding.start <= hit.finding.end <= len(document.text) for hit in hits)


def fix(data: bytes) -> None:
    """Fixing twice is fixing once, no safe fix is left, and the told edits make the same bytes again."""
    document = Document(data)
    once = fix_document(document, RULES, _safe)
    assert not _failures(once.left)
    assert splices.apply(data, made(document, once)) == once.after.raw
    rejected = any(hit.rule == FIX_REJECTED for hit in once.left)
    twice = fix_document(Document(once.after.raw), RULES, _safe)
    assert rejected or twice.after.raw == once.after.raw
    assert rejected or not any(hit.finding.fix and _safe("", hit.finding.fix) for hit in once.left)


def _says_why(error: Exception) -> None:
    assert str(error)


def suppressions(data: bytes) -> None:
    """What comments hold back is inside the text; what one of them is told to leave alone, is."""
    document = Document(data)
    silence = suppress.silence(document)
    for starts, ends in silence.spans.values():
        assert all(
            0 <= start <= end <= len(document.text) + 1 for start, end in zip(starts, ends, strict=True)
        )
        assert starts == sorted(starts)
        assert all(end < start for end, start in zip(ends, starts[1:], strict=False))
    for name, spans in silence.spans.items():
        assert all(silence.holds(start, name, "") for start, end in zip(*spans, strict=True) if start < end)
    for comment in silence.comments:
        assert document.text[comment.start : comment.end].lstrip("#<!- \t").startswith("wikilint:")
        assert all(document.text[start:end] == name for name, start, end in comment.names)


@cache
def _nowhere() -> str:
    return tempfile.mkdtemp(prefix="wikilint-fuzz-")


def configuration(data: bytes) -> None:
    """A configuration is taken or refused in words that are one line and cannot forge another."""
    try:
        table = tomllib.loads(data.decode("utf-8", "replace"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    try:
        accepted = config.accept(table, "fuzz", is_file=False)
        settings = config.overlaid(Settings(root=_nowhere(), source="fuzz"), accepted, "fuzz")
        for path in plan.make(settings).settings.per_file_ignores:
            assert isinstance(path, str)
    except UsageError as error:
        _says_why(error)


def journal(data: bytes) -> None:
    """A journal that is anything at all is read up to where it is one."""
    content = records.MAGIC + data
    for _, _, end in records.read(io.BytesIO(content), len(content)):
        assert end <= len(content)


def manifest(data: bytes) -> None:
    """A manifest is taken or refused in words, and never makes another page than it says."""
    try:
        for page in pages(read(data.decode("utf-8", "surrogateescape").split("\n"))):
            assert page.lines
            page.done(b"# A page\n\nof text\n")
    except ManifestError as error:
        _says_why(error)


def _pieces(data: bytes) -> Iterator[str]:
    """Texts of any kind, without an end."""
    parts = [part.decode("utf-8", "surrogateescape") for part in data.split(b"|")]
    while True:
        yield from parts


def _outcomes(data: bytes) -> list[Outcome]:
    """What no run would find: every text of a report is one that somebody else has chosen, but the names of rules."""
    document = Document(data)
    size = len(document.text)
    text = _pieces(data)
    at = data[0] if data else 0
    hits = [
        Hit(
            f"rule-{number}",
            SEVERITIES[(at + number) % 3],
            Finding(
                start, end, next(text), Fix(next(text), Edit(start, end, next(text))) if number % 2 else None
            ),
        )
        for number, (start, end) in enumerate(((0, size), (size // 2, size // 2), (size // 3, size)))
    ]
    found = diagnose(document, hits, _safe)
    own = Diagnosis(
        "rule", "error", next(text), (1, 1), (2, 3), 2,
        FixOutcome("unsafe", next(text), (Change(next(text), (1, 1), (2, 1)),), applicable=bool(at % 2)),
        None, next(text),
    )  # fmt: skip
    return [
        Outcome(printable(next(text)) or "a.md", found, relative=next(text), found=3),
        Outcome(printable(next(text)) or "b.md", (own,), relative="b.md"),
        Outcome(printable(next(text)) or "c.md", error=next(text)),
    ]


_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def _xml(text: str, count: int) -> None:
    root = ElementTree.fromstring(text.encode())
    kinds = ("testsuite/testcase/failure", "testsuite/testcase/error", "file/error")
    assert sum(len(root.findall(kind)) for kind in kinds) == count


def _json(text: str, _: int) -> None:
    json.loads(text)


def _json_lines(text: str, count: int) -> None:
    assert len([json.loads(line) for line in text.split("\n")[:-1]]) == count


def _commands(text: str, count: int) -> None:
    lines = text.split("\n")[:-1]
    assert len(lines) == count
    assert all(re.match(r"::(error|warning|notice) file=[^:\n]*::", line) for line in lines)


READERS: dict[str, tuple[Callable[[str, int], None], int]] = {
    "json": (_json, 4),
    "gitlab": (_json, 5),
    "sarif": (_json, 5),
    "rdjson": (_json, 5),
    "jsonl": (_json_lines, 4),
    "github": (_commands, 5),
    "junit": (_xml, 5),
    "checkstyle": (_xml, 5),
}
"""Who reads a format, and how many things have to be in it for the findings of `_outcomes`."""


def formats(data: bytes) -> None:
    """Whatever is reported: no raw control character, one finding where one is, and machines can read it."""
    outcomes = _outcomes(data)
    for name, form in FORMATS.items():
        written: list[str] = []
        report = Report(form, Style(width=20 + len(data) % 100), written.append)
        for outcome in outcomes:
            report.add(outcome)
        report.end()
        text = "".join(written)
        assert not _RAW.search(text), name
        if name in READERS:
            reader, count = READERS[name]
            reader(text, count)


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (
        decode,
        block,
        set_value,
        operations,
        look,
        fix,
        suppressions,
        configuration,
        journal,
        manifest,
        formats,
    )
}
"""By their names."""
