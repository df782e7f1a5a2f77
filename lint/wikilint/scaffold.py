"""Begin a rule: its module and its fixtures, which keep the laws from the first minute.

    python -m wikilint.scaffold rules/wikilint_rules fixtures links/doubled-scheme

writes `rules/wikilint_rules/links/doubled_scheme.py` and `fixtures/doubled-scheme/`. Nothing that exists is touched.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from wikilint.rule import is_kebab

_GROUP = '"""TODO: what the rules of this group have in common."""\n'

_RULE = '''"""TODO: what the rule finds, in one line."""

from __future__ import annotations

from wikilint.rule import Document, Edit, Finding, Findings, Fix, pattern, rule

_DAMAGE = pattern(r"\\bREPLACE ME\\b")


@rule("{name}", severity="warning", gate=b"REPLACE ME", deletes=9)
def {function}(doc: Document) -> Findings:
    """TODO: what the rule finds, as one sentence that fits a list.

    TODO: why it is damage, and for whom.

    The rule ignores code, comments and mathematics, and TODO: where …

    Fix safety: TODO: what the fix does, and why it is safe, or unsafe, or why there is none.

        REPLACE ME: a bad line

    becomes

        a bad line
    """
    for match in doc.search(_DAMAGE):
        fix = Fix("Remove it", Edit(*match.span()), safety="unsafe")
        yield Finding(*match.span(), f"TODO: what is wrong with “{{match[0]}}”, and what to do", fix)
'''

_FIXTURES = {
    "bad.md": "# A page with the damage\n\nHere it is: REPLACE ME\n",
    "bad.findings": "3:13 [u] TODO: what is wrong with “REPLACE ME”, and what to do\n",
    "bad.unsafe.md": "# A page with the damage\n\nHere it is: \n",
    "clean.md": "# A page without it\n\nA calm text.\n",
    "near-miss-code.md": "# What only looks like it\n\n`REPLACE ME`, and replace me\n\n    REPLACE ME\n",
}


def files(package: Path, fixtures: Path, group: str, name: str) -> Iterator[tuple[Path, str]]:
    """The files of a new rule, with what is in them; the group's own where it is new."""
    if not (package / group / "__init__.py").exists():
        yield package / group / "__init__.py", _GROUP
    function = name.replace("-", "_")
    yield package / group / f"{function}.py", _RULE.format(name=name, function=function)
    for case, text in _FIXTURES.items():
        yield fixtures / name / case, text


def main(arguments: Sequence[str]) -> int:
    """`PACKAGE_FOLDER FIXTURES GROUP/NAME`"""
    group, _, name = arguments[2].partition("/") if len(arguments) == 3 else ("", "", "")
    if not (is_kebab(name) and group.isidentifier()):
        sys.stderr.write(
            "usage: python -m wikilint.scaffold PACKAGE_FOLDER FIXTURES GROUP/NAME\n"
            "       (the name in kebab-case, as in links/doubled-scheme)\n"
        )
        return 2
    new = list(files(Path(arguments[0]), Path(arguments[1]), group, name))
    if taken := [path for path, _ in new if path.exists()]:
        sys.stderr.write(f"{taken[0]} already exists; nothing was written\n")
        return 2
    for path, text in new:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
