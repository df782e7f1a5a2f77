"""The fix loop: it settles, it proves itself, or it leaves the text as it was."""

from __future__ import annotations

import re

import pytest

from wikilint.document import Document
from wikilint.edits import Applied
from wikilint.engine.check import RULE_FAILED, check
from wikilint.engine.fix import FIX_REJECTED, fix_document
from wikilint.engine.fixed import Fixed
from wikilint.engine.registry import ActiveRule, choose, installed
from wikilint.finding import Edit, Finding, Findings, Fix
from wikilint.rule import Rule, rule


def replacing(name: str, pattern: str, by: str, *, safety: str = "safe", protected: bool = True) -> Rule:
    """A rule that replaces each match of a pattern in the whole text."""

    @rule(name, severity="warning", group="test", protected=protected, deletes=50)
    def look(doc: Document) -> Findings:
        """Replaces."""
        for match in re.finditer(pattern, doc.text):
            edit = Edit(match.start(), match.end(), match.expand(by))
            yield Finding(match.start(), match.end(), name, Fix("Replace", edit, safety=safety))  # type: ignore[arg-type]

    return look


def mended(text: str, *rules: Rule) -> Fixed:
    chosen = [ActiveRule(each, {}, each.severity) for each in rules]
    return fix_document(Document.from_text(text), chosen, lambda _, fix: fix.safety == "safe")


def rejection(result: Fixed) -> str:
    assert result.left[0].rule == FIX_REJECTED
    assert not result.fixed
    return result.left[0].finding.message


def test_rules_build_on_each_other() -> None:
    result = mended("abc ac", replacing("first", "b", ""), replacing("second", "ac", "A"))
    assert (result.after.text, result.left, dict(result.fixed)) == ("A A", [], {"first": 1, "second": 2})


def test_rules_that_undo_each_other_change_nothing() -> None:
    result = mended("a", replacing("there", "a", "b"), replacing("back", "b", "a"))
    assert result.after.text == "a"
    assert "do not settle within 10 passes" in rejection(result)


def test_unsafe_fixes_wait_to_be_asked_for() -> None:
    result = mended("a", replacing("guess", "a", "b", safety="unsafe"))
    assert (result.after.text, len(result.left)) == ("a", 1)


@pytest.mark.parametrize("code", [0x07, 0x92, 0x2028, 0x202E, 0xDC92, 0xFEFF, 0xFFFD])
def test_no_fix_brings_in_a_control_or_replacement_character(code: int) -> None:
    result = mended("a", replacing("worse", "a", chr(code)))
    assert result.after.text == "a"
    assert "control or replacement character" in rejection(result)


def test_a_fix_that_breaks_the_frontmatter_is_rejected() -> None:
    text = "---\ntitle: a\n---\n"
    result = mended(text, replacing("quote", "a\n", '"a\n'))
    assert result.after.text == text
    assert "could no longer be read" in rejection(result)


def test_a_block_that_nobody_can_read_does_not_keep_the_rest_from_being_mended() -> None:
    result = mended("---\ntitle: [a\n---\nb", replacing("rest", "b", "c"), replacing("inside", r"\[a", "[b"))
    assert result.after.text == "---\ntitle: [c\n---\nc"


def test_a_fix_that_reaches_another_key_is_rejected() -> None:
    text = "---\nfirst: &a x\nsecond: *a\n---\n"
    result = mended(text, replacing("alias", "x", "y"))
    assert result.after.text == text
    assert "'second' would change" in rejection(result)


def test_a_fix_that_makes_more_damage_than_it_mends_is_rejected() -> None:
    report = replacing("report", "b", "b", safety="display")
    result = mended("a", replacing("split", "a", "bb"), report)
    assert result.after.text == "a"
    assert "leave 2 findings where there were 1" in rejection(result)
    chosen = [ActiveRule(replacing("split", "a", "b"), {}, "warning"), ActiveRule(report, {}, "error")]
    result = fix_document(Document.from_text("a"), chosen, lambda _, fix: fix.safety == "safe")
    assert "bring new findings of report" in rejection(result)


def test_a_fix_may_show_what_the_damage_hid() -> None:
    result = mended("a a", replacing("mend", "a", "b"), replacing("report", "b$", "b", safety="display"))
    assert (result.after.text, [each.rule for each in result.left]) == ("b b", ["report"])


def test_a_rule_that_fails_does_not_end_the_run() -> None:
    @rule("broken", severity="error", group="test")
    def broken(doc: Document) -> Findings:
        """Breaks."""
        yield Finding(0, 1, "before")
        raise KeyError("oh")

    chosen = [ActiveRule(each, {}, each.severity) for each in (broken, replacing("works", "a", "b"))]
    found = check(Document.from_text("a"), chosen)
    assert [each.rule for each in found] == [RULE_FAILED, "works"]
    assert "the rule broken failed here (KeyError: 'oh', at " in found[0].finding.message


CODE = "a\n\n```\na\n```\n\n`a` <!-- a --> [x](a) $a$\n"


def test_protected_regions_are_out_of_reach() -> None:
    result = mended(CODE, replacing("everywhere", "a", "b", protected=False))
    assert result.after.text == "b" + CODE[1:]


def test_a_fix_that_reaches_into_code_is_not_offered() -> None:
    text = "a `b` c\n"
    result = mended(text, replacing("wide", r"\ba `b` c", "", protected=False))
    assert result.after.text == text
    assert [each.finding.fix for each in result.left] == [None]


def test_bytes_that_are_not_utf8_stay() -> None:
    document = Document(b"\xff a \xe2\x80")
    chosen = [ActiveRule(replacing("upper", "a", "A"), {}, "warning")]
    assert fix_document(document, chosen, lambda *_: True).after.raw == b"\xff A \xe2\x80"


ZERO_WIDTH, JOINER = replacing("zero-width", "\u200b", ""), replacing("joiner", "\u2060", "")


def test_what_keeps_stray_bytes_apart_has_no_fix() -> None:
    raw = b"one\xe2\x80\x8bcaf\xc3\xe2\x80\x8b\xa9 two"
    fixed = fix_document(Document(raw), [ActiveRule(ZERO_WIDTH, {}, "warning")], lambda *_: True)
    assert fixed.after.raw == b"onecaf\xc3\xe2\x80\x8b\xa9 two"
    assert [(hit.rule, hit.finding.fix) for hit in fixed.left] == [("zero-width", None)]


def test_fixes_of_two_rules_do_not_join_stray_bytes() -> None:
    raw = b"caf\xc3\xe2\x80\x8b\xe2\x81\xa0\xa9 two"
    rules = [ActiveRule(each, {}, "warning") for each in (ZERO_WIDTH, JOINER)]
    fixed = fix_document(Document(raw), rules, lambda *_: True)
    assert fixed.after.raw == b"caf\xc3\xe2\x81\xa0\xa9 two"
    assert fixed.fixed == {"zero-width": 1}
    assert "joiner" in {hit.rule for hit in fixed.left}


def safe(_: str, fix: Fix) -> bool:
    return fix.safety == "safe"


def test_what_was_there_unseen_is_no_new_damage() -> None:
    """An error that shows when what hid it goes was there before; one that a fix makes is not."""
    hidden = replacing("control", "\x08", "")
    error = replacing("fence", "---", "", safety="display")
    rules = [ActiveRule(hidden, {}, "warning"), ActiveRule(error, {}, "error")]
    fixed = fix_document(Document(b"-\x08-- and -\x08--"), rules, safe)
    assert fixed.after.raw == b"--- and ---"
    making = [ActiveRule(replacing("dot", r"\.", ""), {}, "warning"), ActiveRule(error, {}, "error")]
    fixed = fix_document(Document(b"-.-- and -.--"), making, safe)
    assert fixed.after.raw == b"-.-- and -.--"


def test_another_reading_that_does_not_hold_is_rejected() -> None:
    codec = "ascii"

    @rule("wrong", severity="error", group="test")
    def wrong(doc: Document) -> Findings:
        """Wrong."""
        yield Finding(0, 0, "wrong", Fix("Convert", decode_as=codec))

    result = fix_document(Document(b"caf\xe9"), [ActiveRule(wrong, {}, "error")], lambda *_: True)
    assert result.after.raw == b"caf\xe9"
    assert f"the bytes are not {codec}" in rejection(result)


def test_another_reading_of_the_bytes_is_a_fix() -> None:
    @rule("latin", severity="error", group="test")
    def latin(doc: Document) -> Findings:
        """Latin-1."""
        if not doc.is_utf8:
            yield Finding(0, 0, "Latin-1", Fix("Convert", decode_as="latin-1"))

    result = fix_document(Document(b"caf\xe9\r\n"), [ActiveRule(latin, {}, "error")], lambda *_: True)
    assert result.after.raw == "café\r\n".encode()


def test_ten_passes_are_enough_and_eleven_are_not() -> None:
    steps = [replacing(f"step-{at}", f"<{at}>", f"<{at + 1}>") for at in range(11)]
    assert mended("<0>", *steps[:10]).after.text == "<10>"
    assert "do not settle within 10 passes" in mended("<0>", *steps).left[0].finding.message


def test_one_bad_fix_costs_that_fix() -> None:
    text = "---\ntitle: a\n---\nb b b\n"
    result = mended(text, replacing("body", "b", "c"), replacing("quote", "a\n", '"a\n'))
    assert result.after.text == text.replace("b", "c")
    assert dict(result.fixed) == {"body": 3}
    refusal, finding = result.left
    assert (refusal.rule, refusal.severity, finding.rule) == (FIX_REJECTED, "warning", "quote")
    assert "the fix of quote was left out: the frontmatter could no longer be read" in refusal.finding.message
    assert finding.finding.fix is None


def test_a_fix_of_the_block_that_the_second_parser_refuses_leaves_the_body_fixed() -> None:
    text = "---\ntitle: a\nother: &an:chor d\n---\nb b b\n"
    result = mended(text, replacing("block", "title: a", "title: z"), replacing("body", "b b", "c"))
    assert result.after.text.endswith("---\nc b\n")
    assert "title: a" in result.after.text


def test_what_makes_more_damage_is_left_out_and_the_rest_is_applied() -> None:
    rules = [replacing("split", "a", "b"), replacing("good", "x", "y")]
    chosen = [ActiveRule(each, {}, "warning") for each in rules]
    chosen.append(ActiveRule(replacing("report", "b", "b", safety="display"), {}, "error"))
    result = fix_document(Document.from_text("a x x x x"), chosen, lambda _, fix: fix.safety == "safe")
    assert result.after.text == "a y y y y"
    assert [hit.rule for hit in result.left] == [FIX_REJECTED, "split"]


def test_what_was_done_is_said_as_edits_of_the_text_given() -> None:
    result = mended("abc ac", replacing("first", "b", ""), replacing("second", "ac", "A"))
    assert result.edits == (
        Applied(0, 3, "A", ("first", "second")),
        Applied(4, 6, "A", ("second",)),
    )


def test_a_run_of_equal_lines_may_grow_when_one_more_is_fixed() -> None:
    document = Document(b"- Back to the top\n" * 7 + b"- Back to the top \n")
    rules = choose(
        installed(), select=["trailing-blank", "repeated-line"], severity={"trailing-blank": "info"}
    )
    result = fix_document(document, rules, lambda _, fix: fix.safety == "safe")
    assert result.after.raw == b"- Back to the top\n" * 8
    assert [(each.rule, each.finding.count) for each in result.left] == [("repeated-line", 8)]


@pytest.mark.parametrize(("proof", "is_fixed"), [("read as UTF-8", True), ("", False)])
def test_letters_that_were_read_anew_are_not_lost(proof: str, is_fixed: bool) -> None:
    @rule("three-for-one", severity="error", group="test", protected=True, kept=lambda old, new: True)
    def look(doc: Document) -> Findings:
        """Reads three letters as the one that they stand for."""
        edits = [Edit(*match.span(), "ಕ") for match in re.finditer("abc", doc.text)]
        if edits:
            yield Finding(0, 3, "damaged", Fix("Read it", *edits, proof=proof))

    result = mended("abc\n" * 1000, look)
    if is_fixed:
        assert (result.after.text, result.left) == ("ಕ\n" * 1000, [])
    else:
        assert rejection(result).endswith("letters and digits would be lost")
