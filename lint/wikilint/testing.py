"""A test kit for rule authors: fixtures as real files, and the laws that every rule keeps.

In a plug-in's test module:

    from wikilint.testing import law_tests

    test_rules = law_tests("my_plugin.rules", "tests/fixtures")

A fixture is `<fixtures>/<rule>/<case>.md` (or any other suffix that is not one of those below), beside it

- `<case>.findings`: a line for each finding, `row:column mark message`; the mark is `[*]` for a safe fix,
  `[u]` for an unsafe one, `[d]` for one that is display only. Without this file the rule has to stay silent.
- `<case>.fixed.md`: what the safe fixes make of it; without this file they change nothing.
- `<case>.unsafe.md`: what all fixes together make of it; without this file the same as the safe ones.
- `<case>.toml`: the options of the rule for this case.

Only the rule itself runs over its fixtures. `python -m wikilint.testing --update PACKAGE FIXTURES [RULE …]`
writes the findings and results anew, for you to read the difference.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from wikilint.document import Document
from wikilint.engine.check import FIX_REJECTED, RULE_FAILED, Hit, check
from wikilint.engine.fix import fix_document
from wikilint.engine.registry import ActiveRule, rules_in
from wikilint.finding import Fix
from wikilint.gates import Gates
from wikilint.rule import Rule
from wikilint.value import frozen
from wikilint.words import count

_MARKS = {"safe": "[*] ", "unsafe": "[u] ", "display": "[d] "}
_BESIDE = (".findings", ".toml")


@frozen
class Case:
    """One fixture of a rule."""

    rule: Rule
    path: Path

    def __str__(self) -> str:
        return f"{self.rule.name}/{self.path.stem}"

    def beside(self, suffix: str) -> Path:
        return self.path.with_name(self.path.stem + suffix)

    @property
    def raw(self) -> bytes:
        return self.path.read_bytes()

    @property
    def chosen(self) -> tuple[ActiveRule, ...]:
        """The rule, with the options of this case."""
        options = self.beside(".toml")
        given = tomllib.loads(options.read_text("utf-8")) if options.exists() else {}
        return (ActiveRule(self.rule, self.rule.settings(given, str(self.path.parent)), self.rule.severity),)

    def document(self, raw: bytes | None = None) -> Document:
        return Document(self.raw if raw is None else raw, self.path.name)

    @property
    def is_bad(self) -> bool:
        return self.beside(".findings").exists()

    def expected(self, kind: str) -> bytes:
        """The bytes that fixing should give, `kind` is `fixed` or `unsafe`."""
        for name in ("unsafe", "fixed")[0 if kind == "unsafe" else 1 :]:
            path = self.beside(f".{name}{self.path.suffix}")
            if path.exists():
                return path.read_bytes()
        return self.raw


def cases(rule: Rule, fixtures: Path) -> list[Case]:
    """The fixtures of a rule, in the order of their names."""
    paths = sorted((fixtures / rule.name).glob("*"))
    results = (".fixed", ".unsafe")
    return [
        Case(rule, path)
        for path in paths
        if path.is_file() and path.suffix not in _BESIDE and not path.stem.endswith(results)
    ]


def _line(document: Document, found: Hit) -> str:
    row, column = document.position(found.finding.start)
    mark = _MARKS[found.finding.fix.safety] if found.finding.fix else ""
    return f"{row}:{column} {mark}{found.finding.message}"


def findings(case: Case) -> list[str]:
    """What the rule says of a case, in the format of `.findings`."""
    document = case.document()
    return [_line(document, each) for each in check(document, case.chosen)]


def _safe(_: str, fix: Fix) -> bool:
    return fix.safety == "safe"


def _any(_: str, fix: Fix) -> bool:
    return fix.safety != "display"


def fixed(case: Case, raw: bytes | None = None, *, unsafe: bool = False) -> bytes:
    """What the fixes of the rule make of a case."""
    mended = fix_document(case.document(raw), case.chosen, _any if unsafe else _safe)
    rejected = [each.finding.message for each in mended.left if each.rule in (FIX_REJECTED, RULE_FAILED)]
    assert not rejected, rejected
    return mended.after.raw


def dropped(case: Case) -> str:
    """A word about findings that the engine drops because they begin in code, comments, math or a link destination."""
    document = case.document()
    number = sum(1 for _ in case.rule(document, **case.chosen[0].options)) - len(check(document, case.chosen))
    if case.rule.protected or number <= 0:
        return ""
    return (
        f"{count(number, 'finding')} of {case} dropped: they begin in a protected region "
        "(a rule that reads there says so with `protected=True`)"
    )


def says_what_it_should(case: Case) -> None:
    """The findings of a case are those written beside it."""
    path = case.beside(".findings")
    wanted = path.read_text("utf-8").splitlines() if path.exists() else []
    assert findings(case) == wanted, dropped(case)


def mends_what_it_should(case: Case) -> None:
    """The results of safe and of all fixes are those written beside the case."""
    assert fixed(case) == case.expected("fixed")
    assert fixed(case, unsafe=True) == case.expected("unsafe")


def fixes_once(case: Case) -> None:
    """Fixing what is fixed changes nothing more."""
    for unsafe in (False, True):
        once = fixed(case, unsafe=unsafe)
        assert fixed(case, once, unsafe=unsafe) == once


def lies_inside(case: Case) -> None:
    """Findings and edits lie inside the text, and a fix leaves none of its own findings."""
    document = case.document()
    for each in check(document, case.chosen):
        assert each.rule != RULE_FAILED, each.finding.message
        assert each.finding.end <= len(document.text)
        if each.finding.fix:
            assert all(edit.end <= len(document.text) for edit in each.finding.fix.edits)
    left = check(case.document(fixed(case)), case.chosen)
    assert not any(each.finding.fix and each.finding.fix.safety == "safe" for each in left)


def keeps_newlines(case: Case) -> None:
    """The same text with CRLF line ends is mended to the same result with CRLF line ends."""
    raw = case.raw
    if b"\r" in raw:
        return
    crlf = raw.replace(b"\n", b"\r\n")
    for unsafe in (False, True):
        assert fixed(case, crlf, unsafe=unsafe) == fixed(case, unsafe=unsafe).replace(b"\n", b"\r\n")


def keeps_the_mark(case: Case) -> None:
    """The same text behind a byte order mark is mended to the same result behind it; UTF-16 has its own."""
    mark = b"\xef\xbb\xbf"
    if not case.raw.startswith(mark) and b"\0" not in case.raw:
        assert fixed(case, mark + case.raw) == mark + fixed(case)


def respects_code(case: Case) -> None:
    """Inside a fenced code block the rule says nothing, unless it declares that it reads there."""
    if case.rule.protected or b"\xff" in case.raw:
        return
    document = case.document()
    body = document.text[document.body_start :].replace("```", "").replace("~~~", "")
    fenced = Document.from_text(f"~~~~~~~~\n{body.rstrip()}\n~~~~~~~~\n")
    assert not check(fenced, case.chosen)


def keeps_its_gate(case: Case) -> None:
    """Where the gate is shut, the rule has nothing to say: it was not only not asked."""
    document = case.document()
    for each in case.chosen:
        if (each.rule.reads_utf16 or not document.utf16) and not Gates([each.gate]).passed(document.raw):
            said = [finding.message for finding in each.rule(document, **each.options)]
            assert not said, f"the gate of {each.rule.name} keeps it from saying: {said[0]}"


LAWS: tuple[Callable[[Case], None], ...] = (
    says_what_it_should,
    mends_what_it_should,
    fixes_once,
    lies_inside,
    keeps_newlines,
    keeps_the_mark,
    respects_code,
    keeps_its_gate,
)
"""What holds for every fixture of every rule."""


def has_fixtures(rule: Rule, fixtures: Path) -> None:
    """A rule has a bad fixture, one that it stays silent on, and a near miss: what only looks like the damage."""
    all_cases = cases(rule, fixtures)
    hints = "".join(f"; {hint}" for hint in filter(None, map(dropped, all_cases)))
    assert any(case.is_bad for case in all_cases), (
        f"{rule.name} has no fixture that it finds something in{hints}"
    )
    silent = [case for case in all_cases if not case.is_bad]
    assert silent, f"{rule.name} has no fixture that it stays silent on"
    assert any(case.path.stem.startswith("near-miss") for case in silent), (
        f"{rule.name} has no fixture near-miss….md: text that only looks like the damage, on which it stays silent"
    )


def has_manual(rule: Rule) -> None:
    """The manual's first sentence fits a list, and an example shows the damage."""
    assert len(rule.summary) <= 120, (
        f"{rule.name}: the first paragraph of the manual is its summary: keep it short"
    )
    assert rule.summary.endswith("."), f"{rule.name}: the first paragraph of the manual should be a sentence"


def law_tests(package: str, fixtures: str | Path) -> Any:
    """A pytest test function that holds every rule of a package to the laws, over its fixtures."""
    import pytest

    folder = Path(fixtures)
    checks: list[Any] = []
    for rule in rules_in(package):
        checks.append(pytest.param(has_manual, (rule,), id=f"{rule.name}-has_manual"))
        checks.append(pytest.param(has_fixtures, (rule, folder), id=f"{rule.name}-has_fixtures"))
        checks += [
            pytest.param(law, (case,), id=f"{case}-{law.__name__}")
            for case in cases(rule, folder)
            for law in LAWS
        ]

    @pytest.mark.parametrize(("law", "given"), checks)
    def test_law(law: Callable[..., None], given: tuple[Any, ...]) -> None:
        law(*given)

    return test_law


def _write(path: Path, content: bytes, default: bytes) -> None:
    """Write a result, or no file where it is what an absent file means."""
    if content == default:
        path.unlink(missing_ok=True)
    elif not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def update(case: Case) -> None:
    """Write what the rule says and does now beside a case."""
    _write(case.beside(".findings"), "".join(f"{line}\n" for line in findings(case)).encode(), b"")
    safe, unsafe = fixed(case), fixed(case, unsafe=True)
    _write(case.beside(f".fixed{case.path.suffix}"), safe, case.raw)
    _write(case.beside(f".unsafe{case.path.suffix}"), unsafe, safe)


def _updated(arguments: Sequence[str]) -> Iterator[Case]:
    package, fixtures, *names = arguments
    for rule in rules_in(package):
        if not names or rule.name in names:
            for case in cases(rule, Path(fixtures)):
                update(case)
                yield case


def main(arguments: Sequence[str]) -> int:
    """`--update PACKAGE FIXTURES [RULE …]`"""
    if len(arguments) < 3 or arguments[0] != "--update":
        sys.stderr.write("usage: python -m wikilint.testing --update PACKAGE FIXTURES [RULE …]\n")
        return 2
    for case in _updated(arguments[1:]):
        lines = [*findings(case), dropped(case)]
        sys.stdout.write(f"{case}\n" + "".join(f"    {line}\n" for line in lines if line))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
