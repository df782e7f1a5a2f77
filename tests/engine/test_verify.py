"""What no fix may do to a page as a whole, at the very edge of it."""

from __future__ import annotations

import pytest

from wikilint.document import Document
from wikilint.edits import Applied
from wikilint.engine import verify
from wikilint.engine.check import Hit
from wikilint.finding import Edit, Finding, Severity


def _page(text: str) -> Document:
    return Document(text.encode("utf-8", "surrogateescape"))


def _hits(*found: tuple[str, Severity, int]) -> list[Hit]:
    return [Hit(rule, severity, Finding(0, 0, rule, count=count)) for rule, severity, count in found]


def _verdict(
    before: str, after: str, found: list[Hit] | None = None, left: list[Hit] | None = None
) -> str | None:
    return verify.at_end(_page(before), found or [], _page(after), left or [], frozenset({"r", "q"}))


@pytest.mark.parametrize(
    ("before", "after", "is_too_much"),
    [
        ("a" * 2002, "a" * 1001, False),  # half of it
        ("a" * 2003, "a" * 1001, True),  # a letter more
        ("a" * 4000, "a" * 2500, False),  # much, but less than half
        ("a" * 1000, "", False),  # a small page may be nothing but damage
        ("a" * 1001, "", True),
        ("a" * 1001, "." * 1001, False),  # not shorter: other letters are the business of each fix
        (" " * 3000 + "a" * 10, "a", False),  # spaces
        (" " * 3000 + "a" * 999, " ", False),
        (" " * 3000 + "a" * 999, "aa", False),
        (" " * 10 + "a" * 1000, "", False),
    ],
)
def test_a_page_keeps_half_of_its_letters(before: str, after: str, is_too_much: bool) -> None:
    verdict = _verdict(before, after)
    assert (verdict is not None) == is_too_much
    assert verdict is None or verdict.endswith("letters and digits would be lost")


def test_utf8_stays_utf8() -> None:
    assert _verdict("a", "a\udcff") == "the text would no longer be UTF-8"
    assert _verdict("\udcff", "\udcff") is None
    assert _verdict("\udcff", "a") is None


WARNING: Severity = "warning"
ERROR: Severity = "error"
INFO: Severity = "info"


@pytest.mark.parametrize(
    ("found", "left", "why"),
    [
        ([("a", ERROR, 1)], [("a", ERROR, 1)], None),
        ([("a", ERROR, 1)], [("a", ERROR, 2)], "the fixes of q, r bring new findings of a"),
        ([("a", ERROR, 1)], [("b", ERROR, 1)], "the fixes of q, r bring new findings of b"),
        ([("a", WARNING, 1)], [("b", WARNING, 1)], None),
        ([("a", WARNING, 1)], [("a", WARNING, 1), ("b", WARNING, 1)], "leave 2 findings where there were 1"),
        ([("a", WARNING, 1)], [("a", WARNING, 5)], None),  # one finding that counts more
        ([("a", WARNING, 5)], [("a", WARNING, 1), ("b", WARNING, 4)], None),  # more of them, no more damage
        ([], [("a", INFO, 9)], None),
        ([("a", WARNING, 5)], [("a", WARNING, 1), ("b", WARNING, 1), ("c", INFO, 9)], None),
        ([("a", WARNING, 1)], [("a", WARNING, 5), ("c", INFO, 1)], None),
    ],
)
def test_damage_does_not_grow(
    found: list[tuple[str, Severity, int]], left: list[tuple[str, Severity, int]], why: str | None
) -> None:
    verdict = _verdict("text", "text", _hits(*found), _hits(*left))
    assert (verdict is None) == (why is None)
    assert why is None or why in str(verdict)


def test_findings_where_nothing_could_be_read_before_are_no_new_damage() -> None:
    """A block that can be read now, bytes that are text now: what is found there is news."""
    new = _hits(("a", ERROR, 1))
    assert _verdict("\udcff", "a", [], new) is None
    assert _verdict("text", "a", [], new) is not None
    broken, repaired = "---\na: [\n---\nbody\n", "---\na: []\n---\nbody\n"
    assert _verdict(broken, repaired, [], new) is None
    in_the_body = [Hit("a", "error", Finding(len(repaired) - 5, len(repaired), "a"))]
    assert _verdict(broken, repaired, [], in_the_body) is not None
    shown = "\n---\na: b\n---\nbody\n"
    assert _verdict(shown, shown[1:], [], new) is None
    first_of_the_body = [Hit("a", "error", Finding(len(shown) - 6, len(shown) - 1, "a"))]
    assert shown[1:][first_of_the_body[0].finding.start :] == "body\n"
    assert _verdict(shown, shown[1:], [], first_of_the_body) is not None
    assert _verdict(shown[1:], shown[1:], [], new) is not None


@pytest.mark.parametrize("code", [0x1B, 0x7F, 0x85, 0x2028, 0x202E, 0x2066, 0xFEFF, 0xFFFD])
def test_a_character_that_is_taken_away_may_be_put_back_once(code: int) -> None:
    char = chr(code)
    document = _page(f"a{char}b")
    for content, is_fine in ((char, True), (f"x{char}y", True), (char * 2, False), ("", True)):
        edits = [Edit(1, 2, content)]
        assert (verify.after_pass(document, edits, document.with_edits(edits)) is None) == is_fine
    edits = [Edit(0, 1, char)]
    assert "line 1" in str(verify.after_pass(document, edits, document.with_edits(edits)))


@pytest.mark.parametrize("code", [0x09, 0x200E, 0x200F, 0x200D, 0xA0])
def test_other_characters_are_nobodys_business(code: int) -> None:
    document = _page("ab")
    edits = [Edit(1, 1, chr(code))]
    assert verify.after_pass(document, edits, document.with_edits(edits)) is None


BLOCK = "---\none: a\ntwo: b\n---\nbody\n"


@pytest.mark.parametrize(
    ("edits", "why"),
    [
        ([Edit(9, 10, "x")], None),
        ([Edit(10, 10, "x")], None),  # right behind the value
        ([Edit(9, 10, "x\nthree: c")], None),  # a key that is new
        ([Edit(9, 10, "[")], "the frontmatter could no longer be read"),
        ([Edit(0, 4)], "the frontmatter could no longer be read"),
        ([Edit(9, 10, "x\ntwo: c")], "the frontmatter key 'two' would change, and no fix named it"),
        ([Edit(9, 17, "x")], None),  # both are named by the edit
        ([Edit(len(BLOCK) - 5, len(BLOCK) - 1, "x")], None),
    ],
)
def test_only_keys_that_an_edit_touches_change(edits: list[Edit], why: str | None) -> None:
    document = _page(BLOCK)
    verdict = verify.after_pass(document, edits, document.with_edits(edits))
    assert verdict == why


def test_the_second_parser_is_asked_of_blocks_that_changed() -> None:
    same, changed = _page(BLOCK), _page(BLOCK.replace("one: a", "one: x"))
    assert verify.block_at_end(same, same) is None
    assert verify.block_at_end(same, changed) is None
    assert verify.block_at_end(_page("no block"), changed) is None
    unlike = _page(BLOCK.replace("one: a", "one: a: b"))
    assert verify.block_at_end(same, unlike) is not None
    assert verify.block_at_end(unlike, unlike) is None


def test_stray_bytes_that_would_join_are_kept_apart() -> None:
    document = _page("\udcc3 \udca9")
    edits = [Edit(1, 2)]
    verdict = verify.after_pass(document, edits, document.with_edits(edits))
    assert verdict == "stray bytes would combine into a character that nobody wrote"
    edits = [Edit(1, 2, "-")]
    assert verify.after_pass(document, edits, document.with_edits(edits)) is None


def test_outside_of_the_edits_all_is_kept() -> None:
    before = _page("one two")
    edits = [Applied(0, 3, "1", ("r",))]
    assert verify.outside_kept(before, edits, _page("1 two")) is None
    for other in ("1 2", "\ufeff1 two"):
        assert verify.outside_kept(before, edits, _page(other)) == "more would change than the edits say"


def test_what_an_edit_lets_be_seen_was_there_before() -> None:
    before = _page("a\u200bb cÃ©d x\x1b[31my")
    invisible = Applied(1, 2, "", ("invisible",))
    proven = Applied(5, 7, "é", ("mojibake",), "safe", ("proof",))
    plain = Applied(0, 1, "", ("cut",))
    assert verify.uncovered(before, [plain]) is None
    shown = verify.uncovered(before, [plain, invisible, proven])
    assert shown is not None
    assert (shown.document.text, shown.readers) == ("ab céd x\x1b[31my", frozenset({"mojibake"}))
    two = verify.uncovered(before, [proven, Applied(8, 9, "X", ("other",), "safe", ("proof",))])
    assert two is not None
    assert two.readers == frozenset({"mojibake", "other"})


def test_what_looks_like_a_block_once_it_is_at_the_top_was_there_before() -> None:
    unclosed = [Hit("r", "error", Finding(0, 3, "no closing fence"))]
    assert _verdict("[object Object]\n---\ntitle:\n", "---\ntitle:\n", left=unclosed) is None
    assert _verdict("---\ntitle:\n---\n", "---\ntitle:\n", left=unclosed) is not None
    elsewhere = [Hit("r", "error", Finding(4, 9, "damage"))]
    assert _verdict("[object Object]\n---\ntitle:\n", "---\ntitle:\n", left=elsewhere) is not None
