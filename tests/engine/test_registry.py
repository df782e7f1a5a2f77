"""Which rules a run uses."""

from __future__ import annotations

from wikilint.engine.registry import choose, installed


def test_what_is_ignored_is_out_whoever_asked_for_it() -> None:
    chosen = choose(
        installed(), select=["text"], extend_select=["mojibake"], ignore=["mojibake", "final-newline"]
    )
    names = {each.rule.name for each in chosen}
    assert "trailing-blank" in names
    assert not names & {"mojibake", "final-newline"}


def test_what_is_asked_for_comes_on_top_of_the_default() -> None:
    names = {each.rule.name for each in choose(installed(), extend_select=["key-order"])}
    assert {"key-order", "mojibake"} <= names
    assert "key-order" not in {each.rule.name for each in choose(installed())}
