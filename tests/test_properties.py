"""All rules together, over texts that nobody wrote: nothing fails, fixing settles, and outside the fixes all stays."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wikilint.document import Document
from wikilint.edits import apply
from wikilint.engine import registry
from wikilint.engine.check import FIX_REJECTED, RULE_FAILED, check
from wikilint.engine.fix import fix_document
from wikilint.engine.fixed import Fixed
from wikilint.finding import Fix

FIXTURES = Path(__file__).parent.parent / "fixtures"


@cache
def blocks() -> tuple[list[str], list[str]]:
    """The frontmatter blocks and the paragraphs of all fixtures."""
    fronts, paragraphs = [""], [""]
    for path in sorted(FIXTURES.glob("*/*.md")):
        document = Document(path.read_bytes().replace(b"\r\n", b"\n"))
        if document.utf16:
            continue
        fronts.append(document.text[: document.body_start])
        paragraphs += document.text[document.body_start :].split("\n\n")
    return sorted({front for front in fronts if len(front) < 2_000}), sorted(
        {each[:500] for each in paragraphs}
    )


@st.composite
def pages(draw: st.DrawFn) -> bytes:
    fronts, paragraphs = blocks()
    body = "\n\n".join(draw(st.lists(st.sampled_from(paragraphs), max_size=5)))
    text = draw(st.sampled_from(fronts)) + body + draw(st.sampled_from(["", "\n", "\n\n", " \n"]))
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    raw = text.encode("utf-8", "surrogateescape")
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + raw


@cache
def rules() -> tuple[registry.ActiveRule, ...]:
    return registry.choose(registry.installed(), select=["all"], ignore=["bom"])


def settled(raw: bytes, safeties: tuple[str, ...]) -> Fixed:
    def may_apply(_: str, fix: Fix) -> bool:
        return fix.safety in safeties

    result = fix_document(Document(raw), rules(), may_apply)
    assert apply(Document(raw).text, result.edits) == result.after.text
    for each in result.left:
        assert each.rule != RULE_FAILED, each.finding.message
        # One fix may be left out: decoding a line can let damage elsewhere be seen, and the engine cannot tell
        # that from damage done. The page as a whole is never given up.
        assert each.rule != FIX_REJECTED or each.severity == "warning", each.finding.message
    return result


@settings(max_examples=150)
@given(pages())
def test_safe_fixes_settle(raw: bytes) -> None:
    once = settled(raw, ("safe",)).after.raw
    assert settled(once, ("safe",)).after.raw == once


@settings(max_examples=100)
@given(pages())
def test_all_fixes_settle(raw: bytes) -> None:
    once = settled(raw, ("safe", "unsafe")).after.raw
    assert settled(once, ("safe", "unsafe")).after.raw == once


@settings(max_examples=200)
@given(
    st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_no_rule_fails_on_anything(raw: bytes) -> None:
    document = Document(raw)
    for each in check(document, rules()):
        assert each.rule != RULE_FAILED, each.finding.message
        assert each.finding.end <= len(document.text)
