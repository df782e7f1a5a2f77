"""Placeholders, residue of wikis and line ends: what their fixes may and may not do to texts nobody wrote."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from conftest import Wikilint
from hypothesis import given
from hypothesis import strategies as st

from wikilint.document import Document
from wikilint.engine.check import FIX_REJECTED
from wikilint.engine.fix import fix_document
from wikilint.engine.fixed import Fixed
from wikilint.engine.registry import ActiveRule, rules_in
from wikilint.rule import Edit, Rule
from wikilint_rules._cut import cut_lines, cut_span
from wikilint_rules.wiki._namespaces import CATEGORY, FILE
from wikilint_rules.wiki._wikitext import partners

RULES: dict[str, Rule] = {
    rule.name: rule
    for group in ("placeholders", "text", "wiki")
    for rule in rules_in(f"wikilint_rules.{group}")
}
PLACEHOLDER = re.compile(r"\[object [A-Z]\w*\]")
LINE_END = re.compile(r"\r\n|\n|\r")


def mended(text: str, *names: str, unsafe: bool = False) -> Fixed:
    """What the named rules make of a text."""
    chosen = [ActiveRule(RULES[name], {}, RULES[name].severity) for name in names]
    result = fix_document(
        Document.from_text(text),
        chosen,
        lambda _, fix: fix.safety == "safe" or (unsafe and fix.safety == "unsafe"),
    )
    assert not [each for each in result.left if each.rule == FIX_REJECTED]
    return result


LINES = st.sampled_from(
    [
        *(
            "",
            "Text.",
            "* item",
            "## Notes",
            "Text.[object Object]",
            "[object Object]",
            "[object Array],[object Object]",
        ),
        *("* [object Object]", "## References[object Object]", "a [object Object] b", "> [object Object]"),
        "    [object Object]",
    ]
)
PAGES = st.builds(
    lambda lines, newline, end: newline.join(lines) + end * newline,
    st.lists(LINES, min_size=1, max_size=12),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.integers(0, 3),
)


@given(PAGES)
def test_only_placeholders_and_blank_lines_go(page: str) -> None:
    after = mended(page, "stringified-object").after.text
    words = [PLACEHOLDER.sub("", text).replace(",", "").split() for text in (page, after)]
    bare = [[word for word in side if word not in "*>"] for side in words]
    assert bare[0] == bare[1]
    # What may stay is amid a sentence, in a quotation, or stands where the text below depends on it.
    assert not re.search(r"\w\[object \w+\](?:[\r\n]|\Z)", after)


@given(PAGES)
def test_no_hole_is_left(page: str) -> None:
    def longest(text: str) -> int:
        return max(len(LINE_END.findall(run)) for run in re.findall(r"[\r\n]*", text))

    assert longest(mended(page, "stringified-object").after.text) <= max(longest(page), 2)


@given(st.text(alphabet="ab \t\r\n\x0b\x0c\x85\u2028", max_size=30))
def test_a_file_ends_in_one_line_break(text: str) -> None:
    after = mended(text, "final-newline").after.text
    assert after.rstrip(" \t\r\n") == text.rstrip(" \t\r\n")
    if after:
        assert re.search(r"[^\r\n](?:\r\n|\n|\r)\Z", after)
        assert after[:-1].strip(" \t\r\n")


@given(st.text(alphabet="ab`\r\n \x85\u2028", max_size=30))
def test_line_ends_are_unified_without_changing_lines(text: str) -> None:
    if "\r\r\n" in text:
        return
    after = mended(text, "mixed-line-endings").after.text
    assert LINE_END.split(after) == LINE_END.split(text)
    assert len(set(LINE_END.findall(after))) <= 1


@given(
    st.lists(st.sampled_from(["a: 1 ", "b: |", "  x \t", "", "  ", "- c ", 'd: "y ', '  z" ', "---", "# e "]))
)
def test_trailing_blanks_are_no_part_of_any_value(lines: list[str]) -> None:
    page = "---\n" + "\n".join(lines) + "\n---\n\nText \n"
    before = Document.from_text(page)
    after = mended(page, "trailing-blank").after
    assert [line.rstrip() for line in after.text.split("\n")] == [line.rstrip() for line in page.split("\n")]
    if before.frontmatter and before.frontmatter.problem is None:
        assert after.frontmatter
        assert after.frontmatter.data == before.frontmatter.data


def test_a_hard_break_stays() -> None:
    page = "First  \nsecond  \n\nThird \n"
    assert mended(page, "trailing-blank").after.text == "First  \nsecond\n\nThird\n"


@given(st.text(alphabet="{}a", max_size=30))
def test_brackets_are_paired_from_the_inside(text: str) -> None:
    for start, end in partners(text, "{{", 0).items():
        inside = re.findall(r"\{\{|\}\}", text[start:end])
        assert text.startswith("{{", start)
        assert text.endswith("}}", 0, end)
        assert inside.count("{{") == inside.count("}}")


@pytest.mark.parametrize(
    ("text", "start", "end", "wanted"),
    [
        ("a\n\nX\n\nb\n", 3, 5, Edit(3, 6)),
        ("a\nX\n\nb\n", 2, 4, Edit(2, 4)),
        ("a\n\nX\nb\n", 3, 5, Edit(3, 5)),
        ("a\n\n\nX\n\n", 4, 6, Edit(2, 7)),
        ("X\n\na\n", 0, 2, Edit(0, 3)),
        ("\n\nX", 2, 3, Edit(0, 3)),
        ("---\na: 1\n---\n\nX\n", 14, 16, Edit(13, 16)),
    ],
)
def test_cut_lines(text: str, start: int, end: int, wanted: Edit) -> None:
    assert cut_lines(Document.from_text(text), start, end) == wanted


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a X b", "a b"),
        ("a X.", "a."),
        ("a X", "a"),
        ("aX b", "a b"),
        ("X b", "b"),
        (" X b", " b"),
        ("a\n X \nb", "a\nb"),
        ("(a X)", "(a)"),
    ],
)
def test_cut_span(text: str, left: str) -> None:
    at = text.index("X")
    edit = cut_span(Document.from_text(text), at, at + 1)
    assert text[: edit.start] + text[edit.end :] == left


def test_namespaces_of_large_wikipedias() -> None:
    for name in ("file", "image", "datei", "bild", "fichier", "archivo", "файл", "ملف", "ファイル", "파일"):
        assert f"|{name}|" in FILE
    for name in ("category", "kategorie", "catégorie", "categoría", "категория", "تصنيف", "분류", "thể loại"):
        assert f"|{name}|" in CATEGORY


def test_pages_that_all_end_without_a_line_break_are_one_note(wikilint: Wikilint, tmp_path: Path) -> None:
    for number in range(25):
        (tmp_path / f"{number}.md").write_text("Text." if number < 22 else "Text.\n")
    done = wikilint("fix", "--isolated", "-o", "json", tmp_path)
    assert [each["message"] for each in json.loads(done.out)] == [
        "22 of 25 files end without a line break: they are left as they are (`run-evidence = false` reports each)"
    ]
    assert (tmp_path / "0.md").read_text() == "Text."


def frontlines() -> list[Path]:
    root = os.environ.get("WIKILINT_CORPORA")
    return sorted(Path(root, "frontlines").rglob("*.md")) if root else []


@pytest.mark.skipif(not frontlines(), reason="WIKILINT_CORPORA names no folder with the corpus frontlines")
def test_the_family_of_the_seed_loses_its_placeholders_and_nothing_else() -> None:
    for path in frontlines():
        page = Document(path.read_bytes()).text
        after = mended(page, "stringified-object", "final-newline").after.text
        assert "[object " not in after
        assert after.rstrip() == re.sub(r"\[object Object\]\n?", "", page).rstrip(), path
