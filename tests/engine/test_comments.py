"""Comments for wikilint are held to account themselves: unused, of unknown rules, without effect."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Wikilint

GLUED = "## Notes\n## Notes\n\nMore.\n"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "page.md"


def found(wikilint: Wikilint, *options: str) -> list[tuple[str, int, str]]:
    listed = json.loads(wikilint("check", "-o", "json", "--isolated", *options).out)
    return [(each["rule"], each["location"]["row"], each["message"]) for each in listed]


def test_an_unused_comment_is_found_and_taken_out(wikilint: Wikilint, page: Path) -> None:
    page.write_text(
        "# A\n\n<!-- wikilint: ignore[mojibake] quoted -->\n\nText. <!-- wikilint: ignore[headings] -->\n"
    )
    assert found(wikilint) == [
        ("unused-suppression", 3, "ignore[mojibake] suppresses nothing here"),
        ("unused-suppression", 5, "ignore[headings] suppresses nothing here"),
    ]
    assert wikilint("fix", "--isolated").code == 0
    assert page.read_text() == "# A\n\n\nText.\n"


def test_one_that_is_used_stays(wikilint: Wikilint, page: Path) -> None:
    text = f"# A\n\nText.\n\n<!-- wikilint: disable[headings, mojibake] -->\n\n{GLUED}"
    page.write_text(text)
    assert found(wikilint) == [("unused-suppression", 5, "disable[mojibake] suppresses nothing here")]
    assert wikilint("fix", "--isolated").code == 0
    assert page.read_text() == text.replace("headings, mojibake", "headings")


def test_both_ends_of_a_range_go_and_both_stay(wikilint: Wikilint, page: Path) -> None:
    start, end = "<!-- wikilint: disable[headings] -->\n\n", "\n<!-- wikilint: enable[headings] -->\n"
    page.write_text(f"# A\n\nText.\n\n{start}{GLUED}{end}")
    assert found(wikilint) == []
    page.write_text(f"# A\n\n{start}Text.\n{end}")
    assert wikilint("fix", "--isolated").code == 0
    assert "wikilint" not in page.read_text()


def test_paragraphs_stay_apart(wikilint: Wikilint, page: Path) -> None:
    page.write_text("One.\n<!-- wikilint: ignore[mojibake] -->\nTwo.\n")
    assert wikilint("fix", "--isolated").code == 0
    assert page.read_text() == "One.\n\nTwo.\n"


def test_rules_that_do_not_run_are_not_called_unused(wikilint: Wikilint, page: Path) -> None:
    page.write_text(
        "Text. <!-- wikilint: ignore[mojibake] -->\n\nMore. <!-- wikilint: ignore[encoding] -->\n"
    )
    assert len(found(wikilint)) == 2
    assert found(wikilint, "--ignore", "mojibake") == []
    assert found(wikilint, "--select", "suppressions") == []
    assert found(wikilint, "--ignore", "suppressions") == []


def test_an_unknown_name_is_told_with_the_closest(wikilint: Wikilint, page: Path) -> None:
    page.write_text("Text. <!-- wikilint: ignore[mojibakke] -->\n\nMore. <!-- wikilint: ignore[zzz] -->\n")
    assert found(wikilint) == [
        ("unknown-rule-in-suppression", 1, "there is no rule or group “mojibakke”: did you mean “mojibake”?"),
        (
            "unknown-rule-in-suppression",
            3,
            "there is no rule or group “zzz”; `wikilint rules` lists what there is",
        ),
    ]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("wikilint: ignore", "names no rule, so it does nothing: write ignore[RULE]"),
        ("wikilint: ignore[]", "names no rule, so it does nothing: write ignore[RULE]"),
        ("wikilint: ignroe[tags]", "“ignroe” does nothing: did you mean “ignore[RULE]”?"),
        ("wikilint-disable tags", "does nothing as it is written: write wikilint: disable[RULE]"),
        ("wikilint: noqa", "does nothing as it is written: write wikilint: ignore[RULE]"),
        ("wikilint ignore[tags]", "does nothing as it is written: write wikilint: ignore[RULE]"),
    ],
)
def test_a_comment_without_effect_is_told(wikilint: Wikilint, page: Path, comment: str, message: str) -> None:
    page.write_text(f"Text. <!-- {comment} -->\n")
    assert found(wikilint) == [("broken-suppression", 1, message)]
    page.write_text(f"---\ntitle: A # {comment}\n---\nText.\n")
    assert found(wikilint) == [("broken-suppression", 2, message)]


@pytest.mark.parametrize(
    "text",
    [
        "Text. <!-- wikilint is a linter -->\n",
        "Text. <!-- wikilint: see the manual -->\n",
        "`<!-- wikilint: ignore -->` is none.\n",
        "```\n<!-- wikilint: ignore[zzz] -->\n```\n",
        "---\ntext: |\n  # wikilint: ignore[tags]\n---\nText.\n",
        "wikilint: ignore[mojibake]\n",
    ],
)
def test_what_is_no_comment_for_wikilint_is_left_alone(wikilint: Wikilint, page: Path, text: str) -> None:
    page.write_text(text)
    assert found(wikilint) == []


def test_unused_comments_of_a_block_go_with_their_line(wikilint: Wikilint, page: Path) -> None:
    page.write_text("---\n# wikilint: ignore[tags]\ntitle: A # wikilint: ignore[tags] why\n---\nText.\n")
    assert wikilint("fix", "--isolated").code == 0
    assert page.read_text() == "---\ntitle: A\n---\nText.\n"


def test_they_can_be_suppressed_themselves(wikilint: Wikilint, page: Path) -> None:
    page.write_text("<!-- wikilint: file-ignore[suppressions] -->\n\nText. <!-- wikilint: ignore[zzz] -->\n")
    assert found(wikilint) == []


def test_custom_rules_are_known(wikilint: Wikilint, page: Path) -> None:
    Path("wikilint.toml").write_text('[rules.custom.no-x]\npattern = "x"\nmessage = "x"\n')
    page.write_text("An x. <!-- wikilint: ignore[no-x] -->\n")
    assert wikilint("check").code == 0
    assert wikilint("check", "--ignore", "no-x").code == 0
